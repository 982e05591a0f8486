import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.Function(
    "orders",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    environment={"variables": {"CONFIGURATION": old.outputs["Configuration"]}},
)  # undetermined: environment.variables.CONFIGURATION
