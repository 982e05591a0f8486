"""apigatewayv2-route-valid: Routes must fit their authorizer, and stages must name routes that exist."""

from collections.abc import Iterator
from functools import partial

from policypack.aws import apigatewayv2
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, known, require, together
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.values import same
from policypack.rule import Rejection, StackContext, StackRule

ROUTES = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"
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


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A route says how its authorizer authorizes; a stage sets what routes of its API do."""
    if resource.type in apigatewayv2.STAGE:
        yield from sets_routes_that_exist(resource, context)
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


def sets_routes_that_exist(stage: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each route of the settings is one of an API that the stack makes, with all of its routes."""
    apis = context.stack.referred(stage, "apiId", apigatewayv2.API)
    for api in apis.certain():
        for settings in stage["routeSettings"].elements():
            key = settings["routeKey"]
            routes = context.stack.linked_like(apigatewayv2.ROUTE, api, "apiId", "routeKey", key)
            yield require(
                routes.any(partial(has_key, key)),
                when=all_of(known(not api.is_deployed), api["body"].is_empty(), api["routeKey"].is_empty()),
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
        route without a type has type NONE. A stage can have settings only for routes that its API has. An API that
        exists already, or that is made from an OpenAPI definition, may have further routes and is not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*apigatewayv2.ROUTE, *apigatewayv2.STAGE),
    references=(ROUTES,),
    rejections=(OTHER_AUTHORIZATION, NO_ROUTE),
    check=check,
)
