"""cloudfront-distribution-valid: CloudFront certificates, behaviors and origins must fit together."""

from collections.abc import Iterator

from policypack.aws import cloudfront
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


def check(distribution: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The certificate is there and in its region, and behaviors and origins fit together."""
    yield from certificate_fits(distribution, context)
    for argument, behavior in cloudfront.behaviors(distribution):
        wanted = behavior["targetOriginId"]
        yield require(
            cloudfront.has_origin(distribution, argument, behavior),
            when=wanted.is_set(),
            at=argument,
            problem=f"targetOriginId is {wanted}, which no origin has: One or more of your origins do not exist.",
            fix='"target_origin_id": "web"  # the origin_id of an origin',
        )
        for lower, upper in cloudfront.TTL_PAIRS:
            yield require(
                cloudfront.is_ordered(behavior[lower], behavior[upper]),
                when=is_not(behavior["cachePolicyId"].is_set()),
                at=argument,
                problem=f"{lower} is {behavior[lower]} and {upper} is {behavior[upper]}: MinTTL, MaxTTL and DefaultTTL"
                " should follow order MinTTL less than or equal to DefaultTTL less than or equal to MaxTTL.",
                fix='"min_ttl": 0, "default_ttl": 3600, "max_ttl": 86400',
            )
    for origin in distribution["origins"].elements():
        yield require(
            is_not(cloudfront.names_no_bucket(origin, distribution)),
            at="origins",
            problem=f"domainName is {origin['domainName']} and there is no customOriginConfig: The parameter Origin"
            " DomainName does not refer to a valid S3 bucket.",
            fix='"domain_name": bucket.bucket_regional_domain_name  # or with "custom_origin_config": {...}',
        )


def certificate_fits(distribution: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Names of one's own need a certificate, and it stands in us-east-1."""
    aliases = distribution["aliases"]
    yield require(
        any_of(aliases.is_empty(), cloudfront.has_certificate(distribution)),
        at=aliases,
        problem=f"aliases are {aliases} and no certificate is named: To add an alternate domain name (CNAME) to a"
        " CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the"
        " domain name.",
        fix='viewer_certificate={"acm_certificate_arn": validation.certificate_arn, "ssl_support_method": "sni-only"}',
    )
    certificates = cloudfront.certificates(context.stack, distribution)
    yield require(
        is_not(
            any_of(
                cloudfront.names_certificate_elsewhere(distribution),
                certificates.any(lambda one: cloudfront.is_elsewhere(context.region(one))),
            )
        ),
        when=distribution["viewerCertificate"]["acmCertificateArn"].is_set(),
        at="viewerCertificate",
        problem="The certificate stands in another region: The specified SSL certificate doesn't exist, isn't in"
        " us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
        fix='aws.acm.Certificate(..., region="us-east-1")  # or with a provider of us-east-1',
    )


_CREATE = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html"
_NAMES = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="CloudFront", condition=condition, error=error, source=source, invalid=refused, valid=accepted
    )


