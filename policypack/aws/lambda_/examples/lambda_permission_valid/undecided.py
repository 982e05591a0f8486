import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.Permission(
    "orders", function="orders", principal=old.outputs["Principal"], action="lambda:InvokeFunction"
)  # undetermined: principal
