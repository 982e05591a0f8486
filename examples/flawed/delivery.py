from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws


def service_role(name: str, service: str) -> aws.iam.Role:
    return aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
            }
        ),
    )


def allow(name: str, role: aws.iam.Role, actions: list[str], resource: pulumi.Input[str]) -> None:
    aws.iam.RolePolicy(
        name,
        role=role.id,
        policy=pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": actions, "Resource": resource}],
            }
        ),
    )


def artifact_bucket() -> aws.s3.BucketV2:
    bucket = aws.s3.BucketV2("artifacts", force_destroy=True)
    aws.s3.BucketOwnershipControls("artifacts", bucket=bucket.id, rule={"object_ownership": "BucketOwnerPreferred"})
    aws.s3.BucketAclV2("artifacts", bucket=bucket.id, acl="private")
    return bucket


def build_project(bucket: aws.s3.BucketV2) -> aws.codebuild.Project:
    role = service_role("build", "codebuild.amazonaws.com")
    allow("build-logs", role, ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "*")
    allow("build-artifacts", role, ["s3:GetObject", "s3:PutObject"], pulumi.Output.concat(bucket.arn, "/*"))
    return aws.codebuild.Project(
        "build",
        service_role=role.arn,
        source={"type": "CODEPIPELINE"},
        artifacts={"type": "CODEPIPELINE"},
        environment={
            "type": "LINUX_CONTAINER",
            "compute_type": "BUILD_GENERAL1_SMALL",
            "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        },
    )


def release_pipeline(bucket: aws.s3.BucketV2, repository: str, branch: str) -> aws.codepipeline.Pipeline:
    github = aws.codestarconnections.Connection("github", provider_type="GitHub")
    role = service_role("pipeline", "codepipeline.amazonaws.com")
    allow("pipeline", role, ["s3:GetObject", "s3:PutObject"], "*")
    return aws.codepipeline.Pipeline(
        "release",
        role_arn=role.arn,
        artifact_stores=[{"type": "S3", "location": bucket.bucket}],
        stages=[
            {
                "name": "Source",
                "actions": [
                    {
                        "name": "GitHub",
                        "category": "Source",
                        "owner": "AWS",
                        "provider": "CodeStarSourceConnection",
                        "version": "1",
                        "output_artifacts": ["source"],
                        "configuration": {
                            "ConnectionArn": github.arn,
                            "FullRepositoryId": repository,
                            "BranchName": branch,
                        },
                    }
                ],
            },
            {
                "name": "Deploy",
                "actions": [
                    {
                        "name": "Worker",
                        "category": "Deploy",
                        "owner": "AWS",
                        "provider": "CodeDeploy",
                        "version": "1",
                        "input_artifacts": ["package"],
                        "configuration": {
                            "ApplicationName": "orders",
                            "DeploymentGroupName": "orders-workers",
                        },
                    }
                ],
            },
        ],
    )
