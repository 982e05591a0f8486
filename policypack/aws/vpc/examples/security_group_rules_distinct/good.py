import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "web", ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"]}]
)
proxy = aws.ec2.SecurityGroup("proxy")
batch = aws.ec2.SecurityGroup("batch")
aws.vpc.SecurityGroupIngressRule(
    "other-port", security_group_id=web.id, ip_protocol="tcp", from_port=80, to_port=80, cidr_ipv4="10.0.0.0/8"
)
aws.vpc.SecurityGroupEgressRule(
    "other-way", security_group_id=web.id, ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4="10.0.0.0/8"
)
aws.vpc.SecurityGroupIngressRule(
    "other-group", security_group_id=proxy.id, ip_protocol="tcp", from_port=443, to_port=443, cidr_ipv4="10.0.0.0/8"
)
aws.ec2.SecurityGroupRule(
    "once",
    security_group_id=web.id,
    type="ingress",
    protocol="tcp",
    from_port=22,
    to_port=22,
    cidr_blocks=["192.168.0.0/24", "192.168.1.0/24"],
)
for peer, name in [(proxy, "from-proxy"), (batch, "from-batch")]:
    aws.vpc.SecurityGroupIngressRule(
        name,
        security_group_id=web.id,
        ip_protocol="tcp",
        from_port=8080,
        to_port=8080,
        referenced_security_group_id=peer.id,
    )
