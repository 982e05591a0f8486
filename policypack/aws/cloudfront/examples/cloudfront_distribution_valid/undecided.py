import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudfront.Distribution(
    "site",
    enabled=True,
    origins=[{"origin_id": "web", "domain_name": "orders.s3.amazonaws.com"}],
    default_cache_behavior={
        "target_origin_id": old.outputs["Origin"],
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "viewer_protocol_policy": "https-only",
        "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)  # undetermined: defaultCacheBehavior.targetOriginId
