# config: aws:region=us-east-1

import pulumi
import pulumi_aws as aws

aws.lambda_.Function(
    "near",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    layers=["arn:aws:lambda:us-east-1:123456789012:layer:shared:4"],
)

own = aws.lambda_.LayerVersion("own", layer_name="own", code=pulumi.FileArchive("."))
aws.lambda_.Function(
    "ours",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    layers=[own.arn],
)
