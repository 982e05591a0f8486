# config: aws:region=us-east-1

import pulumi
import pulumi_aws as aws

aws.lambda_.Function(  # finds: layers
    "far",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="main.handler",
    code=pulumi.FileArchive("."),
    layers=["arn:aws:lambda:eu-west-1:123456789012:layer:shared:4"],
)
