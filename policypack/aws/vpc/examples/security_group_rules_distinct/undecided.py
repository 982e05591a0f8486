import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
web = aws.ec2.SecurityGroup("web")
aws.vpc.SecurityGroupIngressRule(
    "office", security_group_id=web.id, ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4=old.outputs["Office"]
)
aws.vpc.SecurityGroupIngressRule(
    "vpn", security_group_id=web.id, ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4="10.0.0.0/8"
)  # undetermined: cidrIpv4
