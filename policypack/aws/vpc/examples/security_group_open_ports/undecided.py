import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.vpc.SecurityGroupIngressRule(
    "ssh",
    security_group_id="sg-0123456789abcdef0",
    ip_protocol="tcp",
    from_port=22,
    to_port=22,
    cidr_ipv4=old.outputs["Block"],
)  # undetermined: cidrIpv4
