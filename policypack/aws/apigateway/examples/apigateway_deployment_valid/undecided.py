import pulumi
import pulumi_aws as aws

api = aws.apigateway.RestApi("api", name="api")
other = aws.apigateway.RestApi("other", name="other")
chosen = pulumi.Output.all(api.id, other.id).apply(min)
aws.apigateway.Method("get", rest_api=chosen, resource_id="a1b2c3", http_method="GET", authorization="NONE")
release = aws.apigateway.Deployment("release", rest_api=api.id)  # undetermined: restApi
aws.apigateway.Integration("get", rest_api=api.id, resource_id="a1b2c3", http_method="GET", type="MOCK")
