"""CodeDeploy: one worker after the other, and back to the last good version when one fails."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

from iam import service_role
from settings import Settings

CODEDEPLOY_POLICY = "arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole"


class Deployment(pulumi.ComponentResource):
    application: aws.codedeploy.Application
    group: aws.codedeploy.DeploymentGroup

    def __init__(self, settings: Settings, workers: aws.autoscaling.Group, opts: ResourceOptions | None = None) -> None:
        super().__init__("orders:deployment:Deployment", settings.name, None, opts)
        child = ResourceOptions(parent=self)
        name = f"{settings.name}-workers"

        self.application = aws.codedeploy.Application(
            "orders",
            name=settings.name,
            compute_platform="Server",
            tags=settings.tags(settings.name),
            opts=child,
        )
        role = service_role(settings, "deployment", "codedeploy.amazonaws.com", child)
        permissions = aws.iam.RolePolicyAttachment(
            "deployment", role=role.name, policy_arn=CODEDEPLOY_POLICY, opts=child
        )
        self.group = aws.codedeploy.DeploymentGroup(
            "workers",
            app_name=self.application.name,
            deployment_group_name=name,
            deployment_config_name="CodeDeployDefault.OneAtATime",
            service_role_arn=role.arn,
            autoscaling_groups=[workers.name],
            auto_rollback_configuration={"enabled": True, "events": ["DEPLOYMENT_FAILURE"]},
            tags=settings.tags(name),
            opts=ResourceOptions(parent=self, depends_on=[permissions]),
        )
        self.register_outputs({"group": self.group.deployment_group_name})
