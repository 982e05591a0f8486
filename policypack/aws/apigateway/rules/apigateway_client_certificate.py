"""apigateway-client-certificate: REST APIs in front of servers must show a client certificate."""

from policypack.aws.apigateway import rest
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule

CERTIFICATE = "clientCertificateId"


def check(stage: Resource, context: StackContext[None]) -> Verdict:
    """A stage whose API calls servers over HTTP has a client certificate."""
    apis = context.stack.referred(stage, "restApi", rest.REST_API)
    return require(
        any_of(known(stage[CERTIFICATE].is_unknown), is_not(stage[CERTIFICATE].is_empty())),
        when=apis.any(lambda api: calls_servers(api, context.stack)),
        at=CERTIFICATE,
        problem=f"{CERTIFICATE} is not set: the servers behind the API cannot tell API Gateway from everyone else.",
        fix=fix(Set(CERTIFICATE, Blank("the ID of an aws.apigateway.ClientCertificate"))),
    )


def calls_servers(api: Resource, stack: Stack) -> Fact:
    """An integration of the API is of HTTP; one that a body defines is not known."""
    integrations = stack.linked(rest.INTEGRATION, to=api, by="restApi")
    body = api["body"]
    return any_of(
        integrations.any(lambda one: one["type"].is_in(("HTTP", "HTTP_PROXY"))),
        all_of(body.is_set(), body.undecided()),
    )


RULE = StackRule(
    id="apigateway-client-certificate",
    summary="REST APIs in front of servers must show a client certificate",
    rationale="""
        Servers behind a REST API are reached over the internet, or over a network that others are in, too. With a
        client certificate they accept requests of the API alone. Functions and other services of AWS know API Gateway
        by its role: APIs with no integration of HTTP are not asked. Where an OpenAPI document defines the API, the
        answer is undetermined.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("APIGateway.2",),
    applies_to=rest.STAGE,
    references=(
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-2",
    ),
    check=check,
)
