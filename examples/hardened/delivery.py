"""CodePipeline: from a release in the source bucket, through the build, to the workers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions

from build import Build
from deployment import Deployment
from iam import READ_BUCKET, READ_OBJECT, USE_KEY, WRITE_OBJECT, allow, document, objects, service_role
from settings import Settings
from storage import PrivateBucket

RELEASE = "release.zip"


class Delivery(pulumi.ComponentResource):
    build: Build
    deployment: Deployment
    pipeline: aws.codepipeline.Pipeline

    def __init__(
        self,
        settings: Settings,
        *,
        source: PrivateBucket,
        artifacts: PrivateBucket,
        key_arn: pulumi.Input[str],
        workers: aws.autoscaling.Group,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("orders:delivery:Delivery", settings.name, None, opts)
        self._settings = settings
        self._child = ResourceOptions(parent=self)
        self._source = source.bucket
        self._artifacts = artifacts.bucket
        self._key_arn = key_arn
        self.build = Build(settings, artifacts.bucket, key_arn, self._child)
        self.deployment = Deployment(settings, workers, self._child)
        self.pipeline = self._pipeline(source.versioning)
        self._start_on_release()
        self.register_outputs({"pipeline": self.pipeline.name})

    def _pipeline(self, source_versioning: aws.s3.BucketVersioning) -> aws.codepipeline.Pipeline:
        name = self._settings.name
        role = service_role(self._settings, "pipeline", "codepipeline.amazonaws.com", self._child)
        policy = aws.iam.RolePolicy(
            "pipeline", name=f"{name}-pipeline", role=role.name, policy=self._permissions(), opts=self._child
        )
        return aws.codepipeline.Pipeline(
            "orders",
            name=name,
            pipeline_type="V2",
            execution_mode="QUEUED",
            role_arn=role.arn,
            artifact_stores=[
                {
                    "type": "S3",
                    "location": self._artifacts.bucket,
                    "encryption_key": {"type": "KMS", "id": self._key_arn},
                }
            ],
            stages=[
                stage(
                    "Source",
                    "S3",
                    {"S3Bucket": self._source.bucket, "S3ObjectKey": RELEASE, "PollForSourceChanges": "false"},
                    writes=["source"],
                ),
                stage(
                    "Build",
                    "CodeBuild",
                    {"ProjectName": self.build.project.name},
                    reads=["source"],
                    writes=["package"],
                ),
                stage(
                    "Deploy",
                    "CodeDeploy",
                    {
                        "ApplicationName": self.deployment.application.name,
                        "DeploymentGroupName": self.deployment.group.deployment_group_name,
                    },
                    reads=["package"],
                ),
            ],
            tags=self._settings.tags(name),
            # A pipeline runs as soon as it exists: its permissions and its versioned source come first.
            opts=ResourceOptions(parent=self, depends_on=[policy, source_versioning]),
        )

    def _permissions(self) -> Output[str]:
        codedeploy = f"arn:aws:codedeploy:{self._settings.region}:{self._settings.account}"
        return document(
            allow(*READ_BUCKET, on=[self._source.arn, self._artifacts.arn]),
            allow(*READ_OBJECT, on=[objects(self._source)]),
            allow(*READ_OBJECT, *WRITE_OBJECT, on=[objects(self._artifacts)]),
            allow(*USE_KEY, on=[self._key_arn]),
            allow("codebuild:BatchGetBuilds", "codebuild:StartBuild", on=[self.build.project.arn]),
            allow(
                "codedeploy:GetApplication",
                "codedeploy:GetApplicationRevision",
                "codedeploy:RegisterApplicationRevision",
                on=[self.deployment.application.arn],
            ),
            allow("codedeploy:CreateDeployment", "codedeploy:GetDeployment", on=[self.deployment.group.arn]),
            allow("codedeploy:GetDeploymentConfig", on=[f"{codedeploy}:deploymentconfig:*"]),
        )

    def _start_on_release(self) -> None:
        name = f"{self._settings.name}-release"
        aws.s3.BucketNotification("source", bucket=self._source.id, eventbridge=True, opts=self._child)
        role = service_role(self._settings, "release", "events.amazonaws.com", self._child)
        policy = aws.iam.RolePolicy(
            "release",
            name=name,
            role=role.name,
            policy=document(allow("codepipeline:StartPipelineExecution", on=[self.pipeline.arn])),
            opts=self._child,
        )
        rule = aws.cloudwatch.EventRule(
            "release",
            name=name,
            description="A new release stands in the source bucket",
            event_pattern=self._source.bucket.apply(new_release_in),
            tags=self._settings.tags(name),
            opts=self._child,
        )
        aws.cloudwatch.EventTarget(
            "release",
            rule=rule.name,
            target_id="pipeline",
            arn=self.pipeline.arn,
            role_arn=role.arn,
            opts=ResourceOptions(parent=self, depends_on=[policy]),
        )


def stage(
    category: str,
    provider: str,
    configuration: Mapping[str, pulumi.Input[str]],
    *,
    reads: Sequence[str] = (),
    writes: Sequence[str] = (),
) -> aws.codepipeline.PipelineStageArgs:
    """A stage of one action, both named after the action's category."""
    action = aws.codepipeline.PipelineStageActionArgs(
        name=category,
        category=category,
        owner="AWS",
        provider=provider,
        version="1",
        input_artifacts=list(reads),
        output_artifacts=list(writes),
        configuration=configuration,
    )
    return aws.codepipeline.PipelineStageArgs(name=category, actions=[action])


def new_release_in(bucket: str) -> str:
    return json.dumps(
        {
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": {"bucket": {"name": [bucket]}, "object": {"key": [RELEASE]}},
        }
    )
