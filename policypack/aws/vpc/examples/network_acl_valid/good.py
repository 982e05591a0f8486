import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
acl = aws.ec2.NetworkAcl("main", vpc_id=vpc.id)
for name, number, egress in (("first", 100, False), ("other-direction", 100, True), ("other-number", 110, False)):
    aws.ec2.NetworkAclRule(
        name,
        network_acl_id=acl.id,
        rule_number=number,
        egress=egress,
        protocol="-1",
        rule_action="allow",
        cidr_block="10.0.0.0/16",
    )
