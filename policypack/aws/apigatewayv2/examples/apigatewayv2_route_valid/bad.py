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
