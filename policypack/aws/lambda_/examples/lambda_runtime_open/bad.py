import pulumi
import pulumi_aws as aws

aws.lambda_.Function(
    "old",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="nodejs10.x",
    handler="main.handler",
    code=pulumi.FileArchive("."),
)

# finds old: runtime
