"""cloudfront-distribution-valid: CloudFront certificates, behaviors and origins must fit together."""

from collections.abc import Iterator

from policypack.aws import cloudfront
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


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
    consequence="deployment fails",
    since="0.1.0",
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
)
