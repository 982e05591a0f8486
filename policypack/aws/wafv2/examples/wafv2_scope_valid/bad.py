# config: aws:region=eu-west-1
import pulumi_aws as aws

seen = {"cloudwatch_metrics_enabled": True, "metric_name": "orders", "sampled_requests_enabled": True}
aws.wafv2.IpSet("global-elsewhere", scope="CLOUDFRONT", ip_address_version="IPV4", addresses=[])  # finds: scope
office = aws.wafv2.IpSet(
    "office", scope="CLOUDFRONT", ip_address_version="IPV4", addresses=["192.0.2.0/24"], region="us-east-1"
)
mixed = aws.wafv2.WebAcl(
    "mixed",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config=seen,
    rules=[
        {
            "name": "office",
            "priority": 1,
            "action": {"allow": {}},
            "statement": {"ip_set_reference_statement": {"arn": office.arn}},
            "visibility_config": seen,
        }
    ],
)  # finds: rules
group = aws.cloudwatch.LogGroup("logs", name="/waf/orders")
aws.wafv2.WebAclLoggingConfiguration(
    "unprefixed", resource_arn=mixed.arn, log_destination_configs=[group.arn]
)  # finds: logDestinationConfigs
