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
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders"
aws.apigatewayv2.Integration("proxy", api_id=api.id, integration_type="AWS_PROXY", integration_uri=FUNCTION)
aws.apigatewayv2.Authorizer(
    "lambda",
    api_id=api.id,
    authorizer_type="REQUEST",
    authorizer_uri=f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations",
    authorizer_payload_format_version="2.0",
    identity_sources=["$request.header.Authorization"],
)
chat = aws.apigatewayv2.Api("chat", protocol_type="WEBSOCKET", route_selection_expression="$request.body.action")
aws.apigatewayv2.Route("said", api_id=chat.id, route_key="say", api_key_required=True)
aws.apigatewayv2.Integration("own", api_id=chat.id, integration_type="AWS", integration_uri=FUNCTION)
