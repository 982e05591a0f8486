import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "inline", egress=[{"protocol": "-1", "from_port": 0, "to_port": 65535, "cidr_blocks": ["0.0.0.0/0"]}]
)  # finds: egress[0].fromPort


def ingress(name, **arguments):
    aws.vpc.SecurityGroupIngressRule(name, security_group_id=web.id, cidr_ipv4="10.0.0.0/8", **arguments)


ingress("arrow", ip_protocol="-1", description="office -> web")
ingress("long", ip_protocol="-1", description="a" * 256)
ingress("minus-one", ip_protocol="tcp", from_port=-1, to_port=-1)
ingress("high", ip_protocol="udp", from_port=0, to_port=65536)
ingress("no-ports", ip_protocol="tcp")
ingress("no-type", ip_protocol="icmp")
ingress("one-code", ip_protocol="icmp", from_port=-1, to_port=0)
ingress("backwards", ip_protocol="tcp", from_port=443, to_port=80)

# finds arrow: description
# finds long: description
# finds minus-one: fromPort, toPort
# finds high: toPort
# finds no-ports: fromPort, toPort
# finds no-type: fromPort, toPort
# finds one-code: toPort
# finds backwards: toPort
