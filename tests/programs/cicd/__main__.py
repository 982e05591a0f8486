"""Two pipelines: the shop's containers, and the docs, which are just copied."""

import json

import pulumi
import pulumi_aws as aws
from pulumi_aws.codepipeline import (
    PipelineArtifactStoreArgs,
    PipelineStageActionArgs,
    PipelineStageArgs,
    PipelineTriggerArgs,
    PipelineTriggerGitConfigurationArgs,
    PipelineTriggerGitConfigurationPushArgs,
    PipelineTriggerGitConfigurationPushBranchesArgs,
)

config = pulumi.Config()
repo = config.require("repo")
connection_arn = config.require("connectionArn")
account = aws.get_caller_identity().account_id

provider = aws.Provider(
    "tagged",
    region=aws.config.region,
    default_tags=aws.ProviderDefaultTagsArgs(tags={"team": "delivery", "repo": repo}),
)
pulumi.runtime.register_stack_transformation(
    lambda args: pulumi.ResourceTransformationResult(
        args.props, pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(provider=provider))
    )
    if args.type_.startswith("aws:")
    else None
)


def assume(service: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"},
        }
    )


# ------------------------------------------------------------------ artefacts
key = aws.kms.Key("artifacts", description="Pipeline artefacts", enable_key_rotation=True)
key_alias = aws.kms.Alias("artifacts", name="alias/delivery-artifacts", target_key_id=key.key_id)

artifacts = aws.s3.Bucket("artifacts", bucket=f"acme-delivery-artifacts-{account}")
aws.s3.BucketVersioning(
    "artifacts", bucket=artifacts.id, versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(status="Enabled")
)
aws.s3.BucketServerSideEncryptionConfiguration(
    "artifacts",
    bucket=artifacts.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms", "kms_master_key_id": key.arn}}],
)
block = aws.s3.BucketPublicAccessBlock(
    "artifacts",
    bucket=artifacts.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=False,
)
docs = aws.s3.Bucket.get("docs", "acme-docs")

# ------------------------------------------------------------------ build
images = aws.ecr.Repository("shop", name="shop", force_delete=True)

build_role = aws.iam.Role("build", name="shop-build", assume_role_policy=assume("codebuild.amazonaws.com"))
aws.iam.RolePolicy(
    "build",
    name="build",
    role=build_role.id,
    policy=pulumi.Output.all(artifacts.arn, key.arn, images.arn).apply(
        lambda arns: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": ["logs:*"], "Resource": "*"},
                    {"Effect": "Allow", "Action": ["s3:GetObject*", "s3:PutObject"], "Resource": f"{arns[0]}/*"},
                    {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": arns[1]},
                    {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"},
                    {"Effect": "Allow", "Action": "ecr:*", "Resource": arns[2]},
                ],
            }
        )
    ),
)


def project(name: str, **environment: pulumi.Input[str]) -> aws.codebuild.Project:
    return aws.codebuild.Project(
        name,
        aws.codebuild.ProjectArgs(
            name=f"shop-{name}",
            service_role=build_role.arn,
            encryption_key=key.arn,
            artifacts=aws.codebuild.ProjectArtifactsArgs(type="CODEPIPELINE"),
            source=aws.codebuild.ProjectSourceArgs(type="CODEPIPELINE", buildspec=f"ci/{name}.yml"),
            environment=aws.codebuild.ProjectEnvironmentArgs(
                type="LINUX_CONTAINER",
                compute_type="BUILD_GENERAL1_MEDIUM",
                image="aws/codebuild/standard:7.0",
                privileged_mode=name == "image",
                environment_variables=[
                    aws.codebuild.ProjectEnvironmentEnvironmentVariableArgs(name=key_, value=value)
                    for key_, value in environment.items()
                ],
            ),
        ),
    )


unit = project("test")
image = project("image", REPOSITORY=images.repository_url)

# ------------------------------------------------------------------ the shop's pipeline
pipeline_role = aws.iam.Role("pipeline", name="shop-pipeline", assume_role_policy=assume("codepipeline.amazonaws.com"))
pipeline_policy = aws.iam.Policy(
    "pipeline",
    name="shop-pipeline",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["s3:Get*", "s3:List*", "s3:PutObject"], "Resource": "*"},
                {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"},
                {"Effect": "Allow", "Action": ["codebuild:StartBuild", "codebuild:BatchGetBuilds"], "Resource": "*"},
                {"Effect": "Allow", "Action": ["ecs:*"], "Resource": "*"},
                {
                    "Effect": "Allow",
                    "Action": "iam:PassRole",
                    "Resource": f"arn:aws:iam::{account}:role/shop-task-*",
                    "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
                },
            ],
        }
    ),
)
pipeline_attached = aws.iam.RolePolicyAttachment("pipeline", role=pipeline_role.name, policy_arn=pipeline_policy.arn)


