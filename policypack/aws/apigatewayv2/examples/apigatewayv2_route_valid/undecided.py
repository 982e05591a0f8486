import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
api = aws.apigatewayv2.Api("orders", protocol_type="HTTP")
login = aws.apigatewayv2.Authorizer(
    "login",
    api_id=api.id,
    authorizer_type="JWT",
    identity_sources=["$request.header.Authorization"],
    jwt_configuration={"issuer": "https://login.example.com", "audiences": ["orders"]},
)
aws.apigatewayv2.Route(
    "orders",
    api_id=api.id,
    route_key="GET /orders",
    authorization_type=old.outputs["Type"],
    authorizer_id=login.id,
)  # undetermined: authorizationType
