import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "inline-all",
    egress=[
        {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}
    ],
)


def ingress(name, **arguments):
    aws.vpc.SecurityGroupIngressRule(name, security_group_id=web.id, cidr_ipv4="10.0.0.0/8", **arguments)


ingress("signs", ip_protocol="tcp", from_port=22, to_port=22, description="SSH. _-:/()#,@[]+=&;{}!$*")
ingress("longest", ip_protocol="tcp", from_port=23, to_port=23, description="a" * 255)
ingress("all-ports", ip_protocol="udp", from_port=0, to_port=65535)
ingress("any-protocol", ip_protocol="-1")
ingress("any-type", ip_protocol="icmp", from_port=-1, to_port=-1)
ingress("echo", ip_protocol="icmp", from_port=8, to_port=0)
ingress("one-port", ip_protocol="tcp", from_port=443, to_port=443)
aws.vpc.SecurityGroupIngressRule("icmpv6", security_group_id=web.id, cidr_ipv6="::/0", ip_protocol="icmpv6")
