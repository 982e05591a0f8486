import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.networkfirewall.RuleGroup(  # undetermined: type
    "web",
    capacity=100,
    type=old.outputs["Type"],
    rule_group={"rules_source": {"rules_string": "pass tcp any any -> any 443 (sid:1;)"}},
)
