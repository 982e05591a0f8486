import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")
aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")  # finds: loggingLevel
chat = aws.apigatewayv2.Api("chat", protocol_type="WEBSOCKET", route_selection_expression="$request.body.action")
aws.apigatewayv2.Stage("chat", api_id=chat.id, name="live")  # finds: defaultRouteSettings.loggingLevel
