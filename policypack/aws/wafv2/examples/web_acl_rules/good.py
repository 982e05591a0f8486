import pulumi_aws as aws

visibility = {"cloudwatch_metrics_enabled": True, "metric_name": "main", "sampled_requests_enabled": True}
rule = {
    "name": "common",
    "priority": 0,
    "override_action": {"none": {}},
    "statement": {"managed_rule_group_statement": {"vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"}},
    "visibility_config": visibility,
}
aws.wafv2.WebAcl("inline", scope="REGIONAL", default_action={"allow": {}}, visibility_config=visibility, rules=[rule])
acl = aws.wafv2.WebAcl("separate", scope="REGIONAL", default_action={"allow": {}}, visibility_config=visibility)
aws.wafv2.WebAclRuleGroupAssociation(
    "separate",
    rule_name="common",
    priority=0,
    web_acl_arn=acl.arn,
    managed_rule_group={"vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"},
)
