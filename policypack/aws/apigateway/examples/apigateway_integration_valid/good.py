import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")
root = {"rest_api": api.id, "resource_id": api.root_resource_id}
every = aws.apigateway.Method("every", **root, http_method="ANY", authorization="NONE")
answer = aws.apigateway.MethodResponse("answer", **root, http_method=every.http_method, status_code="200")
mock = aws.apigateway.Integration("method", **root, http_method="ANY", type="MOCK")
aws.apigateway.IntegrationResponse("response", **root, http_method=mock.http_method, status_code=answer.status_code)
defined = aws.apigateway.RestApi("defined", body='{"openapi": "3.0.1", "info": {"title": "orders", "version": "1"}}')
aws.apigateway.Integration(
    "elsewhere", rest_api=defined.id, resource_id=defined.root_resource_id, http_method="GET", type="MOCK"
)
