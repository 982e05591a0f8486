"""apigateway-execution-logging: Stages of REST and WebSocket APIs must log their execution."""

from policypack.aws import apigatewayv2
from policypack.aws.apigateway import rest
from policypack.check import Fact, Resource, Stack, Verdict, all_of, known, require, together
from policypack.fix import Blank, Create, Fix, Ref, Set, fix
from policypack.rule import StackContext, StackRule

LEVEL = "defaultRouteSettings.loggingLevel"
LEVELS = ("ERROR", "INFO")
PROBLEM = "The stage logs no executions: when a request fails, nothing tells where in API Gateway it did."


def check(stage: Resource, context: StackContext[None]) -> Verdict:
    """Settings of the stage's methods have a level, or the settings of a WebSocket API's routes."""
    stack = context.stack
    if stage.type in apigatewayv2.STAGE:
        apis = stack.referred(stage, "apiId", apigatewayv2.API)
        return require(
            stage.at(LEVEL).is_in(LEVELS),
            when=apis.any(lambda api: api["protocolType"].equals("WEBSOCKET")),
            at=LEVEL,
            problem=PROBLEM,
            fix=fix(Set(LEVEL, "ERROR")),
        )
    settings = stack.linked(rest.METHOD_SETTINGS, to=stage, by="stageName", names=("stageName",))
    return require(
        settings.any(
            lambda one: all_of(one.at("settings.loggingLevel").is_in(LEVELS), is_of_same_api(one, stage, stack))
        ),
        at="loggingLevel",
        problem=PROBLEM,
        fix=to_log(stage, stack),
    )


def is_of_same_api(settings: Resource, stage: Resource, stack: Stack) -> Fact:
    """Both name the same API: stages of two APIs may have one name."""
    mine, theirs = (stack.referred(one, "restApi", rest.REST_API).certain() for one in (settings, stage))
    if mine and theirs:
        return known(mine[0] is theirs[0])
    return together(lambda one, other: one == other, settings["restApi"], stage["restApi"])


def to_log(stage: Resource, stack: Stack) -> Fix:
    """Settings for all methods of the stage."""
    api: Ref | Blank = Blank("the ID of the API")
    for one in stack.referred(stage, "restApi", rest.REST_API):
        api = Ref.to(one, "id")
    arguments = {
        "restApi": api,
        "stageName": Ref.to(stage, "stageName"),
        "methodPath": "*/*",
        "settings": {"loggingLevel": "ERROR"},
    }
    return fix(Create(rest.METHOD_SETTINGS[0], stage.name, arguments))


RULE = StackRule(
    id="apigateway-execution-logging",
    summary="Stages of REST and WebSocket APIs must log their execution",
    rationale="""
        The log of a request's execution tells what API Gateway did with it: which authorizer rejected it, what the
        integration answered. A REST API has it by MethodSettings, whose path */* is for all methods; a WebSocket API by
        the settings of its routes; an HTTP API has none. The region's account needs a role for it
        (aws.apigateway.Account). The level ERROR logs what fails and costs least.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    controls=("APIGateway.1",),
    applies_to=(*rest.STAGE, *apigatewayv2.STAGE),
    references=(
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-1",
    ),
    check=check,
)
