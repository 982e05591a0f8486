# config: aws:region=us-east-1

import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.Function(  # undetermined: layers[0]
    "orders",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    layers=[old.outputs["Layer"]],
)
