import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "web", ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"]}]
)
proxy = aws.ec2.SecurityGroup("proxy")
aws.vpc.SecurityGroupIngressRule(
    "again",
    security_group_id=web.id,
    ip_protocol="TCP",
    from_port=443,
    to_port=443,
    cidr_ipv4="10.0.0.0/8",
    description="From the office",
)  # finds: cidrIpv4
aws.ec2.SecurityGroupRule(
    "twice",
    security_group_id=web.id,
    type="ingress",
    protocol="tcp",
    from_port=22,
    to_port=22,
    cidr_blocks=["192.168.0.0/24", "192.168.1.0/24", "192.168.0.0/24"],
)  # finds: cidrBlocks[2]
for name in ["proxy-1", "proxy-2"]:
    aws.vpc.SecurityGroupIngressRule(
        name,
        security_group_id=web.id,
        ip_protocol="tcp",
        from_port=80,
        to_port=80,
        referenced_security_group_id=proxy.id,
    )

# finds proxy-2: referencedSecurityGroupId
inline = aws.ec2.SecurityGroup(
    "inline",
    ingress=[
        {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"]},
        {
            "protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
            "cidr_blocks": ["10.0.0.0/8", "172.16.0.0/12"],
            "description": "Office",
        },
    ],
)  # finds: ingress[1].cidrBlocks[0]
