import json
import mimetypes
import os

from pulumi import Config, FileAsset, Output, ResourceOptions, export
from pulumi_aws import Provider, acm, cloudfront, route53, s3

config = Config()
domain = config.require("domain")
www_dir = config.get("wwwDir") or "www"
tags = {"Project": "marketing-site", "ManagedBy": "pulumi"}

zone = route53.get_zone(name=config.require("zoneName"))

# ---- content -------------------------------------------------------------
site_bucket = s3.Bucket("site-bucket", bucket=domain, tags=tags)

s3.BucketVersioning(
    "site-versioning",
    bucket=site_bucket.bucket,
    versioning_configuration=s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
)

site_block = s3.BucketPublicAccessBlock(
    "site-block",
    bucket=site_bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)

for folder, _, files in sorted(os.walk(www_dir)):
    for file in sorted(files):
        path = os.path.join(folder, file)
        key = os.path.relpath(path, www_dir)
        s3.BucketObject(
            key,
            bucket=site_bucket,
            key=key,
            source=FileAsset(path),
            content_type=mimetypes.guess_type(path)[0],
            opts=ResourceOptions(parent=site_bucket),
        )

# ---- access logs ---------------------------------------------------------
logs_bucket = s3.Bucket("logs-bucket", bucket_prefix="outdoor-cdn-logs-", force_destroy=True, tags=tags)

s3.BucketServerSideEncryptionConfiguration(
    "logs-sse",
    bucket=logs_bucket.bucket,
    rules=[
        s3.BucketServerSideEncryptionConfigurationRuleArgs(
            apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                sse_algorithm="AES256"
            )
        )
    ],
)

s3.BucketOwnershipControls(
    "logs-ownership",
    bucket=logs_bucket.id,
    rule=s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerPreferred"),
)

s3.BucketAcl("logs-acl", bucket=logs_bucket.id, acl="log-delivery-write")

s3.BucketLifecycleConfiguration(
    "logs-lifecycle",
    bucket=logs_bucket.id,
    rules=[
        s3.BucketLifecycleConfigurationRuleArgs(
            id="expire",
            status="Enabled",
            filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
            expiration=s3.BucketLifecycleConfigurationRuleExpirationArgs(days=90),
        )
    ],
)

# ---- certificate: CloudFront only takes those of us-east-1 ----------------
east = Provider("east", region="us-east-1")

cert = acm.Certificate(
    "cert",
    domain_name=domain,
    subject_alternative_names=[config.require("zoneName")],
    validation_method="DNS",
    opts=ResourceOptions(provider=east),
)

validation_records = []
for i in range(2):
    option = cert.domain_validation_options[i]
    validation_records.append(
        route53.Record(
            f"cert-validation-{i}",
            zone_id=zone.zone_id,
            name=option.resource_record_name,
            type=option.resource_record_type,
            records=[option.resource_record_value],
            ttl=300,
        )
    )

cert_validation = acm.CertificateValidation(
    "cert-validation",
    certificate_arn=cert.arn,
    validation_record_fqdns=[r.fqdn for r in validation_records],
    opts=ResourceOptions(provider=east),
)

# ---- distribution ----------------------------------------------------------
oac = cloudfront.OriginAccessControl(
    "oac",
    origin_access_control_origin_type="s3",
    signing_behavior="always",
    signing_protocol="sigv4",
)

cdn = cloudfront.Distribution(
    "cdn",
    enabled=True,
    is_ipv6_enabled=True,
    default_root_object="index.html",
    aliases=[domain, config.require("zoneName")],
    origins=[
        cloudfront.DistributionOriginArgs(
            origin_id="s3",
            domain_name=site_bucket.bucket_regional_domain_name,
            origin_access_control_id=oac.id,
        )
    ],
    default_cache_behavior=cloudfront.DistributionDefaultCacheBehaviorArgs(
        target_origin_id="s3",
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=["GET", "HEAD", "OPTIONS"],
        cached_methods=["GET", "HEAD", "OPTIONS"],
        cache_policy_id=cloudfront.get_cache_policy(name="Managed-CachingOptimized").id,
    ),
    custom_error_responses=[
        cloudfront.DistributionCustomErrorResponseArgs(error_code=404, response_code=404, response_page_path="/404.html")
    ],
    price_class="PriceClass_100",
    restrictions=cloudfront.DistributionRestrictionsArgs(
        geo_restriction=cloudfront.DistributionRestrictionsGeoRestrictionArgs(restriction_type="none")
    ),
    viewer_certificate=cloudfront.DistributionViewerCertificateArgs(
        acm_certificate_arn=cert_validation.certificate_arn,
        ssl_support_method="sni-only",
        minimum_protocol_version="TLSv1.2_2021",
    ),
    logging_config=cloudfront.DistributionLoggingConfigArgs(bucket=logs_bucket.bucket_domain_name, prefix="cdn/"),
    tags=tags,
)

policy = Output.all(site_bucket.arn, cdn.arn).apply(
    lambda args: json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "cloudfront.amazonaws.com"},
                    "Action": "s3:GetObject",
                    "Resource": f"{args[0]}/*",
                    "Condition": {"StringEquals": {"AWS:SourceArn": args[1]}},
                }
            ],
        }
    )
)
s3.BucketPolicy("site-policy", bucket=site_bucket.id, policy=policy)

for name in (domain, config.require("zoneName")):
    for kind in ("A", "AAAA"):
        route53.Record(
            f"{name}-{kind.lower()}",
            zone_id=zone.zone_id,
            name=name,
            type=kind,
            aliases=[
                route53.RecordAliasArgs(
                    name=cdn.domain_name, zone_id=cdn.hosted_zone_id, evaluate_target_health=False
                )
            ],
        )

export("url", f"https://{domain}")
export("cdn_domain", cdn.domain_name)
export("bucket", site_bucket.id)
