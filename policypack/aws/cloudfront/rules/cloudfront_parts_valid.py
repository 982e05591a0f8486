"""cloudfront-parts-valid: Origins, groups, error pages and functions must have what CloudFront accepts."""

import re
from collections.abc import Callable
from dataclasses import replace

from policypack.aws.cloudfront import DISTRIBUTION
from policypack.constraint import (
    Blank,
    Condition,
    Constraint,
    Inputs,
    Remove,
    Set,
    argument,
    fits,
    fix,
    form,
    needs,
    not_with,
    note,
    of_text,
    one_of,
    ordered,
    started,
    within,
)
from policypack.model.conditions import Subject, Words
from policypack.model.facts import FALSE, Fact
from policypack.model.values import Plain, text_of
from policypack.rule import constraints_rule

FUNCTION = ("aws:cloudfront/function:Function",)
HEADERS_POLICY = ("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",)
CONTINUOUS_DEPLOYMENT = ("aws:cloudfront/continuousDeploymentPolicy:ContinuousDeploymentPolicy",)
REALTIME_LOGS = ("aws:cloudfront/realtimeLogConfig:RealtimeLogConfig",)

API = "https://docs.aws.amazon.com/cloudfront/latest/APIReference"
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cloudfront"
CODES = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
"""Status codes that CloudFront shows another page for."""
FAILOVER_CODES = (400, 403, 404, 416, 429, 500, 502, 503, 504)
"""Status codes after which CloudFront asks the second origin of a group, as its error lists them."""
OWN_HEADERS = frozenset(
    (
        *("cache-control", "connection", "content-length", "cookie", "host", "if-match", "if-modified-since"),
        *("if-none-match", "if-range", "if-unmodified-since", "max-forwards", "pragma", "proxy-authorization"),
        *("proxy-connection", "range", "request-range", "te", "trailer", "transfer-encoding", "upgrade", "via"),
    )
)
"""Headers that a distribution cannot add to the requests to an origin; November 2026:
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html"""
MOST_CODE = 10_240
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE")
BARE = ("id", "bucket", "arn")
"""Outputs of a bucket that are no domain name."""
ORIGIN: Inputs = {
    "originId": "web",
    "domainName": "www.example.com",
    "customOriginConfig": {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": ["TLSv1.2"],
    },
}
ORIGINS: Plain = [{**ORIGIN, "originId": one} for one in ("web", "spare")]
GROUP: Inputs = {
    "originId": "both",
    "failoverCriteria": {"statusCodes": [500, 503]},
    "members": [{"originId": "web"}, {"originId": "spare"}],
}
BEHAVIOR: Inputs = {
    "targetOriginId": "web",
    "viewerProtocolPolicy": "https-only",
    "allowedMethods": ["GET", "HEAD"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
}
UUID = "0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
GRPC: Inputs = {
    "defaultCacheBehavior.grpcConfig.enabled": True,
    "defaultCacheBehavior.allowedMethods": list(METHODS),
}
CERTIFICATE: Inputs = {
    "viewerCertificate.cloudfrontDefaultCertificate": None,
    "viewerCertificate.acmCertificateArn": f"arn:aws:acm:us-east-1:123456789012:certificate/{UUID}",
    "viewerCertificate.sslSupportMethod": "sni-only",
}
STORE = f"arn:aws:cloudfront::123456789012:key-value-store/{UUID}"
XSS = "securityHeadersConfig.xssProtection"
PROTECTED: Inputs = {f"{XSS}.protection": True, f"{XSS}.override": True}
STICKY = "trafficConfig.singleWeightConfig.sessionStickinessConfig"
REPORTS = "https://example.com/reports"
FUNCTION_ARN = "arn:aws:cloudfront::123456789012:function/orders"

bucket = argument("loggingConfig.bucket")
codes = argument("failoverCriteria.statusCodes")
groups, behaviors = argument("originGroups"), argument("orderedCacheBehaviors")


def all_failover_codes(group: Subject) -> Fact:
    """CloudFront fails over for each of the codes."""
    return codes.of(group).all(lambda code: code.is_in(FAILOVER_CODES))


def is_domain(distribution: Subject) -> Fact:
    """The bucket of the logs is given by its domain name; what is only the name, or an output with it, is not."""
    value = bucket.of(distribution)
    text = text_of(value)
    if text is not None and text.sole is not None and text.sole.output in BARE and "::aws:s3/" in text.sole.urn:
        return FALSE
    return value.matches(r".+\.amazonaws\.com(\.cn)?")


def repeated(texts: list[Plain]) -> str | None:
    """A text that is there twice."""
    known = [one for one in texts if isinstance(one, str)]
    return next((one for place, one in enumerate(known) if one in known[:place]), None)


def same_pattern_error(ordered_behaviors: Plain) -> str | None:
    """Two behaviors are for the same paths."""
    if not isinstance(ordered_behaviors, list):
        return None
    twice = repeated([one.get("pathPattern") for one in ordered_behaviors if isinstance(one, dict)])
    return f'two of them have the pathPattern "{twice}"' if twice else None


def unknown_member_error(origin_groups: Plain, origins: Plain) -> str | None:
    """A member of a group that is no origin of the distribution."""
    if not isinstance(origin_groups, list) or not isinstance(origins, list):
        return None
    ids = [one.get("originId") if isinstance(one, dict) else None for one in origins]
    if not all(isinstance(one, str) for one in ids):
        return None
    members = [
        member.get("originId")
        for group in origin_groups
        if isinstance(group, dict) and isinstance(group.get("members"), list)
        for member in group["members"]
        if isinstance(member, dict)
    ]
    return next(
        (f'no origin has the originId "{one}"' for one in members if isinstance(one, str) and one not in ids), None
    )


def own_header_error(name: Plain) -> str | None:
    """A header that CloudFront sets or leaves out itself."""
    lower = name.lower() if isinstance(name, str) else ""
    return "CloudFront does not let it be added" if lower in OWN_HEADERS or lower.startswith("x-edge-") else None


def has_post(methods: Plain) -> str | None:
    """The methods are all seven."""
    known = isinstance(methods, list) and all(isinstance(one, str) for one in methods)
    return "it has no POST" if known and "POST" not in methods else None


def in_slashes(text: str) -> str:
    """A path of an origin."""
    return "/" + text.strip("/")


def port_row(name: str, page: str) -> Constraint:
    """A port of a custom origin."""
    own = argument(f"customOriginConfig.{name}")
    return Constraint(
        demand=own.one_of(80, 443) | own.between(1024, 65_535),
        when=own.is_set().unsaid(),
        error="InvalidArgument: The parameter origin port is not within allowed range.",
        source=f"{TRIED}/pf-cloudfront-origin-{page}-port-range/meta.yaml",
        fix=fix(Set(own.path, Blank("80, 443 or 1,024 to 65,535"))),
        invalid=({**ORIGIN, own.path: 1023}, {**ORIGIN, own.path: 65_536}),
        valid=({**ORIGIN, own.path: 1024}, {**ORIGIN, own.path: 443}),
    ).inside("origins[]")


def grpc_rows(prefix: str) -> tuple[Constraint, ...]:
    """What a behavior for gRPC needs; the names of its arguments begin with ``prefix``."""
    enabled, methods = argument(f"{prefix}grpcConfig.enabled"), argument(f"{prefix}allowedMethods")
    return (
        Constraint(
            demand=fits(methods, "all seven methods", has_post),
            when=enabled.is_true(),
            error="InvalidArgument: The parameter gRPC only supports the POST method.",
            source=f"{TRIED}/pf-cloudfront-grpc-requires-post-method/meta.yaml",
            fix=fix(Set(methods.path, [Blank("GET, HEAD, OPTIONS, PUT, PATCH, POST and DELETE")])),
            invalid={**within_behavior(prefix), enabled.path: True},
            valid={**within_behavior(prefix), enabled.path: True, methods.path: list(METHODS)},
        ),
    )


def adding(header: str) -> Inputs:
    """An origin whose requests get a header."""
    return {"origins": [{**ORIGIN, "customHeaders": [{"name": header, "value": "orders"}]}]}


def event_row(each: str, behavior: Callable[[Inputs], Inputs]) -> Constraint:
    """When a function of CloudFront runs; ``behavior`` has the arguments of a behavior as those of a distribution."""

    def at(event: str) -> Inputs:
        return behavior({**BEHAVIOR, "functionAssociations": [{"eventType": event, "functionArn": FUNCTION_ARN}]})

    row = one_of(
        "eventType",
        "viewer-request",
        "viewer-response",
        but_not="origin-request",
        error="EventType: You cannot use origin-facing event types (origin-request and origin-response) with a"
        " CloudFront function.",
        source=f"{API}/API_FunctionAssociation.html",
    )
    return replace(row, each=each, invalid=at("origin-request"), valid=at("viewer-response"))


def within_behavior(prefix: str) -> dict[str, Plain]:
    """The arguments of a behavior."""
    return {f"{prefix}{name}": value for name, value in BEHAVIOR.items()}


def chosen(path: str, values: tuple[str, ...], wrong: str, page: str) -> Constraint:
    """One of the values that CloudFront's reference lists."""
    member = path.rpartition(".")[2]
    return one_of(
        path,
        *values,
        but_not=wrong,
        error=f"{member[0].upper()}{member[1:]}: Valid Values: {' | '.join(values)}.",
        source=f"{API}/{page}",
    )


POLICIES = ("allow-all", "https-only", "redirect-to-https")
OF_BEHAVIOR = ("viewerProtocolPolicy", POLICIES, "http-and-https", "API_DefaultCacheBehavior.html")
DISTRIBUTION_ROWS = (
    chosen("httpVersion", ("http1.1", "http2", "http3", "http2and3"), "h2", "API_DistributionConfig.html"),
    chosen(f"defaultCacheBehavior.{OF_BEHAVIOR[0]}", *OF_BEHAVIOR[1:]),
    replace(
        chosen(*OF_BEHAVIOR),
        each="orderedCacheBehaviors[]",
        invalid={"orderedCacheBehaviors": [{**BEHAVIOR, "pathPattern": "/a/*", OF_BEHAVIOR[0]: OF_BEHAVIOR[2]}]},
        valid={"orderedCacheBehaviors": [{**BEHAVIOR, "pathPattern": "/a/*", OF_BEHAVIOR[0]: "allow-all"}]},
    ),
    chosen(
        "customOriginConfig.originProtocolPolicy",
        ("http-only", "match-viewer", "https-only"),
        "allow-all",
        "API_CustomOriginConfig.html",
    ).inside("origins[]", ORIGIN),
    within(
        "connectionAttempts",
        1,
        3,
        error="ConnectionAttempts: The minimum number is 1, the maximum is 3.",
        source=f"{API}/API_Origin.html",
    ).inside("origins[]", ORIGIN),
    within(
        "connectionTimeout",
        1,
        10,
        error="ConnectionTimeout: The minimum timeout is 1 second, the maximum is 10 seconds.",
        source=f"{API}/API_Origin.html",
    ).inside("origins[]", ORIGIN),
    one_of(
        "errorCode",
        *CODES,
        but_not=418,
        error="InvalidArgument: The parameter ErrorCode is invalid.",
        source=f"{TRIED}/pf-cloudfront-custom-error-response-code/meta.yaml",
    ).inside("customErrorResponses[]"),
    form(
        "responsePagePath",
        "/.*",
        "a path that starts with /",
        invalid="error.html",
        valid="/error.html",
        correct=started("/"),
        error="InvalidArgument: The parameter ResponsePagePath is invalid.",
        source=f"{TRIED}/pf-cloudfront-custom-error-response-page-path-format/meta.yaml",
    ).inside("customErrorResponses[]", {"errorCode": 404, "responseCode": 404}),
    Constraint(
        demand=Condition(all_failover_codes, Words.be(codes.path, "codes of a failover"), (codes.path,)),
        when=codes.is_given().unsaid(),
        error="InvalidArgument: The parameter StatusCodes cannot include [418] status codes for an origin group. Valid"
        " status codes are the following: [400, 403, 404, 416, 429, 500, 502, 503, 504].",
        source=f"{TRIED}/pf-cloudfront-origin-group-failover-status-codes/meta.yaml",
        fix=fix(Set(codes.path, [Blank("codes of " + ", ".join(map(str, FAILOVER_CODES)))])),
        invalid={**GROUP, codes.path: [500, 501]},
        valid={**GROUP, codes.path: list(FAILOVER_CODES)},
    ).inside("originGroups[]"),
    Constraint(
        demand=fits(
            groups, "groups of the distribution's origins", unknown_member_error, groups.of, argument("origins").of
        ),
        when=groups.is_given().unsaid(),
        error="InvalidArgument: The parameter Members has one or more origins [origin-typo] for origin group group1"
        " that aren't valid.",
        source=f"{TRIED}/pf-cloudfront-origin-group-member-origin/meta.yaml",
        fix=note("the originId of an origin for each member"),
        invalid={
            "origins": ORIGINS,
            "originGroups": [{**GROUP, "members": [{"originId": "web"}, {"originId": "other"}]}],
        },
        valid={"origins": ORIGINS, "originGroups": [GROUP]},
        condition="A member of an origin group is no origin of the distribution",
    ),
    form(
        "originPath",
        "/|/.*[^/]",
        "a path that starts with / and does not end with it",
        invalid=("site", "/site/"),
        valid=("/site", "/site/v1"),
        correct=of_text(in_slashes),
        error="InvalidArgument: The parameter originPath contains one or more parameters that are not valid.",
        source=f"{TRIED}/pf-cloudfront-origin-path-format/meta.yaml",
    ).inside("origins[]", ORIGIN),
    needs(
        {"originShield.enabled": True},
        "originShield.originShieldRegion",
        "us-east-1",
        blank="a region with Origin Shield, near to the origin",
        error="InvalidArgument: The parameter region null does not exist!.",
        source=f"{TRIED}/pf-cloudfront-origin-shield-region-required/meta.yaml",
    ).inside("origins[]", ORIGIN),
    port_row("httpPort", "http"),
    port_row("httpsPort", "https"),
    Constraint(
        demand=fits(argument("name"), "a header that a distribution may add", own_header_error),
        error="InvalidArgument: The parameter HeaderName : Host is not allowed.",
        source=f"{TRIED}/pf-cloudfront-origin-custom-header-blocklist/meta.yaml",
        fix=fix(Set("name", Blank("another header")), note="an origin request policy passes on headers of the viewer"),
        invalid=tuple(adding(name) for name in ("Host", "X-Edge-Key")),
        valid=adding("X-Origin-Key"),
        each="origins[].customHeaders[]",
    ),
    Constraint(
        demand=Condition(is_domain, Words.be(bucket.path, "the domain name of a bucket"), (bucket.path,)),
        when=bucket.is_given().unsaid(),
        error="InvalidArgument: The parameter Logging Bucket does not refer to a valid S3 bucket.",
        source=f"{TRIED}/pf-cloudfront-logging-bucket-format/meta.yaml",
        fix=fix(Set(bucket.path, Blank("the domain name of the bucket"))),
        correct=of_text(lambda name: f"{name}.s3.amazonaws.com" if re.fullmatch(r"[a-z0-9.-]+", name) else None),
        invalid=({bucket.path: "orders-logs"}, {bucket.path: "arn:aws:s3:::orders-logs"}),
        valid=({bucket.path: "orders-logs.s3.amazonaws.com"}, {bucket.path: "logs.s3.eu-west-1.amazonaws.com"}),
    ),
    Constraint(
        demand=fits(behaviors, "for different paths", same_pattern_error),
        when=behaviors.is_given().unsaid(),
        error="InvalidArgument: The parameter path pattern must be unique.",
        source=f"{TRIED}/pf-cloudfront-cache-behavior-path-pattern-unique/meta.yaml",
        fix=note("one behavior for each pathPattern"),
        invalid={"orderedCacheBehaviors": [{**BEHAVIOR, "pathPattern": "/api/*"}] * 2},
        valid={"orderedCacheBehaviors": [{**BEHAVIOR, "pathPattern": one} for one in ("/api/*", "/img/*")]},
        condition="Two of orderedCacheBehaviors have the same pathPattern",
    ),
    event_row("defaultCacheBehavior.functionAssociations[]", lambda one: {"defaultCacheBehavior": one}),
    event_row(
        "orderedCacheBehaviors[].functionAssociations[]",
        lambda one: {"orderedCacheBehaviors": [{**one, "pathPattern": "/api/*"}]},
    ),
    *grpc_rows("defaultCacheBehavior."),
    *(row.inside("orderedCacheBehaviors[]", {"pathPattern": "/orders.Orders/*"}) for row in grpc_rows("")),
    Constraint(
        demand=~argument("httpVersion").equals("http1.1"),
        when=argument("defaultCacheBehavior.grpcConfig.enabled").is_true(),
        error="InvalidArgument: The parameter gRPC only supports HTTP/2.",
        source=f"{TRIED}/pf-cloudfront-grpc-requires-http2/meta.yaml",
        fix=fix(Set("httpVersion", "http2")),
        invalid={**GRPC, "httpVersion": "http1.1"},
        valid=(GRPC, {**GRPC, "httpVersion": "http2and3"}),
    ),
    not_with(
        "aliases",
        ["www.example.com"],
        {"staging": True},
        error="InvalidArgument: The parameter Aliases is set for a staging distribution.",
        source=f"{TRIED}/pf-cloudfront-staging-requires-no-aliases/meta.yaml",
    ),
    Constraint(
        demand=~argument("viewerCertificate.minimumProtocolVersion").equals("SSLv3"),
        when=argument("viewerCertificate.sslSupportMethod").equals("sni-only"),
        error="InvalidArgument: The parameter ViewerCertificate The specified distribution is configured for SNI and"
        " the minimum SSL protocol version is specified as SSLv3. You cannot specify both.",
        source=f"{TRIED}/pf-cloudfront-viewer-certificate-sni-min-protocol/meta.yaml",
        fix=fix(Set("viewerCertificate.minimumProtocolVersion", Blank("TLSv1 or later"))),
        invalid={**CERTIFICATE, "viewerCertificate.minimumProtocolVersion": "SSLv3"},
        valid={**CERTIFICATE, "viewerCertificate.minimumProtocolVersion": "TLSv1.2_2021"},
    ),
    Constraint(
        demand=argument("restrictions.geoRestriction.locations").is_empty(),
        when=argument("restrictions.geoRestriction.restrictionType").equals("none"),
        error="InvalidArgument: Your request contains invalid Restriction parameters.",
        source=f"{TRIED}/pf-cloudfront-geo-restriction-locations-exclusive/meta.yaml",
        fix=fix(
            Set("restrictions.geoRestriction.restrictionType", Blank("whitelist or blacklist")),
            otherwise=Remove("restrictions.geoRestriction.locations"),
        ),
        invalid={"restrictions.geoRestriction.locations": ["DE"]},
        valid=(
            {
                "restrictions.geoRestriction.restrictionType": "whitelist",
                "restrictions.geoRestriction.locations": ["DE"],
            },
            {"restrictions.geoRestriction.locations": []},
        ),
    ),
)
FUNCTION_ROWS = (
    Constraint(
        demand=argument("code").no_larger_than(MOST_CODE),
        when=argument("code").is_given().unsaid(),
        error="FunctionSizeLimitExceeded",
        source=f"{TRIED}/pf-cloudfront-function-code-size/meta.yaml",
        fix=note("leave comments and spaces out, or make it a function of Lambda@Edge"),
        invalid={"code": f"// {'a' * (MOST_CODE - 2)}"},
        valid={"code": f"// {'a' * (MOST_CODE - 3)}"},
    ),
    Constraint(
        demand=~argument("runtime").equals("cloudfront-js-1.0"),
        when=argument("keyValueStoreAssociations").is_given(),
        error="InvalidArgument: The parameter KeyValueStoreAssociations is invalid; 'cloudfront-js-2.0' runtime and"
        " later support KeyValueStore associations.",
        source=f"{TRIED}/pf-cloudfront-function-kvs-requires-runtime-2/meta.yaml",
        fix=fix(Set("runtime", "cloudfront-js-2.0")),
        invalid={"runtime": "cloudfront-js-1.0", "keyValueStoreAssociations": [STORE]},
        valid={"keyValueStoreAssociations": [STORE]},
    ),
)
HEADERS_ROWS = (
    Constraint(
        demand=argument(f"{XSS}.reportUri").is_empty(),
        when=argument(f"{XSS}.modeBlock").is_true(),
        error="InvalidArgument: The parameter X-XSS-Protection cannot contain both Report URI and Mode block.",
        source=f"{TRIED}/pf-cloudfront-rhp-xss-protection-report-uri-mode-block/meta.yaml",
        fix=fix(Remove(f"{XSS}.reportUri"), otherwise=Remove(f"{XSS}.modeBlock")),
        invalid={**PROTECTED, f"{XSS}.modeBlock": True, f"{XSS}.reportUri": REPORTS},
        valid=({**PROTECTED, f"{XSS}.modeBlock": True}, {**PROTECTED, f"{XSS}.reportUri": REPORTS}),
    ),
)
CONTINUOUS_ROWS = (
    form(
        "trafficConfig.singleHeaderConfig.header",
        "(?i:aws-cf-cd-.*)",
        "a header that starts with aws-cf-cd-",
        given={"trafficConfig.type": "SingleHeader"},
        invalid="x-staging",
        valid="aws-cf-cd-staging",
        error="Header: The header must contain the prefix aws-cf-cd-.",
        source=f"{API}/API_ContinuousDeploymentSingleHeaderConfig.html",
    ),
    within(
        "trafficConfig.singleWeightConfig.weight",
        0,
        0.15,
        given={"trafficConfig.type": "SingleWeight"},
        error="Weight: The percentage of traffic to send to a staging distribution, expressed as a decimal number"
        " between 0 and 0.15.",
        source=f"{API}/API_ContinuousDeploymentSingleWeightConfig.html",
    ),
    ordered(
        f"{STICKY}.idleTtl",
        f"{STICKY}.maximumTtl",
        low=300,
        high=600,
        beside={"trafficConfig.type": "SingleWeight", "trafficConfig.singleWeightConfig.weight": 0.1},
        error="IdleTTL: The value must be less than or equal to MaximumTTL.",
        source=f"{API}/API_SessionStickinessConfig.html",
    ),
)

RULE = constraints_rule(
    id="cloudfront-parts-valid",
    service="CloudFront",
    summary="Origins, groups, error pages and functions must have what CloudFront accepts",
    rationale="""
        CloudFront shows other pages for some status codes only, fails over after some, and adds no header to a request
        that it sets itself. The path of an origin starts with a slash and does not end with one. The bucket of the logs
        is given by its domain name. A behavior for gRPC passes on POST over HTTP/2. Functions of CloudFront run at the
        viewer's side.
    """,
    since="0.2.0",
    constraints={
        DISTRIBUTION: DISTRIBUTION_ROWS,
        FUNCTION: FUNCTION_ROWS,
        HEADERS_POLICY: HEADERS_ROWS,
        CONTINUOUS_DEPLOYMENT: CONTINUOUS_ROWS,
        REALTIME_LOGS: (
            Constraint(
                demand=argument("endpoint.streamType").equals("Kinesis"),
                error="StreamType: The only valid value is Kinesis.",
                source=f"{API}/API_EndPoint.html",
                fix=fix(Set("endpoint.streamType", "Kinesis")),
                invalid={"endpoint.streamType": "Firehose"},
                valid={"endpoint.streamType": "Kinesis"},
            ),
        ),
    },
    base={
        DISTRIBUTION[0]: {
            "enabled": True,
            "origins": ORIGINS,
            **{f"defaultCacheBehavior.{name}": value for name, value in BEHAVIOR.items()},
            "restrictions.geoRestriction.restrictionType": "none",
            "viewerCertificate.cloudfrontDefaultCertificate": True,
        },
        FUNCTION[0]: {"name": "orders", "runtime": "cloudfront-js-2.0", "code": "async function handler(event) {}"},
        HEADERS_POLICY[0]: {"name": "orders"},
        REALTIME_LOGS[0]: {
            "name": "orders",
            "samplingRate": 5,
            "fields": ["timestamp"],
            "endpoint.streamType": "Kinesis",
            "endpoint.kinesisStreamConfig.roleArn": "arn:aws:iam::123456789012:role/logs",
            "endpoint.kinesisStreamConfig.streamArn": "arn:aws:kinesis:us-east-1:123456789012:stream/logs",
        },
        CONTINUOUS_DEPLOYMENT[0]: {
            "enabled": True,
            "stagingDistributionDnsNames": {"quantity": 1, "items": ["d111111abcdef8.cloudfront.net"]},
        },
    },
    references=(f"{API}/API_DistributionConfig.html",),
)
