import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")
root = {"rest_api": api.id, "resource_id": api.root_resource_id}
every = aws.apigateway.Method("every", **root, http_method="ANY", authorization="NONE")
answer = aws.apigateway.MethodResponse("answer", **root, http_method=every.http_method, status_code="200")
aws.apigateway.Integration("no-method", **root, http_method="PUT", type="MOCK")  # finds: httpMethod
aws.apigateway.IntegrationResponse(
    "no-response", **root, http_method=every.http_method, status_code="404"
)  # finds: statusCode
