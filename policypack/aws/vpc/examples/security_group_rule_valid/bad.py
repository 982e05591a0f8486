"""Rules in a group, and the older type of rule."""

import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "inline",
    ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 80, "cidr_blocks": ["10.0.0.0/8"]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 65535, "cidr_blocks": ["0.0.0.0/0"]}],
)  # finds: ingress[0].toPort, egress[0].fromPort
aws.ec2.SecurityGroupRule(
    "older",
    security_group_id=web.id,
    type="ingress",
    protocol="icmp",
    from_port=-1,
    to_port=0,
    cidr_blocks=["10.0.0.0/8"],
)  # finds: toPort