def action(name, category, provider, configuration, inputs=None, outputs=None, order=1, owner="AWS", **more):
    return PipelineStageActionArgs(
        name=name,
        category=category,
        owner=owner,
        provider=provider,
        version="1",
        configuration=configuration,
        input_artifacts=inputs,
        output_artifacts=outputs,
        run_order=order,
        **more,
    )


def source():
    return PipelineStageArgs(
        name="Source",
        actions=[
            action(
                "Checkout",
                "Source",
                "CodeStarSourceConnection",
                {"ConnectionArn": connection_arn, "FullRepositoryId": repo, "BranchName": "main"},
                outputs=["source"],
                namespace="SourceVariables",
            )
        ],
    )


shop = aws.codepipeline.Pipeline(
    "shop",
    name="shop",
    pipeline_type="V2",
    execution_mode="QUEUED",
    role_arn=pipeline_role.arn,
    artifact_stores=[
        PipelineArtifactStoreArgs(type="S3", location=artifacts.bucket, encryption_key={"id": key.arn, "type": "KMS"})
    ],
    triggers=[
        PipelineTriggerArgs(
            provider_type="CodeStarSourceConnection",
            git_configuration=PipelineTriggerGitConfigurationArgs(
                source_action_name="Checkout",
                pushes=[
                    PipelineTriggerGitConfigurationPushArgs(
                        branches=PipelineTriggerGitConfigurationPushBranchesArgs(includes=["main", "release/*"])
                    )
                ],
            ),
        )
    ],
    stages=[
        source(),
        PipelineStageArgs(
            name="Verify",
            actions=[
                action("Unit", "Test", "CodeBuild", {"ProjectName": unit.name}, inputs=["source"]),
                action(
                    "Image",
                    "Build",
                    "CodeBuild",
                    {
                        "ProjectName": image.name,
                        "EnvironmentVariables": json.dumps(
                            [{"name": "COMMIT", "value": "#{SourceVariables.CommitId}", "type": "PLAINTEXT"}]
                        ),
                    },
                    inputs=["source"],
                    outputs=["image"],
                    order=2,
                ),
            ],
        ),
        PipelineStageArgs(
            name="Approve", actions=[action("Release", "Approval", "Manual", {"CustomData": "Ship it?"})]
        ),
        PipelineStageArgs(
            name="Deploy",
            actions=[
                action(
                    "Ecs",
                    "Deploy",
                    "ECS",
                    {"ClusterName": config.require("cluster"), "ServiceName": "shop", "FileName": "images.json"},
                    inputs=["image"],
                )
            ],
        ),
    ],
    opts=pulumi.ResourceOptions(depends_on=[pipeline_attached]),
)

# ------------------------------------------------------------------ the docs' pipeline
docs_role = aws.iam.Role(
    "docs",
    name="docs-pipeline",
    assume_role_policy=assume("codepipeline.amazonaws.com"),
    inline_policies=[
        {
            "name": "docs",
            "policy": pulumi.Output.json_dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["s3:*"],
                            "Resource": [artifacts.arn, pulumi.Output.concat(artifacts.arn, "/*"), "arn:aws:s3:::acme-docs/*"],
                        },
                        {"Effect": "Allow", "Action": "codestar-connections:UseConnection", "Resource": connection_arn},
                        {"Effect": "Allow", "Action": "kms:*", "Resource": key.arn},
                    ],
                }
            ),
        }
    ],
)
docs_pipeline = aws.codepipeline.Pipeline(
    "docs",
    name="docs",
    role_arn=docs_role.arn,
    artifact_stores=[PipelineArtifactStoreArgs(type="S3", location=artifacts.bucket)],
    stages=[
        source(),
        PipelineStageArgs(
            name="Publish",
            actions=[action("Copy", "Deploy", "S3", {"BucketName": docs.bucket, "Extract": "true"}, inputs=["source"])],
        ),
    ],
)

# ------------------------------------------------------------------ who hears of it
failures = aws.sns.Topic("failures", name="pipeline-failures")
rule = aws.cloudwatch.EventRule(
    "failures",
    name="pipeline-failures",
    event_pattern=shop.name.apply(
        lambda name: json.dumps(
            {
                "source": ["aws.codepipeline"],
                "detail-type": ["CodePipeline Pipeline Execution State Change"],
                "detail": {"state": ["FAILED"], "pipeline": [name]},
            }
        )
    ),
)
aws.cloudwatch.EventTarget("failures", rule=rule.name, arn=failures.arn)

pulumi.export("pipelines", {"shop": shop.arn, "docs": docs_pipeline.arn})
pulumi.export("repository", images.repository_url)
pulumi.export("artifacts", artifacts.bucket)
pulumi.export("failures", failures.arn)
