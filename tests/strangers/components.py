"""Components, transforms that tag everything, and archives made of files beside the program."""

import json
from pathlib import Path

import pulumi
import pulumi_aws as aws

HERE = Path(__file__).parent


def tag(args: pulumi.ResourceTransformArgs):
    if args.type_.startswith("aws:lambda/") and "tags" in args.props:
        return None
    if args.type_ in ("aws:lambda/function:Function", "aws:dynamodb/table:Table"):
        tags = {**(args.props.get("tags") or {}), "Owner": pulumi.get_project()}
        return pulumi.ResourceTransformResult({**args.props, "tags": tags}, args.opts)
    return None


class Handler(pulumi.ComponentResource):
    def __init__(self, name, table, opts=None):
        super().__init__("shop:lambda:Handler", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.role = aws.iam.Role(
            name,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                        }
                    ],
                }
            ),
            opts=child,
        )
        aws.iam.RolePolicy(
            name,
            role=self.role.id,
            policy=table.arn.apply(
                lambda arn: json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [{"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": arn}],
                    }
                )
            ),
            opts=child,
        )
        self.function = aws.lambda_.Function(
            name,
            runtime="python3.13",
            handler="components.handle",
            role=self.role.arn,
            code=pulumi.AssetArchive(
                {
                    "components.py": pulumi.FileAsset(__file__),
                    "data": pulumi.FileArchive(str(HERE)),
                    "version": pulumi.StringAsset("1"),
                }
            ),
            environment={"variables": {"TABLE": table.name}},
            opts=child,
        )
        self.register_outputs({"arn": self.function.arn})


pulumi.runtime.register_resource_transform(tag)
orders = aws.dynamodb.Table(
    "orders",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    stream_enabled=True,
    stream_view_type="NEW_IMAGE",
)
for event in ("created", "cancelled"):
    handler = Handler(event, orders)
    pulumi.export(event, handler.function.arn)
