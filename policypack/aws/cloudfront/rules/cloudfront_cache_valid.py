"""cloudfront-cache-valid: Cache behaviors and policies must say what is cached, and by what."""

from policypack.aws.cloudfront import DISTRIBUTION
from policypack.constraint import Constraint, Inputs, argument, fits, fix
from policypack.fix import Blank, Remove, Set
from policypack.model.values import Plain
from policypack.rule import constraints_rule

CACHE_POLICY = ("aws:cloudfront/cachePolicy:CachePolicy",)
ORIGIN_REQUEST_POLICY = ("aws:cloudfront/originRequestPolicy:OriginRequestPolicy",)
CREATE_POLICY = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html"
CREATE_REQUEST_POLICY = (
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html"
)
METHODS_API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_AllowedMethods.html"
CACHED_API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachedMethods.html"
READ = frozenset({"GET", "HEAD"})
SETS = (READ, READ | {"OPTIONS"}, READ | {"OPTIONS", "PUT", "PATCH", "POST", "DELETE"})
"""The sets of methods that CloudFront passes on; it caches the first two."""
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
FORWARDED: Plain = {"queryString": False, "cookies": {"forward": "none"}}
BEHAVIOR: Inputs = {
    "targetOriginId": "web",
    "viewerProtocolPolicy": "https-only",
    "allowedMethods": ["GET", "HEAD"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": OPTIMIZED,
}
DEFAULT = "defaultCacheBehavior."
KEY = "parametersInCacheKeyAndForwardedToOrigin"
PARTS: dict[str, tuple[str, str]] = {
    f"{KEY}.headersConfig.headerBehavior": ("HeaderBehavior", "whitelist"),
    f"{KEY}.cookiesConfig.cookieBehavior": ("CookieBehavior", "all"),
    f"{KEY}.queryStringsConfig.queryStringBehavior": ("QueryStringBehavior", "all"),
}
"""What makes up a cache key: the name that the error has for it, and an example."""
SWITCHES = {
    f"{KEY}.enableAcceptEncodingGzip": "EnableAcceptEncodingGzip",
    f"{KEY}.enableAcceptEncodingBrotli": "EnableAcceptEncodingBrotli",
}
NONE: Inputs = dict.fromkeys(PARTS, "none")
NO_CACHE: Inputs = {"minTtl": 0, "defaultTtl": 0, "maxTtl": 0, **NONE}
HEADERS = argument("headersConfig.headers.items")


def methods_error(listed: Plain, most: int) -> str | None:
    """The methods are one of the first so many sets."""
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        return None
    return None if set(listed) in SETS[:most] else f"it has {', '.join(map(str, listed))}"


def header_error(listed: Plain) -> str | None:
    """A header that only a cache policy can pass on."""
    names = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return next((f"{one} is passed on by a cache policy" for one in names if one.lower() == "authorization"), None)


def behavior_rows(prefix: str) -> tuple[Constraint, ...]:
    """What a cache behavior says; the names of its arguments begin with ``prefix``."""
    policy, values = argument(f"{prefix}cachePolicyId"), argument(f"{prefix}forwardedValues")
    allowed, cached = argument(f"{prefix}allowedMethods"), argument(f"{prefix}cachedMethods")
    which = "the default cache behavior" if prefix else "an ordered cache behavior"

    def behavior(**more: Plain) -> Inputs:
        return {f"{prefix}{name}": value for name, value in {**BEHAVIOR, **more}.items()}

    return (
        Constraint(
            demand=values.is_empty(),
            when=policy.is_given(),
            error="InvalidArgument: The parameter ForwardedValues cannot be used when a cache policy is associated to"
            " the cache behavior.",
            source="https://github.com/terraform-aws-modules/terraform-aws-cloudfront/issues/40",
            fix=fix(Remove(values.path), otherwise=Remove(policy.path)),
            invalid=behavior(forwardedValues=FORWARDED),
            valid=(behavior(), behavior(cachePolicyId=None, forwardedValues=FORWARDED)),
        ),
        Constraint(
            demand=policy.is_present() | values.is_present(),
            error="InvalidArgument: The parameter ForwardedValues is required.",
            source="https://github.com/cloudposse/terraform-aws-cloudfront-cdn/pull/60",
            fix=fix(Set(policy.path, Blank("the ID of a cache policy, such as Managed-CachingOptimized"))),
            invalid=behavior(cachePolicyId=None),
            valid=behavior(),
            condition=f"{which} has neither cachePolicyId nor forwardedValues",
        ),
        Constraint(
            demand=fits(allowed, "GET and HEAD, with OPTIONS, or all seven", lambda one: methods_error(one, 3)),
            when=allowed.is_given().unsaid(),
            error="InvalidArgument: There are three choices: GET and HEAD requests; GET, HEAD, and OPTIONS requests;"
            " GET, HEAD, OPTIONS, PUT, PATCH, POST, and DELETE requests.",
            source=METHODS_API,
            fix=fix(Set(allowed.path, [Blank("GET and HEAD, with OPTIONS, or all seven")])),
            invalid=behavior(allowedMethods=["GET", "HEAD", "POST"]),
            valid=behavior(allowedMethods=["HEAD", "GET", "OPTIONS"]),
        ),
        Constraint(
            demand=fits(cached, "GET and HEAD, or with OPTIONS", lambda one: methods_error(one, 2)),
            when=cached.is_given().unsaid(),
            error="InvalidArgument: There are two choices: GET and HEAD requests; GET, HEAD, and OPTIONS requests.",
            source=CACHED_API,
            fix=fix(Set(cached.path, ["GET", "HEAD"])),
            invalid=behavior(cachedMethods=["GET"]),
            valid=behavior(),
        ),
    )


RULE = constraints_rule(
    id="cloudfront-cache-valid",
    service="CloudFront",
    summary="Cache behaviors and policies must say what is cached, and by what",
    rationale="""
        A cache behavior has a cache policy or the older forwardedValues, one of the two. It passes on GET and HEAD,
        OPTIONS with them, or all methods, and caches the first of these. A cache policy whose maxTtl is 0 caches
        nothing, so its key has no headers, cookies and query strings, and no compression. The header Authorization is
        passed on by a cache policy, not by an origin request policy.
    """,
    since="0.2.0",
    constraints={
        DISTRIBUTION: (
            *behavior_rows(DEFAULT),
            *(row.inside("orderedCacheBehaviors[]", beside={"pathPattern": "/api/*"}) for row in behavior_rows("")),
        ),
        CACHE_POLICY: (
            *(
                Constraint(
                    demand=argument(path).equals("none"),
                    when=argument("maxTtl").equals(0) & argument(path).is_set().unsaid(),
                    error=f"InvalidArgument: The parameter {name} is invalid for policy with caching disabled.",
                    source=CREATE_POLICY,
                    fix=fix(Set(path, "none"), note="an origin request policy passes on what is not cached"),
                    invalid={**NO_CACHE, path: value},
                    valid=NO_CACHE,
                )
                for path, (name, value) in PARTS.items()
            ),
            *(
                Constraint(
                    demand=~argument(path).is_true(),
                    when=argument("maxTtl").equals(0),
                    error=f"InvalidArgument: The parameter {name} is invalid for policy with caching disabled.",
                    source=CREATE_POLICY,
                    fix=fix(Remove(path)),
                    invalid={**NO_CACHE, path: True},
                    valid=(NO_CACHE, {path: True}),
                )
                for path, name in SWITCHES.items()
            ),
        ),
        ORIGIN_REQUEST_POLICY: (
            Constraint(
                demand=fits(HEADERS, "free of Authorization", header_error),
                when=HEADERS.is_given().unsaid(),
                error="InvalidArgument: The parameter Headers contains Authorization that is not allowed.",
                source=CREATE_REQUEST_POLICY,
                fix=fix(Set(HEADERS.path, [Blank("other headers")]), note="a cache policy has the header in its key"),
                invalid={"headersConfig.headers.items": ["Authorization"]},
                valid={"headersConfig.headers.items": ["Accept-Language"]},
            ),
        ),
    },
    base={
        DISTRIBUTION[0]: {
            "enabled": True,
            "origins": [{"originId": "web", "domainName": "orders.s3.us-east-1.amazonaws.com"}],
            **{f"{DEFAULT}{name}": value for name, value in BEHAVIOR.items()},
            "restrictions.geoRestriction.restrictionType": "none",
            "viewerCertificate.cloudfrontDefaultCertificate": True,
        },
        CACHE_POLICY[0]: {"name": "orders", **NONE},
        ORIGIN_REQUEST_POLICY[0]: {
            "name": "orders",
            "headersConfig.headerBehavior": "whitelist",
            "cookiesConfig.cookieBehavior": "none",
            "queryStringsConfig.queryStringBehavior": "all",
        },
    },
    references=(METHODS_API, CREATE_POLICY),
)
