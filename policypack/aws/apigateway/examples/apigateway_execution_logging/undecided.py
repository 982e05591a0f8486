import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
api = aws.apigateway.RestApi("orders")
stage = aws.apigateway.Stage("live", rest_api=api.id, deployment="abc123", stage_name="live")
aws.apigateway.MethodSettings(
    "live",
    rest_api=api.id,
    stage_name=stage.stage_name,
    method_path="*/*",
    settings={"logging_level": old.outputs["Level"]},
)

# undetermined live: settings.loggingLevel
