import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
visibility = {"cloudwatch_metrics_enabled": True, "metric_name": "main", "sampled_requests_enabled": True}
aws.wafv2.WebAcl(
    "main",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config=visibility,
    rule_json=old.outputs["Rules"],
)  # undetermined: ruleJson
