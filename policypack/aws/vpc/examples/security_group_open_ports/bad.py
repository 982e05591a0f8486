import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
group = aws.ec2.SecurityGroup(
    "inline",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}],
)  # finds: ingress[0].fromPort
aws.ec2.SecurityGroupRule(
    "everything",
    type="ingress",
    security_group_id=group.id,
    protocol="-1",
    from_port=0,
    to_port=0,
    ipv6_cidr_blocks=["::/0"],
)  # finds: protocol
aws.vpc.SecurityGroupIngressRule(
    "range", security_group_id=group.id, ip_protocol="tcp", from_port=443, to_port=9300, cidr_ipv4="0.0.0.0/0"
)  # finds: fromPort
