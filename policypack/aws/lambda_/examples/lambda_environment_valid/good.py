import pulumi
import pulumi_aws as aws


def function(name, **variables):
    aws.lambda_.Function(
        name,
        role="arn:aws:iam::123456789012:role/orders",
        runtime="python3.13",
        handler="main.handler",
        code=pulumi.FileArchive("."),
        environment={"variables": variables} if variables else None,
    )


function("none")
function("own", TZ="Europe/Madrid", AWS_NODEJS_CONNECTION_REUSE_ENABLED="1", a1="x")
function("full", TABLES="a" * 4090)
table = aws.dynamodb.Table(
    "orders", hash_key="id", attributes=[{"name": "id", "type": "S"}], billing_mode="PAY_PER_REQUEST"
)
function("to-come", TABLE=table.name, STAGE="dev")
