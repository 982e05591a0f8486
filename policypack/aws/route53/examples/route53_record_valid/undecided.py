import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
zone = aws.route53.Zone("main", name="example.com")
aws.route53.Record(
    "root", zone_id=zone.zone_id, name="example.com", type=old.outputs["Type"], ttl=300, records=["example.net"]
)  # undetermined: type
