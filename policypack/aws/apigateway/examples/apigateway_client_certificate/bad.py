import pulumi_aws as aws

api = aws.apigateway.RestApi("orders")
aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")  # finds: clientCertificateId
method = aws.apigateway.Method(
    "orders", rest_api=api.id, resource_id=api.root_resource_id, http_method="GET", authorization="AWS_IAM"
)
aws.apigateway.Integration(
    "orders",
    rest_api=api.id,
    resource_id=api.root_resource_id,
    http_method=method.http_method,
    type="HTTP_PROXY",
    integration_http_method="GET",
    uri="https://orders.example.com",
)
