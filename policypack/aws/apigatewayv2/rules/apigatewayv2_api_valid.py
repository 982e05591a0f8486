"""apigatewayv2-api-valid: HTTP and WebSocket APIs must have authorizers and integrations of their kind."""

from policypack.aws.apigatewayv2 import API, AUTHORIZER, INTEGRATION, ROUTE
from policypack.constraint import Blank, Constraint, Set, argument, fix, needs
from policypack.rule import constraints_rule

REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/"
APIS, ROUTES = f"{REFERENCE}apis.html", f"{REFERENCE}apis-apiid-routes.html"
AUTHORIZERS, INTEGRATIONS = f"{REFERENCE}apis-apiid-authorizers.html", f"{REFERENCE}apis-apiid-integrations.html"
INVALID = "BadRequestException: One of the parameters in the request is invalid."
JWT = {"issuer": "https://login.example.com", "audiences": ["orders"]}

origins = argument("corsConfiguration.allowOrigins")

RULE = constraints_rule(
    id="apigatewayv2-api-valid",
    service="API Gateway",
    summary="HTTP and WebSocket APIs must have valid CORS, authorizers and integrations",
    rationale="""
        Browsers take no answer with credentials from an API that allows every origin, so API Gateway takes no such
        configuration. A JWT authorizer names its issuer and audience, and a route that is authorized by an authorizer
        names it. An integration through a VPC link names the link.
    """,
    since="0.2.0",
    constraints={
        API: (
            Constraint(
                demand=~origins.contains("*"),
                when=argument("corsConfiguration.allowCredentials").is_true(),
                error=INVALID,
                source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
                fix=fix(Set("corsConfiguration.allowOrigins", [Blank("an origin: https:// and a host name")])),
                invalid={"corsConfiguration": {"allowCredentials": True, "allowOrigins": ["*"]}},
                valid={
                    "corsConfiguration": {"allowCredentials": True, "allowOrigins": ["https://shop.example.com"]},
                },
            ),
        ),
        AUTHORIZER: (
            needs(
                {"authorizerType": "JWT"},
                "jwtConfiguration",
                JWT,
                blank="an issuer and its audiences",
                error=INVALID,
                source=AUTHORIZERS,
            ),
            needs(
                {"authorizerType": "REQUEST"},
                "authorizerUri",
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                "arn:aws:lambda:us-east-1:123456789012:function:orders/invocations",
                blank="a function's ARN for invocation",
                error=INVALID,
                source=AUTHORIZERS,
            ),
        ),
        ROUTE: (
            needs(
                {"authorizationType": ("JWT", "CUSTOM")},
                "authorizerId",
                "abc123",
                blank="the id of an authorizer of the API",
                error="BadRequestException: Invalid authorizer ID specified. Setting the authorization type to CUSTOM"
                " or COGNITO_USER_POOLS requires a valid authorizer.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/17497",
            ),
        ),
        INTEGRATION: (
            needs(
                {"connectionType": "VPC_LINK"},
                "connectionId",
                "abc123",
                blank="the id of a VPC link",
                error=INVALID,
                source=INTEGRATIONS,
            ),
        ),
    },
    base={
        API[0]: {"protocolType": "HTTP"},
        AUTHORIZER[0]: {"apiId": "abc", "name": "orders", "identitySources": ["$request.header.Authorization"]},
        ROUTE[0]: {"apiId": "abc", "routeKey": "GET /orders"},
        INTEGRATION[0]: {"apiId": "abc", "integrationType": "HTTP_PROXY", "integrationUri": "https://example.com"},
    },
    references=(APIS, ROUTES),
)
