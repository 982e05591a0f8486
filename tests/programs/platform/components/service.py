from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from components.base import Component, Environment


class Service(Component):
    """What a service owns: its security group, role, log and queue. What runs in it comes with its own stack."""

    kind = "Service"

    def __init__(
        self,
        name: str,
        environment: Environment,
        vpc_id: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, environment, opts)
        self.group = aws.ec2.SecurityGroup(
            self.title(),
            name_prefix=self.title("") or None,
            vpc_id=vpc_id,
            egress=[{"protocol": "tcp", "from_port": 0, "to_port": 65535, "cidr_blocks": ["0.0.0.0/0"]}],
            opts=self.child(),
        )
        self.role = aws.iam.Role(
            self.title(),
            name=self.title(),
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
            opts=self.child(),
        )
        self.log = aws.cloudwatch.LogGroup(
            self.title(),
            name=f"/{environment.name}/{name}",
            retention_in_days=365 if environment.is_production else 7,
            opts=self.child(),
        )
        self.queue = aws.sqs.Queue(self.title(), name=self.title(), sqs_managed_sse_enabled=True, opts=self.child())
        self.register_outputs({"roleArn": self.role.arn})
