"""CodeBuild: tests a release and packs it for CodeDeploy."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions

from iam import READ_BUCKET, READ_OBJECT, USE_KEY, allow, document, objects, service_role
from settings import Settings


class Build(pulumi.ComponentResource):
    project: aws.codebuild.Project

    def __init__(
        self,
        settings: Settings,
        artifacts: aws.s3.Bucket,
        key_arn: pulumi.Input[str],
        opts: ResourceOptions | None = None,
    ) -> None:
        name = f"{settings.name}-build"
        super().__init__("orders:build:Build", name, None, opts)
        child = ResourceOptions(parent=self)

        log_group = aws.cloudwatch.LogGroup(
            "build",
            name=f"/aws/codebuild/{name}",
            retention_in_days=90,
            tags=settings.tags(name),
            opts=child,
        )
        role = service_role(settings, "build", "codebuild.amazonaws.com", child)
        policy = aws.iam.RolePolicy(
            "build",
            name=name,
            role=role.name,
            policy=document(
                allow("logs:CreateLogStream", "logs:PutLogEvents", on=[Output.concat(log_group.arn, ":*")]),
                allow(*READ_BUCKET, on=[artifacts.arn]),
                allow(*READ_OBJECT, "s3:PutObject", on=[objects(artifacts)]),
                allow(*USE_KEY, on=[key_arn]),
            ),
            opts=child,
        )
        self.project = aws.codebuild.Project(
            "build",
            name=name,
            description="Tests a release and packs it for CodeDeploy",
            service_role=role.arn,
            source={"type": "CODEPIPELINE", "buildspec": "buildspec.yml"},
            artifacts={"type": "CODEPIPELINE"},
            environment={
                "type": "LINUX_CONTAINER",
                "compute_type": "BUILD_GENERAL1_SMALL",
                "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
            },
            encryption_key=key_arn,
            build_timeout=30,
            logs_config={"cloudwatch_logs": {"group_name": log_group.name}},
            tags=settings.tags(name),
            opts=ResourceOptions(parent=self, depends_on=[policy]),
        )
        self.register_outputs({"project": self.project.name})
