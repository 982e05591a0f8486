import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
acl = aws.ec2.NetworkAcl("main", vpc_id="vpc-0123456789abcdef0")
aws.ec2.NetworkAclRule(
    "all",
    network_acl_id=acl.id,
    rule_number=100,
    protocol="-1",
    rule_action="allow",
    cidr_block=old.outputs["Block"],
)  # undetermined: cidrBlock
