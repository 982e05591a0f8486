import pulumi_aws as aws

visibility = {"cloudwatch_metrics_enabled": True, "metric_name": "main", "sampled_requests_enabled": True}
aws.wafv2.WebAcl("main", scope="REGIONAL", default_action={"allow": {}}, visibility_config=visibility)  # finds: rules
