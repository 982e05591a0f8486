# config: aws:region=eu-south-2

import json

import pulumi
import pulumi_aws as aws

bucket = aws.s3.Bucket("site")
certificate = aws.acm.Certificate("site", domain_name="example.com", validation_method="DNS", region="us-east-1")
validation = aws.acm.CertificateValidation("site", certificate_arn=certificate.arn, region="us-east-1")


def distribution(logical, origin, target, viewer=None, aliases=None, errors=None, acl=None, **behavior):
    aws.cloudfront.Distribution(
        logical,
        enabled=True,
        origins=[origin],
        custom_error_responses=errors,
        aliases=aliases,
        web_acl_id=acl,
        default_cache_behavior={
            "target_origin_id": target,
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "viewer_protocol_policy": "redirect-to-https",
            "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
            **behavior,
        },
        restrictions={"geo_restriction": {"restriction_type": "none"}},
        viewer_certificate=viewer or {"cloudfront_default_certificate": True},
    )


site = {"origin_id": bucket.arn, "domain_name": bucket.bucket_regional_domain_name}
distribution(
    "site",
    site,
    bucket.arn,
    aliases=["example.com"],
    viewer={"acm_certificate_arn": validation.certificate_arn, "ssl_support_method": "sni-only"},
)
distribution("plain", {**site, "origin_id": "web"}, "web", min_ttl=60, default_ttl=60, max_ttl=60)
distribution(
    "custom",
    {
        "origin_id": "web",
        "domain_name": "orders.s3-website.eu-south-2.amazonaws.com",
        "custom_origin_config": {
            "http_port": 80,
            "https_port": 443,
            "origin_protocol_policy": "http-only",
            "origin_ssl_protocols": ["TLSv1.2"],
        },
    },
    "web",
)
distribution(
    "error-page",
    {**site, "origin_id": "web"},
    "web",
    errors=[{"error_code": 404, "response_code": 404, "response_page_path": "/404.html"}, {"error_code": 500}],
)


def function(logical, *services, **more):
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
        "Action": "sts:AssumeRole",
    }
    role = aws.iam.Role(logical, assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
    made = aws.lambda_.Function(
        logical,
        role=role.arn,
        runtime="nodejs24.x",
        handler="main.handler",
        publish=True,
        code=pulumi.AssetArchive({"main.js": pulumi.StringAsset("exports.handler = async () => null")}),
        region="us-east-1",
        **more,
    )
    return [{"event_type": "viewer-request", "lambda_arn": made.qualified_arn}]


distribution(
    "edge",
    {**site, "origin_id": "web"},
    "web",
    lambda_function_associations=function("edge", "lambda", "edgelambda"),
)
distribution(
    "written-version",
    {**site, "origin_id": "web"},
    "web",
    lambda_function_associations=[
        {"event_type": "viewer-request", "lambda_arn": "arn:aws:lambda:us-east-1:123456789012:function:edge:4"}
    ],
)
acl = aws.wafv2.WebAcl(
    "global",
    scope="CLOUDFRONT",
    default_action={"allow": {}},
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "global", "sampled_requests_enabled": True},
    region="us-east-1",
)
distribution("global-acl", {**site, "origin_id": "web"}, "web", acl=acl.arn)
