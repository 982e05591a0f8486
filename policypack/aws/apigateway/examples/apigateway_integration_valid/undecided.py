import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
api = aws.apigateway.RestApi("orders")
root = {"rest_api": api.id, "resource_id": api.root_resource_id}
aws.apigateway.Method("orders", **root, http_method=old.outputs["Method"], authorization="NONE")
aws.apigateway.Integration("orders", **root, http_method="GET", type="MOCK")  # undetermined: httpMethod
