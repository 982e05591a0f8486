"""apigatewayv2-authorization: Routes of APIs must have an authorizer."""

from policypack.aws import apigatewayv2
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Set, fix
from policypack.rule import practices_rule

RULE = practices_rule(
    id="apigatewayv2-authorization",
    summary="Routes of APIs must have an authorizer",
    rationale="""
        A route says who may call it: whoever has a token (JWT), whom a function lets in (CUSTOM), or whom IAM allows
        (AWS_IAM). Without an authorization type it is open to everybody. An OPTIONS route answers browsers that ask
        before they call, so it is open by design. A WebSocket API authorizes the connection, $connect, and no other
        route; $default, which both kinds of API have, is not asked. A webhook that checks a signature itself needs an
        exemption.
    """,
    harm="Everybody on the internet can call it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        apigatewayv2.ROUTE: [
            practice(
                argument("authorizationType").one_of("AWS_IAM", "JWT", "CUSTOM"),
                when=argument("routeKey").matches(r"(?!OPTIONS )[A-Z]+ .*|\$connect", "a route that has an authorizer"),
                fix=fix(Set("authorizationType", "AWS_IAM")),
                invalid=({}, {"authorizationType": "NONE"}),
                valid=(
                    {"authorizationType": "AWS_IAM"},
                    {"authorizationType": "JWT", "authorizerId": "a1b2c3"},
                    {"routeKey": "OPTIONS /orders"},
                ),
                controls=("APIGateway.8",),
            )
        ]
    },
)
