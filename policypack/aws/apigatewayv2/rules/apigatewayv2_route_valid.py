"""apigatewayv2-route-valid: Routes must fit their authorizer, and stages must name routes that exist."""

from collections.abc import Iterator
from functools import partial

from policypack.aws import apigatewayv2
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require, together
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.values import same
from policypack.rule import Rejection, StackContext, StackRule

ROUTES = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"
ROUTE_KEY = r"(?:ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*|\$default"
AUTHORIZED = ("AWS_IAM", "CUSTOM", "JWT")
PROXIES = ("AWS_PROXY", "HTTP_PROXY")
OTHER_AUTHORIZATION = Rejection(
    service="API Gateway",
    condition="The authorizationType of a route is not the one of its authorizer",
    error="BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM or"
    " COGNITO_USER_POOLS requires a valid authorizer.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/17497",
    invalid="custom",
    valid="token",
)
NO_ROUTE = Rejection(
    service="API Gateway",
    condition="A stage has settings for a route that the API does not have",
    error="NotFoundException: Unable to find Route by key GET /some-route within the provided RouteSettings",
    source="https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/pull/80",
    invalid="unrouted",
    valid="routed",
)


KEY = Rejection(
    service="API Gateway",
    condition="The routeKey of an HTTP API's route is neither a method and a path nor $default",
    error="BadRequestException: The provided route key is not formatted properly for HTTP protocol. Format should be"
    ' "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    source=ROUTES,
    invalid="no-verb",
    valid="token",
)
API_KEY = Rejection(
    service="API Gateway",
    condition="A route of an HTTP API needs an API key",
    error="BadRequestException: ApiKeyRequired is not currently supported for HTTP APIs",
    source=ROUTES,
    invalid="with-key",
    valid="token",
)
NO_PROXY = Rejection(
    service="API Gateway",
    condition="The integration of an HTTP API is no proxy",
    error="BadRequestException: Currently, an API with a protocol type of HTTP may only be associated with proxy"
    " integrations (AWS_PROXY, HTTP_PROXY)",
    source="https://github.com/aws/aws-cli/issues/6363",
    invalid="no-proxy",
    valid="proxy",
)
NO_FORMAT = Rejection(
    service="API Gateway",
    condition="A REQUEST authorizer of an HTTP API has no authorizerPayloadFormatVersion",
    error="BadRequestException: AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer",
    source="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html",
    invalid="no-format",
    valid="lambda",
)
NO_CONNECT = Rejection(
    service="API Gateway",
    condition="A route of a WebSocket API other than $connect is authorized",
    error="BadRequestException: Currently, authorization is restricted to the $connect route only",
    source=ROUTES,
    invalid="said-by-role",
    valid="said",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A route says how its authorizer authorizes; a stage sets what routes of its API do."""
    if resource.type in apigatewayv2.STAGE:
        yield from sets_routes_that_exist(resource, context)
        return
    yield from fits_http(resource, context)
    if resource.type not in apigatewayv2.ROUTE:
        return
    for authorizer, named in context.stack.referred(resource, "authorizerId", apigatewayv2.AUTHORIZER).links:
        own, kind = resource["authorizationType"], authorizer["authorizerType"]
        yield require(
            any_of(
                is_not(named),
                together(lambda one, two: one == apigatewayv2.AUTHORIZATIONS.get(str(two), one), own, kind),
            ),
            at="authorizationType",
            problem=f"authorizationType is {own if not own.is_absent else 'NONE, the default'}, and the authorizerType"
            f" of {authorizer} is {kind}.",
            fix=fix(
                Set(
                    "authorizationType",
                    kind.as_text().say(lambda one: apigatewayv2.AUTHORIZATIONS.get(one, "JWT"), "JWT"),
                )
            ),
            rejects=OTHER_AUTHORIZATION,
        )


def fits_http(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Routes, integrations and authorizers of an HTTP API that the stack makes are such as it can have."""
    apis = context.stack.referred(resource, "apiId", apigatewayv2.API)
    over_http = apis.any(lambda api: api["protocolType"].equals("HTTP"))
    if resource.type in apigatewayv2.ROUTE:
        key = resource["routeKey"]
        yield require(
            key.matches(ROUTE_KEY),
            when=over_http,
            at=key,
            problem=f"routeKey is {key}; a route of an HTTP API has a method and a path, or it is $default.",
            fix=fix(Set("routeKey", Blank("a method and a path, such as GET /orders"))),
            rejects=KEY,
        )
        yield require(
            is_not(resource["apiKeyRequired"].is_true()),
            when=over_http,
            at="apiKeyRequired",
            problem="apiKeyRequired is true, and HTTP APIs have no API keys.",
            fix=fix(Remove("apiKeyRequired")),
            rejects=API_KEY,
        )
        over_messages = apis.any(lambda api: api["protocolType"].equals("WEBSOCKET"))
        own = resource["authorizationType"]
        yield require(
            any_of(key.equals("$connect"), is_not(own.is_in(AUTHORIZED))),
            when=all_of(over_messages, own.is_set()),
            at=own,
            problem=f"authorizationType is {own} and routeKey is {key}; a WebSocket API authorizes who connects.",
            fix=fix(Remove("authorizationType")),
            rejects=NO_CONNECT,
        )
    elif resource.type in apigatewayv2.INTEGRATION:
        kind = resource["integrationType"]
        yield require(
            kind.is_in(PROXIES),
            when=over_http,
            at=kind,
            problem=f"integrationType is {kind}, and an HTTP API has proxies only.",
            fix=fix(
                Set("integrationType", "AWS_PROXY"),
                otherwise=(
                    Set("integrationType", "HTTP_PROXY"),
                    Set("integrationMethod", Blank("the method of the backend, such as ANY or GET")),
                ),
            ),
            rejects=NO_PROXY,
        )
    else:
        yield require(
            resource["authorizerPayloadFormatVersion"].is_set(),
            when=all_of(over_http, resource["authorizerType"].equals("REQUEST")),
            at="authorizerPayloadFormatVersion",
            problem="The authorizer has no authorizerPayloadFormatVersion.",
            fix=fix(Set("authorizerPayloadFormatVersion", "2.0")),
            rejects=NO_FORMAT,
        )


def sets_routes_that_exist(stage: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each route of the settings is one of an API that the stack makes, with all of its routes."""
    apis = context.stack.referred(stage, "apiId", apigatewayv2.API)
    for api in apis.certain():
        for settings in stage["routeSettings"].elements():
            key = settings["routeKey"]
            routes = context.stack.linked_like(apigatewayv2.ROUTE, api, "apiId", "routeKey", key)
            yield require(
                routes.any(partial(has_key, key)),
                when=all_of(api.is_new(), api["body"].is_empty(), api["routeKey"].is_empty()),
                at="routeSettings",
                problem=f"{settings.path} has the routeKey {key}, and the API has no such route.",
                fix=fix(Set(key.path, Blank("the routeKey of a route of the API")), otherwise=Remove(settings.path)),
                rejects=NO_ROUTE,
            )


def has_key(key: Value, route: Resource) -> Fact:
    """The route has the key."""
    return together(same, key, route["routeKey"])


RULE = StackRule(
    id="apigatewayv2-route-valid",
    summary="Routes and stages of HTTP and WebSocket APIs must fit what they name",
    rationale="""
        A JWT authorizer authorizes routes whose authorizationType is JWT, a Lambda authorizer those of type CUSTOM; a
        route without a type has type NONE. A stage can have settings only for routes that its API has. An HTTP API has
        routes of a method and a path, without API keys, and proxies; its Lambda authorizers say in which format they
        are asked. A WebSocket API authorizes its route $connect only. An API that exists already, or that is made from
        an OpenAPI definition, may have further routes and is not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(
        *apigatewayv2.ROUTE,
        *apigatewayv2.STAGE,
        *apigatewayv2.INTEGRATION,
        *apigatewayv2.AUTHORIZER,
    ),
    references=(ROUTES,),
    rejections=(OTHER_AUTHORIZATION, NO_ROUTE, KEY, API_KEY, NO_PROXY, NO_FORMAT, NO_CONNECT),
    check=check,
)
