# config: aws:region=eu-west-1
import pulumi_aws as aws

seen = {"cloudwatch_metrics_enabled": True, "metric_name": "orders", "sampled_requests_enabled": True}
office = aws.wafv2.IpSet(
    "office", scope="CLOUDFRONT", ip_address_version="IPV4", addresses=["192.0.2.0/24"], region="us-east-1"
)
acl = aws.wafv2.WebAcl(
    "global",
    scope="CLOUDFRONT",
    region="us-east-1",
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
)
group = aws.cloudwatch.LogGroup("logs", name="aws-waf-logs-orders", region="us-east-1")
aws.wafv2.WebAclLoggingConfiguration(
    "prefixed", resource_arn=acl.arn, log_destination_configs=[group.arn], region="us-east-1"
)
aws.wafv2.IpSet("regional", scope="REGIONAL", ip_address_version="IPV6", addresses=[])
