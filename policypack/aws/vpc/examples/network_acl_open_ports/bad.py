import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.ec2.NetworkAcl(
    "inline",
    vpc_id=vpc.id,
    ingress=[
        {"rule_no": 100, "action": "allow", "protocol": "-1", "from_port": 0, "to_port": 0, "cidr_block": "0.0.0.0/0"}
    ],
)  # finds: ingress[0].cidrBlock
acl = aws.ec2.NetworkAcl("separate", vpc_id=vpc.id)
aws.ec2.NetworkAclRule(
    "ssh",
    network_acl_id=acl.id,
    rule_number=100,
    protocol="tcp",
    from_port=20,
    to_port=25,
    rule_action="allow",
    ipv6_cidr_block="::/0",
)  # finds: ipv6CidrBlock
