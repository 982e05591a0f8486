"""The instances that process orders: an Auto Scaling group over the private subnets."""

from __future__ import annotations

import base64
from collections.abc import Sequence

import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

from iam import READ_OBJECT, allow, document, objects, service_role
from network import Network
from settings import Settings
from storage import PrivateBucket

SESSION_MANAGER_POLICY = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


class Workers(pulumi.ComponentResource):
    group: aws.autoscaling.Group
    role: aws.iam.Role

    def __init__(
        self,
        settings: Settings,
        *,
        instance_type: str,
        network: Network,
        security_group_id: pulumi.Input[str],
        artifacts: PrivateBucket,
        secret_arns: Sequence[pulumi.Input[str]],
        key_arns: Sequence[pulumi.Input[str]],
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("orders:workers:Workers", settings.name, None, opts)
        child = ResourceOptions(parent=self)
        name = f"{settings.name}-workers"

        self.role = service_role(settings, "workers", "ec2.amazonaws.com", child)
        session_manager = aws.iam.RolePolicyAttachment(
            "workers-session-manager", role=self.role.name, policy_arn=SESSION_MANAGER_POLICY, opts=child
        )
        policy = aws.iam.RolePolicy(
            "workers",
            name=name,
            role=self.role.name,
            policy=document(
                allow(*READ_OBJECT, on=[objects(artifacts.bucket)]),
                allow("secretsmanager:GetSecretValue", on=secret_arns),
                allow("kms:Decrypt", on=key_arns),
            ),
            opts=child,
        )
        profile = aws.iam.InstanceProfile(
            "workers", name=name, role=self.role.name, tags=settings.tags(name), opts=child
        )
        template = aws.ec2.LaunchTemplate(
            "workers",
            name=name,
            image_id=amazon_linux().id,
            instance_type=instance_type,
            iam_instance_profile={"arn": profile.arn},
            vpc_security_group_ids=[security_group_id],
            metadata_options={"http_endpoint": "enabled", "http_tokens": "required"},
            block_device_mappings=[
                {
                    "device_name": "/dev/xvda",
                    "ebs": {
                        "volume_size": 30,
                        "volume_type": "gp3",
                        "encrypted": "true",
                        "delete_on_termination": "true",
                    },
                }
            ],
            user_data=base64.b64encode(install_codedeploy_agent(settings.region).encode()).decode(),
            tag_specifications=[
                {"resource_type": "instance", "tags": settings.tags(name)},
                {"resource_type": "volume", "tags": settings.tags(name)},
            ],
            tags=settings.tags(name),
            opts=child,
        )
        self.group = aws.autoscaling.Group(
            "workers",
            name=name,
            min_size=3,
            max_size=6,
            vpc_zone_identifiers=[subnet.id for subnet in network.private_subnets],
            launch_template={"id": template.id, "version": template.latest_version.apply(str)},
            health_check_type="EC2",
            tags=[
                {"key": key, "value": value, "propagate_at_launch": True} for key, value in settings.tags(name).items()
            ],
            # An instance that starts before its way out or its permissions cannot install its agent.
            opts=ResourceOptions(parent=self, depends_on=[network, session_manager, policy]),
        )
        self.register_outputs({"group": self.group.name})


def amazon_linux() -> aws.ec2.AwaitableGetAmiResult:
    return aws.ec2.get_ami(
        owners=["amazon"],
        most_recent=True,
        filters=[
            {"name": "name", "values": ["al2023-ami-2023.*-x86_64"]},
            {"name": "state", "values": ["available"]},
        ],
    )


def install_codedeploy_agent(region: str) -> str:
    return f"""#!/bin/bash
set -euo pipefail
dnf install -y ruby
curl -fsS -o /tmp/install https://aws-codedeploy-{region}.s3.{region}.amazonaws.com/latest/install
ruby /tmp/install auto
"""