RULE = StackRule(
    id="cloudfront-distribution-valid",
    summary="CloudFront certificates, behaviors and origins must fit together",
    rationale="""
        CloudFront takes certificates from us-east-1 alone, wherever the rest of a stack stands, and wants one for every
        name of one's own. Behaviors name origins by the IDs that the same distribution gives them. A bucket's website,
        and any URL, is a custom origin. IDs and domains that another resource makes are taken to be right.
    """,
    level="mandatory",
    severity="high",
    applies_to=cloudfront.DISTRIBUTION,
    references=(_CREATE, _NAMES),
    rejections=(
        _rejection(
            "The certificate of a distribution is not in us-east-1",
            "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't"
            " valid, or doesn't include a valid certificate chain.",
            "https://github.com/milliHQ/terraform-aws-next-js/issues/61",
            "regional-certificate",
            "site",
        ),
        _rejection(
            "A distribution has names of its own and no certificate",
            "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must"
            " attach a trusted certificate that validates your authorization to use the domain name.",
            "https://github.com/cloudposse/terraform-aws-cloudfront-s3-cdn/pull/72",
            "names",
            "plain",
        ),
        _rejection(
            "A behavior names an origin that the distribution does not have",
            "NoSuchOrigin: One or more of your origins do not exist.",
            "https://github.com/hashicorp/terraform/issues/18283",
            "no-origin",
            "plain",
        ),
        _rejection(
            "A behavior's TTLs are not in order",
            "InvalidTTLOrder: MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL"
            " less than or equal to MaxTTL",
            "https://github.com/hashicorp/terraform-provider-aws/issues/17878",
            "times",
            "plain",
        ),
        _rejection(
            "An origin is a bucket's website and has no settings of a custom one",
            "InvalidArgument: The parameter Origin DomainName does not refer to a valid S3 bucket.",
            "https://github.com/hashicorp/terraform-provider-aws/issues/33214",
            "website",
            "custom",
        ),
        _rejection(
            "An origin is a URL and has no settings of a custom one",
            "InvalidArgument: The parameter Origin DomainName does not refer to a valid S3 bucket.",
            "https://github.com/vincenting/vincentu/pull/8",
            "url",
            "custom",
        ),
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws

            certificate = aws.acm.Certificate("regional", domain_name="example.com", validation_method="DNS")
            validation = aws.acm.CertificateValidation("regional", certificate_arn=certificate.arn)
            arn = "arn:aws:acm:eu-south-2:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000"

            def distribution(logical, domain="orders.s3.amazonaws.com", target="web", viewer=None, aliases=None,
                             **behavior):
                aws.cloudfront.Distribution(
                    logical, enabled=True, origins=[{"origin_id": "web", "domain_name": domain}], aliases=aliases,
                    default_cache_behavior={"target_origin_id": target, "allowed_methods": ["GET", "HEAD"],
                                            "cached_methods": ["GET", "HEAD"],
                                            "viewer_protocol_policy": "redirect-to-https", **behavior},
                    restrictions={"geo_restriction": {"restriction_type": "none"}},
                    viewer_certificate=viewer or {"cloudfront_default_certificate": True})

            distribution("regional-certificate", viewer={"acm_certificate_arn": certificate.arn})
            distribution("validated", viewer={"acm_certificate_arn": validation.certificate_arn})
            distribution("written", viewer={"acm_certificate_arn": arn})
            distribution("names", aliases=["example.com"])
            distribution("no-origin", target="site")
            distribution("times", min_ttl=60, default_ttl=0)
            distribution("website", "orders.s3-website.eu-south-2.amazonaws.com")
            distribution("url", "https://api.example.com")
            """,
            config={"aws:region": "eu-south-2"},
            finds={
                "regional-certificate": "viewerCertificate",
                "validated": "viewerCertificate",
                "written": "viewerCertificate",
                "names": "aliases",
                "no-origin": "defaultCacheBehavior",
                "times": "defaultCacheBehavior",
                "website": "origins",
                "url": "origins",
            },
        ),
        Good(
            """
            import pulumi_aws as aws

            bucket = aws.s3.Bucket("site")
            certificate = aws.acm.Certificate("site", domain_name="example.com", validation_method="DNS",
                                              region="us-east-1")
            validation = aws.acm.CertificateValidation("site", certificate_arn=certificate.arn, region="us-east-1")

            def distribution(logical, origin, target, viewer=None, aliases=None, **behavior):
                aws.cloudfront.Distribution(
                    logical, enabled=True, origins=[origin], aliases=aliases,
                    default_cache_behavior={"target_origin_id": target, "allowed_methods": ["GET", "HEAD"],
                                            "cached_methods": ["GET", "HEAD"],
                                            "viewer_protocol_policy": "redirect-to-https", **behavior},
                    restrictions={"geo_restriction": {"restriction_type": "none"}},
                    viewer_certificate=viewer or {"cloudfront_default_certificate": True})

            site = {"origin_id": bucket.arn, "domain_name": bucket.bucket_regional_domain_name}
            distribution("site", site, bucket.arn, aliases=["example.com"], viewer={
                "acm_certificate_arn": validation.certificate_arn, "ssl_support_method": "sni-only"})
            distribution("plain", {**site, "origin_id": "web"}, "web", min_ttl=60, default_ttl=60, max_ttl=60)
            distribution("custom", {"origin_id": "web", "domain_name": "orders.s3-website.eu-south-2.amazonaws.com",
                                    "custom_origin_config": {"http_port": 80, "https_port": 443,
                                                             "origin_protocol_policy": "http-only",
                                                             "origin_ssl_protocols": ["TLSv1.2"]}}, "web")
            """,
            config={"aws:region": "eu-south-2"},
        ),
        Undecided(
            """
            import pulumi_aws as aws

            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.cloudfront.Distribution(
                "site", enabled=True, origins=[{"origin_id": "web", "domain_name": "orders.s3.amazonaws.com"}],
                default_cache_behavior={"target_origin_id": old.outputs["Origin"], "allowed_methods": ["GET", "HEAD"],
                                        "cached_methods": ["GET", "HEAD"], "viewer_protocol_policy": "https-only"},
                restrictions={"geo_restriction": {"restriction_type": "none"}},
                viewer_certificate={"cloudfront_default_certificate": True})
            """,
            because={"site": "defaultCacheBehavior.targetOriginId"},
        ),
    ),
)
