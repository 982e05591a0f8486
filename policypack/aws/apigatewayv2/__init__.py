"""The nouns of API Gateway's HTTP and WebSocket APIs."""

from __future__ import annotations

API = ("aws:apigatewayv2/api:Api",)
AUTHORIZER = ("aws:apigatewayv2/authorizer:Authorizer",)
INTEGRATION = ("aws:apigatewayv2/integration:Integration",)
ROUTE = ("aws:apigatewayv2/route:Route",)
STAGE = ("aws:apigatewayv2/stage:Stage",)

AUTHORIZATIONS = {"JWT": "JWT", "REQUEST": "CUSTOM"}
"""The authorizationType of a route, by the type of its authorizer:
https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html"""
