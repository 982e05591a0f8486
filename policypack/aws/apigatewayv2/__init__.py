"""The nouns of API Gateway's HTTP and WebSocket APIs."""

from __future__ import annotations

API = ("aws:apigatewayv2/api:Api",)
AUTHORIZER = ("aws:apigatewayv2/authorizer:Authorizer",)
INTEGRATION = ("aws:apigatewayv2/integration:Integration",)
ROUTE = ("aws:apigatewayv2/route:Route",)
MODEL = ("aws:apigatewayv2/model:Model",)
ROUTE_RESPONSE = ("aws:apigatewayv2/routeResponse:RouteResponse",)
VPC_LINK = ("aws:apigatewayv2/vpcLink:VpcLink",)
STAGE = ("aws:apigatewayv2/stage:Stage",)

AUTHORIZATIONS = {"JWT": "JWT", "REQUEST": "CUSTOM"}
"""The authorizationType of a route, by the type of its authorizer:
https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"""

SUBTYPES = (
    "EventBridge-PutEvents",
    "SQS-SendMessage",
    "SQS-ReceiveMessage",
    "SQS-DeleteMessage",
    "SQS-PurgeQueue",
    "AppConfig-GetConfiguration",
    "Kinesis-PutRecord",
    "StepFunctions-StartExecution",
    "StepFunctions-StartSyncExecution",
    "StepFunctions-StopExecution",
)
"""The actions that an integration can call, as of November 2026:
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html"""
