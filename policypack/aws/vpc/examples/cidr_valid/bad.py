"""In a VPC."""

import pulumi_aws as aws

web = aws.ec2.SecurityGroup(
    "too-long",
    ingress=[{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8", "10.30.0.0/33"]}],
)  # finds: ingress[0].cidrBlocks[1]
aws.vpc.SecurityGroupIngressRule(
    "host-bits", security_group_id=web.id, cidr_ipv4="23.88.64.0/16", ip_protocol="tcp", from_port=443, to_port=443
)  # finds: cidrIpv4
aws.ec2.SecurityGroupRule(
    "ipv6",
    security_group_id=web.id,
    type="ingress",
    protocol="tcp",
    from_port=443,
    to_port=443,
    cidr_blocks=["0.0.0.0/0", "::/0"],
)  # finds: cidrBlocks[1]
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.NetworkAcl(
    "acl",
    vpc_id=vpc.id,
    ingress=[
        {
            "rule_no": 100,
            "action": "allow",
            "protocol": "tcp",
            "from_port": 443,
            "to_port": 443,
            "cidr_block": "10.0.0.0",
        }
    ],
)  # finds: ingress[0].cidrBlock
