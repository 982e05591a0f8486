"""cloudfront-distribution-valid: CloudFront certificates, behaviors and origins must fit together."""

from collections.abc import Iterator

from policypack.aws import cloudfront, iam, lambda_, wafv2
from policypack.aws.common.parts import named_by
from policypack.aws.iam.service_roles import ServiceRole
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Fix, Remove, Set, Target, fix, note
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistribution.html"
NAMES = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html"
NO_BUCKET = "InvalidArgument: The parameter Origin DomainName does not refer to a valid S3 bucket."

OTHER_REGION = Rejection(
    service="CloudFront",
    condition="The certificate of a distribution is not in us-east-1",
    error="InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't"
    " valid, or doesn't include a valid certificate chain.",
    source="https://github.com/milliHQ/terraform-aws-next-js/issues/61",
    invalid="regional-certificate",
    valid="site",
)
NO_CERTIFICATE = Rejection(
    service="CloudFront",
    condition="A distribution has aliases and no certificate",
    error="InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must"
    " attach a trusted certificate that validates your authorization to use the domain name.",
    source="https://github.com/cloudposse/terraform-aws-cloudfront-s3-cdn/pull/72",
    invalid="names",
    valid="plain",
)
NO_ORIGIN = Rejection(
    service="CloudFront",
    condition="A behavior names an origin that the distribution does not have",
    error="NoSuchOrigin: One or more of your origins do not exist.",
    source="https://github.com/hashicorp/terraform/issues/18283",
    invalid="no-origin",
    valid="plain",
)
TTL_ORDER = Rejection(
    service="CloudFront",
    condition="A behavior's TTLs are not in order",
    error="InvalidTTLOrder: MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL"
    " less than or equal to MaxTTL",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/17878",
    invalid="times",
    valid="plain",
)
WEBSITE = Rejection(
    service="CloudFront",
    condition="An origin is a bucket's website and has no customOriginConfig",
    error=NO_BUCKET,
    source="https://github.com/hashicorp/terraform-provider-aws/issues/33214",
    invalid="website",
    valid="custom",
)
URL = Rejection(
    service="CloudFront",
    condition="An origin is a URL and has no customOriginConfig",
    error=NO_BUCKET,
    source="https://github.com/vincenting/vincentu/pull/8",
    invalid="url",
    valid="custom",
)


URL_AS_DOMAIN = Rejection(
    service="CloudFront",
    condition="The domain of an origin is a URL",
    error="InvalidArgument: The parameter origin name must be a domain name.",
    source="https://github.com/laurilehmijoki/s3_website/issues/83",
    invalid="custom-url",
    valid="custom",
)
NO_BUCKET_DOMAIN = Rejection(
    service="CloudFront",
    condition="An origin is neither a bucket nor has customOriginConfig or vpcOriginConfig",
    error=NO_BUCKET,
    source="https://github.com/hashicorp/terraform-provider-aws/issues/18872",
    invalid="balancer",
    valid="custom",
)
HALF_ERROR_PAGE = Rejection(
    service="CloudFront",
    condition="A custom error response has one of responsePagePath and responseCode",
    error="InvalidArgument: Your request must specify both ResponsePagePath and ResponseCode together or none of them.",
    source="https://github.com/terraform-aws-modules/terraform-aws-cloudfront/pull/94",
    invalid="half-error-page",
    valid="error-page",
)


EDGE = ServiceRole(service="CloudFront", principal="edgelambda", arguments={}, error="", source="")
EDGE_VARIABLES = Rejection(
    service="CloudFront",
    condition="A function at the edge has environment variables",
    error="InvalidLambdaFunctionAssociation: The function cannot have environment variables. Function:"
    " arn:aws:lambda:us-east-1:123456789012:function:orders:4",
    source="https://github.com/anomalyco/ion/issues/1194",
    invalid="edge-variables",
    valid="edge",
)
EDGE_ROLE = Rejection(
    service="CloudFront",
    condition="The role of a function at the edge does not trust edgelambda.amazonaws.com",
    error="InvalidLambdaFunctionAssociation: The function execution role must be assumable with"
    " edgelambda.amazonaws.com as well as lambda.amazonaws.com principals. Update the IAM role and try again.",
    source="https://github.com/silvermine/serverless-plugin-cloudfront-lambda-edge/issues/63",
    invalid="edge-role",
    valid="edge",
)

TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cloudfront"
NO_VERSION = Rejection(
    service="CloudFront",
    condition="A behavior names a function of Lambda without a version",
    error="InvalidLambdaFunctionAssociation: The function ARN must reference a specific function version. (The ARN must"
    " end with the version number.)",
    source=f"{TRIED}/pf-cloudfront-edge-lambda-version/meta.yaml",
    invalid="no-version",
    valid="edge",
)
REGIONAL_ACL = Rejection(
    service="CloudFront",
    condition="The web ACL of a distribution is for the resources of a region",
    error="InvalidWebACLId: Only global scoped ARNs are supported"
    " arn:aws:wafv2:us-east-1:123456789012:regional/webacl/orders/0e1f2a3b",
    source=f"{TRIED}/pf-cloudfront-wafv2-webacl-scope/meta.yaml",
    invalid="regional-acl",
    valid="global-acl",
)


def check(distribution: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The certificate exists and is in us-east-1, and behaviors and origins fit together."""
    yield has_a_certificate_for_its_names(distribution)
    yield has_its_certificate_in_one_region(distribution, context)
    for argument, behavior in cloudfront.behaviors(distribution):
        yield names_an_origin(distribution, argument, behavior)
        yield from has_times_in_order(argument, behavior)
    for origin in distribution["origins"].elements():
        yield from is_custom_where_it_must_be(origin, distribution)
    for argument, behavior in cloudfront.behaviors(distribution):
        for association in behavior["lambdaFunctionAssociations"].elements():
            yield names_a_version(argument, association, distribution)
            yield from runs_at_the_edge(argument, association, distribution, context)
    for response in distribution["customErrorResponses"].elements():
        yield has_a_whole_error_page(response)
    yield has_a_global_acl(distribution, context)


def has_a_certificate_for_its_names(distribution: Resource) -> Verdict:
    aliases = distribution["aliases"]
    certificate = {
        "acmCertificateArn": Blank("the ARN of a validated certificate in us-east-1"),
        "sslSupportMethod": "sni-only",
    }
    return require(
        any_of(aliases.is_empty(), cloudfront.has_certificate(distribution)),
        at=aliases,
        problem=f"aliases is {aliases}, and viewerCertificate has no certificate for them.",
        fix=fix(Set("viewerCertificate", certificate), otherwise=Remove("aliases")),
        rejects=NO_CERTIFICATE,
    )


def has_its_certificate_in_one_region(distribution: Resource, context: StackContext[None]) -> Verdict:
    certificates = cloudfront.certificates(context.stack, distribution)
    return require(
        is_not(
            any_of(
                cloudfront.names_certificate_elsewhere(distribution),
                certificates.any(lambda one: cloudfront.is_elsewhere(context.region(one))),
            )
        ),
        when=distribution.at("viewerCertificate.acmCertificateArn").is_set(),
        at="viewerCertificate",
        problem=f"The certificate is in another region than {cloudfront.CERTIFICATE_REGION}.",
        fix=in_the_region(distribution, context),
        rejects=OTHER_REGION,
    )


def in_the_region(distribution: Resource, context: StackContext[None]) -> Fix:
    """The stack's certificate and its validation move; another certificate is the reader's to choose."""
    moved = (
        *cloudfront.certificates(context.stack, distribution),
        *cloudfront.validations(context.stack, distribution),
    )
    if moved:
        return fix(
            *(Set("region", cloudfront.CERTIFICATE_REGION, on=Target.of(one)) for one in moved),
            note="with pulumi-aws 6, a provider of us-east-1 as the option `provider` instead",
        )
    arn = Blank(f"the ARN of a certificate in {cloudfront.CERTIFICATE_REGION}")
    return fix(Set("viewerCertificate.acmCertificateArn", arn))


def names_an_origin(distribution: Resource, argument: str, behavior: Value) -> Verdict:
    wanted = behavior["targetOriginId"]
    ids = (one["originId"] for one in distribution["origins"].elements())
    origins = " or ".join(str(one) for one in ids if one.is_known)
    return require(
        cloudfront.has_origin(distribution, argument, behavior),
        when=wanted.is_set(),
        at=argument,
        problem=f"targetOriginId is {wanted}, which is the originId of no origin.",
        fix=fix(Set(wanted.path, Blank(origins or "the originId of an origin"))),
        rejects=NO_ORIGIN,
    )


def has_times_in_order(argument: str, behavior: Value) -> Iterator[Verdict]:
    """With a cache policy, the TTLs of the behavior do not count."""
    for lower, upper in cloudfront.TTL_PAIRS:
        low, high = behavior[lower], behavior[upper]
        yield require(
            cloudfront.is_ordered(low, high),
            when=is_not(behavior["cachePolicyId"].is_set()),
            at=argument,
            problem=f"{lower} is {low} and {upper} is {high}: {lower} must be at most {upper}.",
            fix=fix(Set(low.path, Blank(f"at most {upper}")), otherwise=Set(high.path, Blank(f"at least {lower}"))),
            rejects=TTL_ORDER,
        )


def is_custom_where_it_must_be(origin: Value, distribution: Resource) -> Iterator[Verdict]:
    domain = origin["domainName"]
    custom = {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "http-only",
        "originSslProtocols": ["TLSv1.2"],
    }
    yield require(
        is_not(cloudfront.is_website_without_settings(origin, distribution)),
        at="origins",
        problem=f"domainName is {domain}, a bucket's website, and customOriginConfig is not set.",
        fix=fix(Set(f"{origin.path}.customOriginConfig", custom)),
        rejects=WEBSITE,
    )
    yield require(
        is_not(cloudfront.is_url_with_settings(origin, distribution)),
        at="origins",
        problem=f"domainName is {domain}, a URL and not a domain name.",
        fix=fix(Set(domain.path, Blank("the host of the URL"))),
        rejects=URL_AS_DOMAIN,
    )
    yield require(
        is_not(cloudfront.is_other_host_without_settings(origin, distribution)),
        at="origins",
        problem=f"domainName is {domain}, which is not a bucket's, and customOriginConfig is not set.",
        fix=fix(Set(f"{origin.path}.customOriginConfig", custom)),
        rejects=NO_BUCKET_DOMAIN,
    )
    yield require(
        is_not(cloudfront.is_url_without_settings(origin, distribution)),
        at="origins",
        problem=f"domainName is {domain}, a URL and not a domain name, and customOriginConfig is not set.",
        fix=fix(
            Set(domain.path, Blank("the host of the URL")),
            Set(f"{origin.path}.customOriginConfig", {**custom, "originProtocolPolicy": "https-only"}),
        ),
        rejects=URL,
    )


def runs_at_the_edge(
    argument: str, association: Value, distribution: Resource, context: StackContext[None]
) -> Iterator[Verdict]:
    """A function of the stack has no variables, and a role that CloudFront's replicas can assume."""
    arn = association["lambdaArn"]
    for function, named in named_by(arn, distribution, lambda_.FUNCTION, (), context.stack).links:
        yield require(
            any_of(is_not(named), function["publish"].is_true()),
            when=known(cloudfront.is_qualified(arn)),
            at=argument,
            problem=f"{arn.path} names the version of {function}, which publishes none, so it is $LATEST.",
            fix=fix(Set("publish", True, on=Target.of(function))),
            rejects=NO_VERSION,
        )
        yield require(
            any_of(is_not(named), function["environment"]["variables"].is_empty()),
            at=argument,
            problem=f"{arn.path} names {function}, which has environment variables.",
            fix=fix(Remove("environment", Target.of(function))),
            rejects=EDGE_VARIABLES,
        )
        for role, held in context.stack.referred(function, "role", iam.ROLE, iam.NAMES).links:
            trust = iam.document(role, role["assumeRolePolicy"], context.stack)
            yield require(
                any_of(is_not(all_of(named, held)), EDGE.is_trusted(trust)),
                at=argument,
                problem=f"{arn.path} names {function}, and its role {role} does not trust {EDGE.name}.",
                fix=note(f"{EDGE.name} beside lambda.amazonaws.com in the assumeRolePolicy of the role"),
                rejects=EDGE_ROLE,
            )


def names_a_version(argument: str, association: Value, distribution: Resource) -> Verdict:
    arn = association["lambdaArn"]
    return require(
        is_not(cloudfront.is_of_no_version(arn, distribution, argument)),
        when=arn.is_set(),
        at=argument,
        problem=f"{arn.path} is {arn}, which names no version of the function: a distribution runs one version.",
        fix=fix(Set(arn.path, Blank("the qualifiedArn of the function"))),
        rejects=NO_VERSION,
    )


def has_a_global_acl(distribution: Resource, context: StackContext[None]) -> Verdict:
    acls = context.stack.referred(distribution, "webAclId", wafv2.WEB_ACL)
    regional = [one for one in acls if one["scope"].equals("REGIONAL").truth]
    arn = Blank(f"the ARN of a web ACL with the scope {wafv2.GLOBAL}")
    moved = (
        step
        for one in regional
        for step in (
            Set("scope", wafv2.GLOBAL, on=Target.of(one)),
            Set("region", wafv2.GLOBAL_REGION, on=Target.of(one)),
        )
    )
    return require(
        any_of(
            acls.any(lambda one: one["scope"].equals(wafv2.GLOBAL)),
            is_not(
                any_of(
                    cloudfront.names_regional_acl(distribution), acls.any(lambda one: one["scope"].equals("REGIONAL"))
                )
            ),
        ),
        when=distribution["webAclId"].is_set(),
        at="webAclId",
        problem="The web ACL is for the resources of a region; that of a distribution has the scope CLOUDFRONT.",
        fix=fix(*moved) if regional else fix(Set("webAclId", arn)),
        rejects=REGIONAL_ACL,
    )


def has_a_whole_error_page(response: Value) -> Verdict:
    page, code = response["responsePagePath"], response["responseCode"]
    return require(
        any_of(
            all_of(page.is_empty(), is_code_empty(code)), all_of(is_not(page.is_empty()), is_not(is_code_empty(code)))
        ),
        at="customErrorResponses",
        problem=f"{response.path} has one of responsePagePath and responseCode.",
        fix=fix(
            Set(f"{response.path}.responsePagePath", "/error.html"),
            Set(f"{response.path}.responseCode", 404),
            otherwise=(Remove(page.path), Remove(code.path)),
        ),
        rejects=HALF_ERROR_PAGE,
    )


def is_code_empty(code: Value) -> Fact:
    """The provider takes 0 for no code."""
    return any_of(code.is_empty(), code.equals(0))


RULE = StackRule(
    id="cloudfront-distribution-valid",
    summary="CloudFront certificates, behaviors and origins must fit together",
    rationale="""
        CloudFront uses certificates from us-east-1 only, wherever the rest of the stack is, and needs one for
        every alias. Behaviors name origins by the IDs that the same distribution gives them. The website of a bucket is
        a custom origin. IDs and domain names that another resource makes are assumed to be right.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudfront.DISTRIBUTION,
    references=(CREATE, NAMES),
    rejections=(
        OTHER_REGION,
        NO_CERTIFICATE,
        NO_ORIGIN,
        TTL_ORDER,
        WEBSITE,
        URL,
        URL_AS_DOMAIN,
        NO_BUCKET_DOMAIN,
        HALF_ERROR_PAGE,
        EDGE_VARIABLES,
        EDGE_ROLE,
        NO_VERSION,
        REGIONAL_ACL,
    ),
    check=check,
)
