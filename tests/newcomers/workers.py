"""Queues made by a helper with ``**``, and functions in a loop."""

from typing import Any

import pulumi
import pulumi_aws as aws


def queue(label: str, **arguments: Any) -> aws.sqs.Queue:
    return aws.sqs.Queue(label, visibility_timeout_seconds=60, **arguments)


orders = queue("orders", name="orders.created", message_retention_seconds=2_000_000)
billing = queue("billing", name="billing", fifo_queue=True, delay_seconds=1000)
role = aws.iam.Role(
    "worker",
    name="worker role",
    description="Runs the workers — nothing else",
    max_session_duration=600,
    assume_role_policy={
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs.amazonaws.com"}}],
    },
)
for index, source in enumerate((orders, billing)):
    function = aws.lambda_.Function(
        f"worker-{index}",
        role=role.arn,
        runtime="python3.7",
        handler="main.handler",
        timeout=1200,
        memory_size=64,
        code=pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): ...")}),
    )
    aws.lambda_.EventSourceMapping(f"worker-{index}", event_source_arn=source.arn, function_name=function.arn)
