"""cloudfront-cache-valid: Cache behaviors and policies must say what is cached, and by what."""

from policypack.aws.cloudfront import DISTRIBUTION
from policypack.constraint import Constraint, Inputs, argument, fits, fix, form, holding, joined, ordered
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
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cloudfront"
SETS = (READ, READ | {"OPTIONS"}, READ | {"OPTIONS", "PUT", "PATCH", "POST", "DELETE"})
"""The sets of methods that CloudFront passes on; it caches the first two."""
OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
ALL_VIEWER = "orders-headers"
KEY_GROUP = "0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
FORWARDED: dict[str, Plain] = {"queryString": False, "cookies": {"forward": "none"}}
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
ENCODINGS: Inputs = {
    f"{KEY}.headersConfig.headerBehavior": "whitelist",
    f"{KEY}.headersConfig.headers.items": ["Accept-Encoding"],
}
TTL_SOURCE = f"{TRIED}/pf-cloudfront-cache-policy-ttl-default-in-range/meta.yaml"
NONE: Inputs = dict.fromkeys(PARTS, "none")
HEADER: Inputs = {f"{KEY}.headersConfig.headers.items": ["Accept-Language"]}
NO_CACHE: Inputs = {"minTtl": 0, "defaultTtl": 0, "maxTtl": 0, **NONE}
HEADERS = argument("headersConfig.headers.items")
LISTED: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "cookiesConfig.cookieBehavior": ("cookies", "Cookies", ("whitelist", "allExcept"), "session"),
    "headersConfig.headerBehavior": ("headers", "Headers", ("whitelist",), "Accept-Language"),
    "queryStringsConfig.queryStringBehavior": ("queryStrings", "QueryStrings", ("whitelist", "allExcept"), "page"),
}
"""By the argument of a behavior: the block beside it, the name that the error has for it, the behaviors that list
something, and an example of it."""
PAGES = {"cookies": "cookie", "headers": "header", "queryStrings": "query-string"}
TTL_ORDER = (
    "InvalidTTLOrder: MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL less"
    " than or equal to MaxTTL"
)


def methods_error(listed: Plain, most: int) -> str | None:
    """The methods are one of the first so many sets."""
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        return None
    return None if set(listed) in SETS[:most] else f"it has {', '.join(map(str, listed))}"


def header_error(listed: Plain) -> str | None:
    """A header that only a cache policy can pass on."""
    names = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return next((f"{one} is passed on by a cache policy" for one in names if one.lower() == "authorization"), None)


def subset_error(cached: list[str], allowed: list[str]) -> str | None:
    """A method that is cached and not passed on."""
    if not all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in (cached, allowed)):
        return None
    others = [one for one in cached if one not in allowed]
    return f"{others[0]} is not in allowedMethods" if others else None


def accept_encoding_error(listed: Plain) -> str | None:
    """The header that the switches of compression stand for."""
    names = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return next((f"{one} is in it" for one in names if one.lower() == "accept-encoding"), None)


def cloudfront_header_error(listed: Plain) -> str | None:
    """A header that viewers send: the behavior passes on all of these already."""
    names = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return next(
        (f"{one} is not one of CloudFront's" for one in names if not one.lower().startswith("cloudfront-")), None
    )


def listing_rows(prefix: str, more: dict[str, tuple[str, ...]]) -> tuple[Constraint, ...]:
    """What a policy lists, where its behavior says that it lists something; the names of its arguments begin with
    ``prefix``. ``more`` are further behaviors of this kind."""
    rows = []
    for path, (block, name, behaviors, example) in LISTED.items():
        config, _, behavior = path.rpartition(".")
        items = argument(f"{prefix}{config}.{block}.items")
        given = {f"{prefix}{path}": (*behaviors, *more.get(path, ()))}
        rows.append(
            Constraint(
                demand=items.is_present(),
                when=holding(given),
                error=f"InvalidArgument: The parameter {name} needs to be provided when"
                f" {behavior[0].upper()}{behavior[1:]} is whitelist.",
                source=f"{TRIED}/pf-cloudfront-cache-policy-{PAGES[block]}-behavior-items/meta.yaml",
                fix=fix(Set(items.path, [Blank(f"names of {block}")]), otherwise=Set(f"{prefix}{path}", "none")),
                invalid=tuple({f"{prefix}{path}": one, items.path: None} for one in given[f"{prefix}{path}"][:2]),
                valid={f"{prefix}{path}": "whitelist", items.path: [example]},
            )
        )
    return tuple(rows)


