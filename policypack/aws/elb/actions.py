"""What listeners and their rules do with a request: the rows that both have for each of their actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace

from policypack.constraint import Constraint, Inputs, argument, form, length, needs, of_text, one_of, within
from policypack.fix import Blank, Set, fix, note
from policypack.model.conditions import any_condition
from policypack.model.values import Plain

API = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference"
FIXED = f"{API}/API_FixedResponseActionConfig.html"
REDIRECT = f"{API}/API_RedirectActionConfig.html"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elbv2"
ACTION = f"{API}/API_Action.html"
WEEK = 604_800
ROUTING = ("forward", "redirect", "fixed-response")
"""The types of action that end a request; a list has just one of them."""
PORT = r"(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])"
CONTENT_TYPES = ("text/plain", "text/css", "text/html", "application/javascript", "application/json")
GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/0a1b2c3d4e5f6071"
ANSWERS: Inputs = {
    "type": "fixed-response",
    "fixedResponse.contentType": "text/plain",
    "fixedResponse.statusCode": "404",
}
REDIRECTS: Inputs = {"type": "redirect", "redirect.statusCode": "HTTP_301", "redirect.path": "/moved"}
FORWARDS: Inputs = {"type": "forward", "forward.targetGroups": [{"arn": GROUP}]}
ENDPOINTS = ("authorizationEndpoint", "issuer", "tokenEndpoint", "userInfoEndpoint")
BY_OIDC: Inputs = {
    "type": "authenticate-oidc",
    **{f"authenticateOidc.{name}": f"https://id.example.com/{name}" for name in ENDPOINTS},
    "authenticateOidc.clientId": "orders",
    "authenticateOidc.clientSecret": "a-secret",
}
BY_COGNITO: Inputs = {
    "type": "authenticate-cognito",
    "authenticateCognito.userPoolArn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_0a1b2c3d4",
    "authenticateCognito.userPoolClientId": "orders",
    "authenticateCognito.userPoolDomain": "orders",
}
KEPT = {"protocol": "#{protocol}", "port": "#{port}", "host": "#{host}", "path": "/#{path}"}
"""Parts of a redirect, and the value with which each stays as it is."""
changes_the_address = any_condition(
    argument(f"redirect.{name}").is_set() & ~argument(f"redirect.{name}").equals(kept) for name, kept in KEPT.items()
).called(
    "the redirect changes the address",
    "the redirect must change protocol, port, host or path",
    fails="the redirect leads to the address it comes from",
)


def action_rows(path: str) -> Iterator[Constraint]:
    """The rows of the list of actions at ``path``, and of each action in it."""
    for beside, rows in (
        (ANSWERS, _of_answers()),
        ({}, (_needs_block("fixed-response", "fixedResponse", {"contentType": "text/plain", "statusCode": "404"}),)),
        ({}, (_needs_block("redirect", "redirect", {"statusCode": "HTTP_301", "path": "/moved"}),)),
        (REDIRECTS, _of_redirects()),
        ({}, (_to_a_group(),)),
        (FORWARDS, _of_forwards()),
        (BY_OIDC, (*_of_authentications("authenticateOidc"), *_of_endpoints())),
        (BY_COGNITO, _of_authentications("authenticateCognito")),
    ):
        for row in rows:
            yield row.inside(f"{path}[]", deepcopy(beside))
    yield _weights(path)
    yield _ends_once(path)


def _of_answers() -> Iterator[Constraint]:
    yield one_of(
        "fixedResponse.contentType",
        *CONTENT_TYPES,
        but_not="application/xml",
        error="ContentType: Valid Values: text/plain | text/css | text/html | application/javascript |"
        " application/json",
        source=FIXED,
    )
    yield form(
        "fixedResponse.statusCode",
        r"[245]\d\d",
        "a status code 2XX, 4XX or 5XX",
        invalid=("301", "99"),
        valid=("200", "404", "503"),
        error=r"StatusCode: The HTTP response code (2XX, 4XX, or 5XX). Pattern: ^(2|4|5)\d\d$",
        source=FIXED,
    )
    yield length(
        "fixedResponse.messageBody",
        1024,
        cuts=False,
        error="MessageBody: Length Constraints: Maximum length of 1024.",
        source=FIXED,
    )


def _needs_block(type_: str, block: str, example: Plain) -> Constraint:
    """An action of this type has the block of its type."""
    row = needs(
        {"type": type_},
        block,
        example,
        blank=f"what an action of the type {type_} needs",
        error=f'Attribute "{block}" must be specified when "type" is "{type_}" (from the provider)',
        source=ACTION,
    )
    return replace(row, invalid={"type": type_}, valid={"type": type_, block: example})


def _of_redirects() -> Iterator[Constraint]:
    yield Constraint(
        demand=changes_the_address,
        when=argument("type").equals("redirect") & argument("redirect").is_given().unsaid(),
        at="redirect",
        error="InvalidLoadBalancerAction: The redirect configuration is not valid because it creates a loop.",
        source=REDIRECT,
        fix=fix(Set("redirect.port", "443"), Set("redirect.protocol", "HTTPS")),
        invalid={"type": "redirect", "redirect": {"statusCode": "HTTP_301"}},
        valid={"type": "redirect", "redirect": {"statusCode": "HTTP_301", "protocol": "HTTPS", "port": "443"}},
        condition="a redirect changes neither protocol, port, host nor path",
    )
    yield length(
        "redirect.path",
        128,
        prefix="/",
        cuts=False,
        error="Path: Length Constraints: Minimum length of 1. Maximum length of 128.",
        source=REDIRECT,
    )
    yield form(
        "redirect.path",
        "(?s:/.*)",
        "a path that begins with a slash",
        invalid="moved",
        valid=("/moved", "/"),
        correct=of_text(lambda text: f"/{text}"),
        error="ValidationError: The Path parameter must be a valid path, should start with a '/', and may contain up to"
        " one of each of these placeholders: '#{path}', '#{host}', '#{port}'.",
        source=REDIRECT,
    )
    yield form(
        "redirect.port",
        rf"#\{{port\}}|{PORT}",
        "a port, or the placeholder that keeps the port",
        invalid=("https", "70000"),
        valid=("443", "#{port}"),
        error="ValidationError: The Port parameter must be either an integer between 1 and 65535 or '#{port}'.",
        source=REDIRECT,
    )
    yield form(
        "redirect.protocol",
        r"HTTPS?|#\{protocol\}",
        "HTTP, HTTPS, or the placeholder that keeps the protocol",
        invalid=("https", "TCP"),
        valid=("HTTP", "HTTPS", "#{protocol}"),
        correct=of_text(str.upper),
        error=r"Protocol: You can specify HTTP, HTTPS, or #{protocol}. Pattern: ^(HTTPS?|#\{protocol\})$",
        source=REDIRECT,
    )
    yield one_of(
        "redirect.statusCode",
        "HTTP_301",
        "HTTP_302",
        but_not="301",
        error="StatusCode: Valid Values: HTTP_301 | HTTP_302",
        source=REDIRECT,
    )
    yield length(
        "redirect.query",
        128,
        cuts=False,
        error="Query: Length Constraints: Minimum length of 0. Maximum length of 128.",
        source=REDIRECT,
    )


def _of_forwards() -> Iterator[Constraint]:
    yield within(
        "forward.stickiness.duration",
        1,
        WEEK,
        error="DurationSeconds: The time period, in seconds, during which requests from a client should be routed to"
        " the same target group. The range is 1-604800 seconds (7 days).",
        source=f"{API}/API_TargetGroupStickinessConfig.html",
    )
    groups = [{"arn": f"{GROUP[:-1]}{number}"} for number in range(6)]
    yield Constraint(
        demand=argument("forward.targetGroups").has_at_most(5),
        when=argument("forward.targetGroups").is_given().unsaid(),
        error="A forward action spreads over at most five target groups",
        source=f"{MADE}/pf-elbv2-action-forward-tg-count-max/meta.yaml",
        fix=note("at most 5 target groups"),
        invalid={"forward.targetGroups": groups},
        valid={"forward.targetGroups": groups[:5]},
    )


def _to_a_group() -> Constraint:
    """An action of the type forward has one target group, or several."""
    return Constraint(
        demand=argument("targetGroupArn").is_present() | argument("forward").is_present(),
        when=argument("type").equals("forward"),
        error='Attribute "target_group_arn" or "forward" must be specified when "type" is "forward" (from the'
        " provider)",
        source=ACTION,
        fix=fix(Set("targetGroupArn", Blank("the ARN of a target group"))),
        invalid={"type": "forward"},
        valid={"type": "forward", "targetGroupArn": GROUP},
    )


def _of_authentications(block: str) -> Iterator[Constraint]:
    source = f"{API}/API_A{block[1:]}ActionConfig.html"
    yield within(
        f"{block}.sessionTimeout",
        1,
        WEEK,
        error="SessionTimeout: The maximum duration of the authentication session, in seconds. The default is 604800"
        " seconds (7 days).",
        source=source,
    )
    yield one_of(
        f"{block}.onUnauthenticatedRequest",
        "deny",
        "allow",
        "authenticate",
        but_not="redirect",
        error="OnUnauthenticatedRequest: Valid Values: deny | allow | authenticate",
        source=source,
    )


def _of_endpoints() -> Iterator[Constraint]:
    for name in ENDPOINTS:
        yield form(
            f"authenticateOidc.{name}",
            "(?is:https://.+)",
            "a URL that begins with https://",
            invalid="id.example.com/oauth2",
            valid="https://id.example.com/oauth2",
            error="ValidationError: The 'idp.example.com/authorize' URL is not valid",
            source=f"{API}/API_AuthenticateOidcActionConfig.html",
        )


def _weights(path: str) -> Constraint:
    """Each target group of an action has a weight from 0 to 999."""
    row = within(
        "weight", 0, 999, error="Weight: The weight. The range is 0 to 999.", source=f"{API}/API_TargetGroupTuple.html"
    )

    def weighing(weight: int) -> Inputs:
        return {path: [{"type": "forward", "forward": {"targetGroups": [{"arn": GROUP, "weight": weight}]}}]}

    each = f"{path}[].forward.targetGroups[]"
    return replace(row, each=each, invalid=weighing(1000), valid=(weighing(0), weighing(999)))


def _ends_once(path: str) -> Constraint:
    """A list of actions has one that ends the request, and not two."""
    one: Mapping[str, Plain] = {"type": "forward", "targetGroupArn": GROUP}
    return Constraint(
        demand=argument(path).has_one_at_most(
            lambda one: one["type"].is_in(ROUTING), "one action that ends the request"
        ),
        when=argument(path).is_given().unsaid(),
        error="A rule ends on exactly one routing action",
        source=f"{MADE}/pf-elbv2-rule-actions-exactly-one-routing/meta.yaml",
        fix=note("one action of the types forward, redirect and fixed-response; a second answer is a second rule"),
        condition=f"two of {path} are of the types forward, redirect and fixed-response",
        invalid={path: [one, {"type": "redirect", "redirect": {"statusCode": "HTTP_301", "path": "/moved"}}]},
        valid={path: [one]},
    )
