import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
aws.lambda_.Function("current", role=role, runtime="python3.14", handler="main.handler", code=pulumi.FileArchive("."))
aws.lambda_.Function("unheard-of", role=role, runtime="python9.9", handler="main.handler", code=pulumi.FileArchive("."))
aws.lambda_.Function(
    "image", role=role, package_type="Image", image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1"
)
