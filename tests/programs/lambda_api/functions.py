import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
prefix = f"{pulumi.get_project()}-{pulumi.get_stack()}"
code = pulumi.AssetArchive({".": pulumi.FileArchive("./src")})

ASSUME = aws.iam.get_policy_document(
    statements=[
        {
            "actions": ["sts:AssumeRole"],
            "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}],
        }
    ]
).json

BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
VPC = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"

layer = aws.lambda_.LayerVersion(
    "powertools",
    layer_name=f"{prefix}-powertools",
    code=pulumi.FileArchive("./layer"),
    compatible_runtimes=["python3.12", "python3.13"],
    compatible_architectures=["arm64"],
)


def make_function(name, statements=None, environment=None, timeout=10, vpc=False, **kwargs):
    """A function with a role of its own, its log group and what it may do."""
    role = aws.iam.Role(f"{name}-role", name=f"{prefix}-{name}", assume_role_policy=ASSUME)
    aws.iam.RolePolicyAttachment(f"{name}-logs", role=role.name, policy_arn=VPC if vpc else BASIC)
    if statements:
        aws.iam.RolePolicy(
            f"{name}-policy",
            name="access",
            role=role.id,
            policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": statements}),
        )
    group = aws.cloudwatch.LogGroup(f"{name}-log", name=f"/aws/lambda/{prefix}-{name}", retention_in_days=30)
    return aws.lambda_.Function(
        name,
        name=f"{prefix}-{name}",
        runtime=aws.lambda_.Runtime.PYTHON3D12,
        architectures=["arm64"],
        handler=f"app.{name.replace('-', '_')}",
        code=code,
        layers=[layer.arn],
        role=role.arn,
        memory_size=config.get_int("memory") or 256,
        timeout=timeout,
        environment={"variables": {"LOG_LEVEL": "INFO", **(environment or {})}},
        vpc_config=config.require_object("vpc") and {
            "subnet_ids": config.require_object("vpc")["subnetIds"],
            "security_group_ids": config.require_object("vpc")["securityGroupIds"],
        } if vpc else None,
        tracing_config={"mode": "Active"},
        opts=pulumi.ResourceOptions(depends_on=[group]),
        **kwargs,
    )


def allow(actions, *resources):
    return {"Effect": "Allow", "Action": actions, "Resource": list(resources)}
