import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.NetworkAclRule(
    "main",
    network_acl_id="acl-0123456789abcdef0",
    rule_number=old.outputs["Number"],
    protocol="-1",
    rule_action="allow",
    cidr_block="10.0.0.0/16",
)  # undetermined: ruleNumber
