import pulumi
import pulumi_aws as aws

api = aws.apigatewayv2.Api("orders", protocol_type="HTTP")
login = aws.apigatewayv2.Authorizer(
    "login",
    api_id=api.id,
    authorizer_type="JWT",
    identity_sources=["$request.header.Authorization"],
    jwt_configuration={"issuer": "https://login.example.com", "audiences": ["orders"]},
)
token = aws.apigatewayv2.Route(
    "token", api_id=api.id, route_key="GET /orders", authorization_type="JWT", authorizer_id=login.id
)
aws.apigatewayv2.Route("open", api_id=api.id, route_key="GET /health")
aws.apigatewayv2.Stage(
    "routed",
    api_id=api.id,
    auto_deploy=True,
    route_settings=[{"route_key": "GET /orders", "throttling_rate_limit": 10}],
    opts=pulumi.ResourceOptions(depends_on=[token]),
)
aws.apigatewayv2.Stage("elsewhere", api_id="abc123", route_settings=[{"route_key": "GET /old"}])
