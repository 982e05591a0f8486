import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/orders"
layer = "arn:aws:lambda:us-east-1:123456789012:layer:shared"


def function(title, **more):
    aws.lambda_.Function(title, role=role, **more)


archive = {"runtime": "python3.13", "handler": "main.handler", "code": pulumi.FileArchive(".")}
function("plain", **archive)
function("largest", timeout=900, memory_size=10240, ephemeral_storage={"size": 10240}, **archive)
function("smallest", timeout=1, memory_size=128, ephemeral_storage={"size": 512}, **archive)
function("longest", name="a" * 64, **archive)
function("five-layers", layers=[f"{layer}:{version}" for version in range(5)], **archive)
function(
    "image",
    package_type="Image",
    image_config={"commands": ["main.handler"]},
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
)
code = aws.s3.Bucket("code")
function("from-bucket", runtime="provided.al2023", handler="bootstrap", s3_bucket=code.id, s3_key="a.zip")
