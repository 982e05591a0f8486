import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
acl = aws.ec2.NetworkAcl("main", vpc_id=vpc.id)
rules = ((90, "deny", "tcp", 22), (95, "deny", "tcp", 3389), (100, "allow", "-1", 0))
for number, action, protocol, port in rules:
    aws.ec2.NetworkAclRule(
        f"in-{number}",
        network_acl_id=acl.id,
        rule_number=number,
        rule_action=action,
        protocol=protocol,
        from_port=port,
        to_port=port,
        cidr_block="0.0.0.0/0",
    )
aws.ec2.NetworkAclRule(
    "out",
    network_acl_id=acl.id,
    egress=True,
    rule_number=100,
    rule_action="allow",
    protocol="-1",
    cidr_block="0.0.0.0/0",
)
