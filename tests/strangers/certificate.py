"""A site behind a certificate that its own zone validates."""

import json

import pulumi
import pulumi_aws as aws

domain = "www.example.com"
zone = aws.route53.get_zone(name=domain.partition(".")[2])
east = aws.Provider("east", region="us-east-1")
certificate = aws.acm.Certificate(
    "site", domain_name=domain, validation_method="DNS", opts=pulumi.ResourceOptions(provider=east)
)
option = certificate.domain_validation_options[0]
record = aws.route53.Record(
    "validation",
    name=option.resource_record_name,
    type=option.resource_record_type,
    records=[option.resource_record_value],
    zone_id=zone.zone_id,
    ttl=60,
)
validated = aws.acm.CertificateValidation(
    "site",
    certificate_arn=certificate.arn,
    validation_record_fqdns=[record.fqdn],
    opts=pulumi.ResourceOptions(provider=east),
)
content = aws.s3.Bucket("content")
access = aws.cloudfront.OriginAccessControl(
    "site", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
)
site = aws.cloudfront.Distribution(
    "site",
    enabled=True,
    aliases=[domain],
    origins=[
        {
            "origin_id": content.arn,
            "domain_name": content.bucket_regional_domain_name,
            "origin_access_control_id": access.id,
        }
    ],
    default_cache_behavior={
        "target_origin_id": content.arn,
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "cache_policy_id": aws.cloudfront.get_cache_policy(name="Managed-CachingOptimized").id,
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"acm_certificate_arn": validated.certificate_arn, "ssl_support_method": "sni-only"},
)
aws.s3.BucketPolicy(
    "content",
    bucket=content.id,
    policy=pulumi.Output.all(content.arn, site.arn).apply(
        lambda arns: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "cloudfront.amazonaws.com"},
                        "Action": "s3:GetObject",
                        "Resource": f"{arns[0]}/*",
                        "Condition": {"StringEquals": {"AWS:SourceArn": arns[1]}},
                    }
                ],
            }
        )
    ),
)
aws.route53.Record(
    "site",
    zone_id=zone.id,
    name=domain,
    type="A",
    aliases=[{"name": site.domain_name, "zone_id": site.hosted_zone_id, "evaluate_target_health": False}],
)
