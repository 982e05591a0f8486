import pulumi_aws as aws

zone = aws.route53.Zone("main", name="example.com")


def record(logical, name, type_, *values):
    aws.route53.Record(logical, zone_id=zone.zone_id, name=name, type=type_, ttl=300, records=list(values))


record("apex", "example.com", "CNAME", "example.net")
record("www", "www", "CNAME", "example.net")
record("www-text", "www.example.com.", "TXT", "v=spf1 -all")
record("long", "key._domainkey", "TXT", "a" * 256)
record("name-as-address", "api", "A", "example.net")

# finds apex: name
# finds www: name
# finds long: records
# finds name-as-address: records
