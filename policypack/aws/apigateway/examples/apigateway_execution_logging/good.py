import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")
stage = aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")
aws.apigateway.MethodSettings(
    "live", rest_api=api.id, stage_name=stage.stage_name, method_path="*/*", settings={"logging_level": "ERROR"}
)
http = aws.apigatewayv2.Api("http", protocol_type="HTTP")
aws.apigatewayv2.Stage("http", api_id=http.id, name="live")
