import pulumi_aws as aws

other = aws.cloudformation.Stack("other", template_url="https://example.com/other.yaml")
aws.servicediscovery.Service(  # undetermined: type
    "typed",
    name="api",
    type=other.outputs["Type"],
    dns_config={"namespace_id": "ns-0a1b2c3d4e5f6071", "dns_records": [{"ttl": 10, "type": "A"}]},
)
