import json

import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("api", name="api")
method = aws.apigateway.Method(
    "get", rest_api=api.id, resource_id=api.root_resource_id, http_method="GET", authorization="NONE"
)
mock = aws.apigateway.Integration(
    "get", rest_api=api.id, resource_id=api.root_resource_id, http_method=method.http_method, type="MOCK"
)
aws.apigateway.Deployment("whole", rest_api=api.id, opts=pulumi.ResourceOptions(depends_on=[method, mock]))
defined = aws.apigateway.RestApi("defined", name="defined", body=json.dumps({"openapi": "3.0.1"}))
aws.apigateway.Deployment("defined", rest_api=defined.id)
aws.apigateway.Deployment("elsewhere", rest_api="a1b2c3d4e5")
