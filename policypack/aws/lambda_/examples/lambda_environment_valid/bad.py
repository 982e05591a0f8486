import pulumi
import pulumi_aws as aws


def function(name, **variables):
    aws.lambda_.Function(
        name,
        role="arn:aws:iam::123456789012:role/orders",
        runtime="python3.13",
        handler="main.handler",
        code=pulumi.FileArchive("."),
        environment={"variables": variables},
    )


function("region", AWS_REGION="eu-south-2")
function("hyphen", **{"orders-table": "orders"})
function("letter", A="orders")
function("large", TABLES="a" * 4096)

# finds region: environment.variables
# finds hyphen: environment.variables
# finds letter: environment.variables
# finds large: environment.variables
