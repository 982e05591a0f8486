import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
api = aws.apigateway.RestApi("orders", body=old.outputs["Definition"])
aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")

# undetermined live: body