def name_row(what: str) -> Constraint:
    """The name of a policy."""
    return form(
        "name",
        "[A-Za-z0-9_-]+",
        "letters, digits, hyphens and underscores",
        invalid="orders.policy",
        valid="orders-policy_1",
        correct=joined("A-Za-z0-9_-"),
        error="InvalidArgument: The parameter Name contains characters other than alphanumericals, dashes, and"
        " underscores.",
        source=f"{TRIED}/{what}/meta.yaml",
    )


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
            demand=argument(f"{values.path}.queryStringCacheKeys").is_empty(),
            when=argument(f"{values.path}.queryString").equals(False),
            error="InvalidArgument: The parameter QueryString cannot be false if query strings are set in"
            " QueryStringCacheKeys",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/17879",
            fix=fix(Set(f"{values.path}.queryString", True), otherwise=Remove(f"{values.path}.queryStringCacheKeys")),
            invalid=behavior(cachePolicyId=None, forwardedValues={**FORWARDED, "queryStringCacheKeys": ["page"]}),
            valid=behavior(
                cachePolicyId=None,
                forwardedValues={**FORWARDED, "queryString": True, "queryStringCacheKeys": ["page"]},
            ),
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
            demand=fits(
                allowed, "GET and HEAD, with OPTIONS, or all seven", lambda one: methods_error(one, 3), allowed.whole
            ),
            when=allowed.is_given().unsaid(),
            error="InvalidArgument: There are three choices: GET and HEAD requests; GET, HEAD, and OPTIONS requests;"
            " GET, HEAD, OPTIONS, PUT, PATCH, POST, and DELETE requests.",
            source=METHODS_API,
            fix=fix(Set(allowed.path, [Blank("GET and HEAD, with OPTIONS, or all seven")])),
            invalid=behavior(allowedMethods=["GET", "HEAD", "POST"]),
            valid=behavior(allowedMethods=["HEAD", "GET", "OPTIONS"]),
        ),
        Constraint(
            demand=fits(cached, "GET and HEAD, or with OPTIONS", lambda one: methods_error(one, 2), cached.whole),
            when=cached.is_given().unsaid(),
            error="InvalidArgument: There are two choices: GET and HEAD requests; GET, HEAD, and OPTIONS requests.",
            source=CACHED_API,
            fix=fix(Set(cached.path, ["GET", "HEAD"])),
            invalid=behavior(cachedMethods=["GET"]),
            valid=behavior(),
        ),
        Constraint(
            demand=fits(cached, "a part of allowedMethods", subset_error, cached.whole, allowed.whole),
            when=(allowed.is_given() & cached.is_given()).unsaid(),
            error="InvalidArgument: The parameter CachedMethods OPTIONS does not exists in AllowedMethods.",
            source=f"{TRIED}/pf-cloudfront-cached-methods-subset/meta.yaml",
            fix=fix(
                Set(cached.path, ["GET", "HEAD"]),
                otherwise=Set(allowed.path, [Blank("GET, HEAD and OPTIONS, or all seven")]),
            ),
            invalid=behavior(cachedMethods=["GET", "HEAD", "OPTIONS"]),
            valid=(
                behavior(),
                behavior(allowedMethods=["GET", "HEAD", "OPTIONS"], cachedMethods=["GET", "HEAD", "OPTIONS"]),
            ),
        ),
        Constraint(
            demand=policy.is_present(),
            when=argument(f"{prefix}originRequestPolicyId").is_given(),
            at=f"{prefix}originRequestPolicyId",
            error="InvalidArgument: The parameter Origin request policy cannot be attached without a cache policy.",
            source=f"{TRIED}/pf-cloudfront-origin-request-policy-excludes-forwarded-values/meta.yaml",
            fix=fix(
                Set(policy.path, Blank("the ID of a cache policy, such as Managed-CachingOptimized")),
                Remove(values.path),
                otherwise=Remove(f"{prefix}originRequestPolicyId"),
            ),
            invalid=behavior(cachePolicyId=None, forwardedValues=FORWARDED, originRequestPolicyId=ALL_VIEWER),
            valid=behavior(originRequestPolicyId=ALL_VIEWER),
        ),
        Constraint(
            demand=argument(f"{prefix}trustedSigners").is_empty(),
            when=argument(f"{prefix}trustedKeyGroups").is_given(),
            error="InvalidArgument: The parameter TrustedSigners|KeyGroups Both can't be enabled in cache behavior.",
            source=f"{TRIED}/pf-cloudfront-trusted-key-groups-excludes-trusted-signers/meta.yaml",
            fix=fix(Remove(f"{prefix}trustedSigners"), otherwise=Remove(f"{prefix}trustedKeyGroups")),
            invalid=behavior(trustedSigners=["self"], trustedKeyGroups=[KEY_GROUP]),
            valid=(behavior(trustedSigners=["self"]), behavior(trustedKeyGroups=[KEY_GROUP])),
        ),
    )


