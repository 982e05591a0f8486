import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}
ping = {"protocol": "icmp", "from_port": 8, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}
out = {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}
group = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, ingress=[web, ping], egress=[out])
aws.vpc.SecurityGroupIngressRule(
    "office", security_group_id=group.id, ip_protocol="tcp", from_port=22, to_port=22, cidr_ipv4="192.0.2.0/24"
)
aws.ec2.SecurityGroupRule(
    "members", type="ingress", security_group_id=group.id, protocol="-1", from_port=0, to_port=0, self=True
)
