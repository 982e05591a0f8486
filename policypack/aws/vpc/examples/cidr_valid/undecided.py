import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
web = aws.ec2.SecurityGroup("web")
aws.vpc.SecurityGroupIngressRule(
    "https", security_group_id=web.id, cidr_ipv4=old.outputs["Cidr"], ip_protocol="tcp", from_port=443, to_port=443
)  # undetermined: cidrIpv4