RULE = constraints_rule(
    id="cloudfront-cache-valid",
    service="CloudFront",
    summary="Cache behaviors and policies must say what is cached, and by what",
    rationale="""
        A cache behavior has a cache policy or the older forwardedValues, one of the two. It passes on GET and HEAD,
        OPTIONS with them, or all methods, and caches the first of these. An origin request policy goes with a cache
        policy only. A policy that lists cookies, headers or query strings says which. A cache policy whose maxTtl is 0
        caches nothing, so its key has no headers, cookies and query strings, and no compression. The header
        Authorization is passed on by a cache policy, not by an origin request policy.
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
                    invalid={**NO_CACHE, **(HEADER if "header" in path else {}), path: value},
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
            *listing_rows(f"{KEY}.", {}),
            *(
                ordered(lower, upper, low=60, high=3600, beside=beside, error=TTL_ORDER, source=TTL_SOURCE)
                for lower, upper, beside in (
                    ("minTtl", "defaultTtl", {}),
                    ("defaultTtl", "maxTtl", {}),
                    ("minTtl", "maxTtl", {"defaultTtl": None}),
                )
            ),
            *(
                Constraint(
                    demand=~argument(path).is_true(),
                    when=(
                        ~fits(
                            argument(f"{KEY}.headersConfig.headers.items"),
                            "free of Accept-Encoding",
                            accept_encoding_error,
                        )
                    ).called("the policy lists the header Accept-Encoding", ""),
                    error=f"InvalidArgument: The parameter {name} cannot be set to true when accept-encoding header is"
                    " whitelisted in cache policy.",
                    source=f"{TRIED}/pf-cloudfront-cache-policy-accept-encoding-conflict/meta.yaml",
                    fix=fix(Remove(path), note="or leave the header out: the switch has CloudFront pass it on"),
                    invalid={**ENCODINGS, path: True},
                    valid=(ENCODINGS, {path: True}),
                )
                for path, name in SWITCHES.items()
            ),
            name_row("pf-cloudfront-cache-policy-name"),
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
            *listing_rows("", {"headersConfig.headerBehavior": ("allViewerAndWhitelistCloudFront", "allExcept")}),
            Constraint(
                demand=fits(HEADERS, "headers of CloudFront's", cloudfront_header_error),
                when=holding({"headersConfig.headerBehavior": "allViewerAndWhitelistCloudFront"})
                & HEADERS.is_given().unsaid(),
                error="InvalidArgument: The parameter Headers contains X-A that is not a valid CloudFront-* header.",
                source=f"{TRIED}/pf-cloudfront-origin-request-policy-cloudfront-headers/meta.yaml",
                fix=fix(Set(HEADERS.path, [Blank("headers that begin with CloudFront-")])),
                invalid={
                    "headersConfig.headerBehavior": "allViewerAndWhitelistCloudFront",
                    "headersConfig.headers.items": ["X-Tenant"],
                },
                valid={
                    "headersConfig.headerBehavior": "allViewerAndWhitelistCloudFront",
                    "headersConfig.headers.items": ["CloudFront-Viewer-Country"],
                },
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
            "headersConfig.headers.items": ["Accept-Language"],
            "cookiesConfig.cookieBehavior": "none",
            "queryStringsConfig.queryStringBehavior": "all",
        },
    },
    references=(METHODS_API, CREATE_POLICY),
)
