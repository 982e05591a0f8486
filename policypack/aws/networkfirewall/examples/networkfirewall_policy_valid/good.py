import pulumi_aws as aws

group = aws.networkfirewall.RuleGroup(
    "web",
    capacity=100,
    type="STATEFUL",
    rule_group={
        "rules_source": {"rules_string": "pass tcp any any -> any 443 (sid:1;)"},
        "stateful_rule_options": {"rule_order": "STRICT_ORDER"},
    },
)
aws.networkfirewall.FirewallPolicy(
    "strict",
    firewall_policy={
        "stateless_default_actions": ["aws:forward_to_sfe"],
        "stateless_fragment_default_actions": ["aws:forward_to_sfe"],
        "stateful_engine_options": {"rule_order": "STRICT_ORDER"},
        "stateful_rule_group_references": [{"priority": 1, "resource_arn": group.arn}],
    },
)
