import pulumi_aws as aws

origin = {
    "http_port": 80,
    "https_port": 443,
    "origin_protocol_policy": "https-only",
    "origin_ssl_protocols": ["TLSv1.2"],
}
distribution = aws.cloudfront.Distribution(
    "main",
    enabled=True,
    origins=[{"origin_id": "api", "domain_name": "api.example.com", "custom_origin_config": origin}],
    default_cache_behavior={
        "target_origin_id": "api",
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)
aws.cloudwatch.LogDeliverySource("requests", name="requests", resource_arn=distribution.arn, log_type="ACCESS_LOGS")
acl = aws.wafv2.WebAcl(
    "acl",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "main", "sampled_requests_enabled": True},
)
aws.wafv2.WebAclLoggingConfiguration(
    "acl",
    resource_arn=acl.arn,
    log_destination_configs=["arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-main"],
)
aws.route53.Zone("private", name="orders.internal", vpcs=[{"vpc_id": "vpc-0123456789abcdef0"}])
zone = aws.route53.Zone("public", name="example.com")
aws.route53.QueryLog(
    "public",
    zone_id=zone.zone_id,
    cloudwatch_log_group_arn="arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com",
)
