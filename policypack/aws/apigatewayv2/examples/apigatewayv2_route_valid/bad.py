import pulumi_aws as aws

api = aws.apigatewayv2.Api("orders", protocol_type="HTTP")
login = aws.apigatewayv2.Authorizer(
    "login",
    api_id=api.id,
    authorizer_type="JWT",
    identity_sources=["$request.header.Authorization"],
    jwt_configuration={"issuer": "https://login.example.com", "audiences": ["orders"]},
)
aws.apigatewayv2.Route(
    "custom", api_id=api.id, route_key="GET /orders", authorization_type="CUSTOM", authorizer_id=login.id
)  # finds: authorizationType
aws.apigatewayv2.Stage(
    "unrouted",
    api_id=api.id,
    auto_deploy=True,
    route_settings=[{"route_key": "POST /orders", "throttling_rate_limit": 10}],
)  # finds: routeSettings
aws.apigatewayv2.Route("no-verb", api_id=api.id, route_key="/orders")  # finds: routeKey
aws.apigatewayv2.Route("with-key", api_id=api.id, route_key="GET /keys", api_key_required=True)  # finds: apiKeyRequired
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders"
aws.apigatewayv2.Integration(
    "no-proxy", api_id=api.id, integration_type="AWS", integration_uri=FUNCTION
)  # finds: integrationType
aws.apigatewayv2.Authorizer(
    "no-format",
    api_id=api.id,
    authorizer_type="REQUEST",
    authorizer_uri=f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations",
    identity_sources=["$request.header.Authorization"],
)  # finds: authorizerPayloadFormatVersion
chat = aws.apigatewayv2.Api("chat", protocol_type="WEBSOCKET", route_selection_expression="$request.body.action")
aws.apigatewayv2.Route(
    "said-by-role", api_id=chat.id, route_key="say", authorization_type="AWS_IAM"
)  # finds: authorizationType
