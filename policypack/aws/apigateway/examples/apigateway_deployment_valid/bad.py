import pulumi_aws as aws

empty = aws.apigateway.RestApi("empty", name="empty")
aws.apigateway.Deployment("empty", rest_api=empty.id)
loose = aws.apigateway.RestApi("loose", name="loose")
aws.apigateway.Method(
    "loose", rest_api=loose.id, resource_id=loose.root_resource_id, http_method="GET", authorization="NONE"
)
aws.apigateway.Deployment("loose", rest_api=loose.id)

# finds empty: restApi
# finds loose: restApi
