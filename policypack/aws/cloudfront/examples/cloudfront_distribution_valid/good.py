# config: aws:region=eu-south-2

import pulumi_aws as aws

bucket = aws.s3.Bucket("site")
certificate = aws.acm.Certificate("site", domain_name="example.com", validation_method="DNS", region="us-east-1")
validation = aws.acm.CertificateValidation("site", certificate_arn=certificate.arn, region="us-east-1")


def distribution(logical, origin, target, viewer=None, aliases=None, errors=None, **behavior):
    aws.cloudfront.Distribution(
        logical,
        enabled=True,
        origins=[origin],
        custom_error_responses=errors,
        aliases=aliases,
        default_cache_behavior={
            "target_origin_id": target,
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "viewer_protocol_policy": "redirect-to-https",
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
