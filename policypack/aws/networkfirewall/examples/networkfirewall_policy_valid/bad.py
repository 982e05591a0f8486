import pulumi_aws as aws

groups = {
    order: aws.networkfirewall.RuleGroup(
        order.lower(),
        capacity=100,
        type="STATEFUL",
        rule_group={
            "rules_source": {"rules_string": "pass tcp any any -> any 443 (sid:1;)"},
            "stateful_rule_options": {"rule_order": order},
        },
    )
    for order in ["STRICT_ORDER", "DEFAULT_ACTION_ORDER"]
}
forward = ["aws:forward_to_sfe"]
aws.networkfirewall.FirewallPolicy(  # finds: firewallPolicy.statelessRuleGroupReferences
    "other-type",
    firewall_policy={
        "stateless_default_actions": forward,
        "stateless_fragment_default_actions": forward,
        "stateless_rule_group_references": [{"priority": 1, "resource_arn": groups["STRICT_ORDER"].arn}],
    },
)
aws.networkfirewall.FirewallPolicy(  # finds: firewallPolicy.statefulRuleGroupReferences
    "other-order",
    firewall_policy={
        "stateless_default_actions": forward,
        "stateless_fragment_default_actions": forward,
        "stateful_engine_options": {"rule_order": "STRICT_ORDER"},
        "stateful_rule_group_references": [{"priority": 1, "resource_arn": groups["DEFAULT_ACTION_ORDER"].arn}],
    },
)
