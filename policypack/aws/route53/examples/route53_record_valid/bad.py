import pulumi_aws as aws

zone = aws.route53.Zone("main", name="example.com")


def record(logical, name, type_, *values):
    aws.route53.Record(logical, zone_id=zone.zone_id, name=name, type=type_, ttl=300, records=list(values))


record("apex", "example.com", "CNAME", "example.net")
record("www", "www", "CNAME", "example.net")
record("www-text", "www.example.com.", "TXT", "v=spf1 -all")
record("long", "key._domainkey", "TXT", "a" * 256)
bucket = aws.s3.Bucket("site", bucket="www.example.com")
aws.route53.Record(
    "bucket-alias",
    zone_id=zone.zone_id,
    name="site",
    type="A",
    aliases=[
        {"name": "www.example.com.s3.amazonaws.com", "zone_id": bucket.hosted_zone_id, "evaluate_target_health": False},
    ],
)
record("name-as-address", "api", "A", "example.net")
record("mail", "mail", "MX", "mail.example.net")

# finds apex: name
# finds www: name
# finds long: records
# finds name-as-address: records
# finds mail: records
# finds bucket-alias: aliases
