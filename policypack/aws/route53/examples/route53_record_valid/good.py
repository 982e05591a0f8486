import pulumi_aws as aws

zone = aws.route53.Zone("main", name="example.com")
balancer = aws.lb.LoadBalancer("web", subnets=["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"])
address = aws.ec2.Eip("web", domain="vpc")
certificate = aws.acm.Certificate("web", domain_name="example.com", validation_method="DNS")
option = certificate.domain_validation_options[0]


def record(logical, name, type_, *values):
    aws.route53.Record(logical, zone_id=zone.zone_id, name=name, type=type_, ttl=300, records=list(values))


aws.route53.Record(
    "alias",
    zone_id=zone.zone_id,
    name=zone.name,
    type="A",
    aliases=[{"name": balancer.dns_name, "zone_id": balancer.zone_id, "evaluate_target_health": True}],
)
record("shop", "shop", "CNAME", balancer.dns_name)
record("text", "www", "TXT", "v=spf1 -all")
record("longest", "key._domainkey", "TXT", "a" * 255 + '" "' + "b" * 255)
record("address", "api", "A", "192.0.2.10", address.public_ip)
record("validation", option.resource_record_name, option.resource_record_type, option.resource_record_value)
bucket = aws.s3.Bucket("site", bucket="site.example.com")
website = aws.s3.BucketWebsiteConfiguration("site", bucket=bucket.id, index_document={"suffix": "index.html"})
for logical, domain in (
    ("website-alias", website.website_domain),
    ("endpoint-alias", "vpce-1.s3.us-east-1.vpce.amazonaws.com"),
    ("written-alias", "s3-website-us-east-1.amazonaws.com"),
):
    aws.route53.Record(
        logical,
        zone_id=zone.zone_id,
        name=logical,
        type="A",
        aliases=[{"name": domain, "zone_id": bucket.hosted_zone_id, "evaluate_target_health": False}],
    )
record("mail-exchange", "mail", "MX", "10 mail.example.net", "20 mail2.example.net")
record("service", "_sip._tcp", "SRV", "10 5 5060 sip.example.net")
record("six", "six", "AAAA", "2001:db8::1")
