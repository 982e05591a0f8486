import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
acl = aws.ec2.NetworkAcl("main", vpc_id=vpc.id)
aws.ec2.NetworkAclRule(
    "first", network_acl_id=acl.id, rule_number=100, protocol="-1", rule_action="allow", cidr_block="10.0.0.0/16"
)
aws.ec2.NetworkAclRule(
    "second", network_acl_id=acl.id, rule_number=100, protocol="-1", rule_action="deny", cidr_block="10.1.0.0/16"
)  # finds: ruleNumber
