import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "one-address",
    ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8", "10.30.0.1/32"]}],
)
aws.vpc.SecurityGroupIngressRule(
    "network", security_group_id=web.id, cidr_ipv4="23.88.0.0/16", ip_protocol="tcp", from_port=80, to_port=80
)
aws.ec2.SecurityGroupRule(
    "both-families",
    security_group_id=web.id,
    type="ingress",
    protocol="tcp",
    from_port=81,
    to_port=81,
    cidr_blocks=["0.0.0.0/0"],
    ipv6_cidr_blocks=["::/0"],
)
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.NetworkAcl(
    "acl-host",
    vpc_id=vpc.id,
    ingress=[
        {
            "rule_no": 100,
            "action": "allow",
            "protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
            "cidr_block": "10.0.0.1/24",
        }
    ],
)


def ip_set(name, *addresses):
    aws.wafv2.IpSet(name, scope="REGIONAL", ip_address_version="IPV4", addresses=addresses)


ip_set("allowed", "195.178.188.64/29", "203.0.113.10/32")
ip_set("halves", "0.0.0.0/1", "128.0.0.0/1")
