"""An update without a preview stops before the second half of a faulty pair: the provider is never told to make it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.engine import Engine

ROOT = Path(__file__).parents[2]
IMPORTS = "import json\n\nimport pulumi_aws as aws\nfrom pulumi import Output, ResourceOptions\n"


@dataclass(frozen=True, slots=True)
class Pair:
    """A program with one fault, which its last resource completes; what stands before it, and the last one."""

    program: str
    first: str
    second: str


PAIRS: Mapping[str, Pair] = {
    "cloudwatch-log-filters-valid": Pair(
        """
        group = aws.cloudwatch.LogGroup("group")
        filters = []
        for number in range(6):
            filters.append(aws.cloudwatch.LogSubscriptionFilter(
                f"filter-{number}", log_group=group.name, filter_pattern="",
                destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{number}",
                opts=ResourceOptions(depends_on=[*filters]),
            ))
        """,
        first="filter-4",
        second="filter-5",
    ),
    "codedeploy-deployment-group-valid": Pair(
        """
        application = aws.codedeploy.Application("application", compute_platform="Server")
        listener = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/1"
        aws.codedeploy.DeploymentGroup(
            "deployments", app_name=application.name, deployment_group_name="orders",
            service_role_arn="arn:aws:iam::123456789012:role/deployments",
            deployment_config_name="CodeDeployDefault.ECSAllAtOnce",
            deployment_style={"deployment_option": "WITH_TRAFFIC_CONTROL", "deployment_type": "BLUE_GREEN"},
            ecs_service={"cluster_name": "orders", "service_name": "orders"},
            load_balancer_info={"target_group_pair_info": {
                "prod_traffic_route": {"listener_arns": [listener]},
                "target_groups": [{"name": "blue"}, {"name": "green"}],
            }},
        )
        """,
        first="application",
        second="deployments",
    ),
    "ecs-service-valid": Pair(
        """
        task = aws.ecs.TaskDefinition(
            "task", family="task", requires_compatibilities=["EC2"],
            container_definitions=json.dumps([{"name": "web", "image": "nginx", "memory": 256}]),
        )
        aws.ecs.Service(
            "service", cluster="main", task_definition=task.family, desired_count=1, launch_type="FARGATE",
            network_configuration={"subnets": ["subnet-0123456789abcdef0"]},
        )
        """,
        first="task",
        second="service",
    ),
    "elasticache-user-group-valid": Pair(
        """
        user = aws.elasticache.User(
            "user", user_id="user", user_name="user", engine="redis", access_string="on ~* +@read",
            passwords=["a-very-long-password"],
        )
        aws.elasticache.UserGroup("users", user_group_id="users", engine="redis", user_ids=[user.user_id])
        """,
        first="user",
        second="users",
    ),
    "iam-service-role-valid": Pair(
        """
        statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        role = aws.iam.Role("role", assume_role_policy=trust)
        aws.lambda_.Function(
            "function", role=role.arn, runtime="python3.13", handler="main.handler",
            s3_bucket="acme-code", s3_key="function.zip",
        )
        """,
        first="role",
        second="function",
    ),
    "rds-cluster-instance-valid": Pair(
        """
        cluster = aws.rds.Cluster(
            "cluster", cluster_identifier="orders", engine="aurora-postgresql", master_username="orders",
            manage_master_user_password=True,
        )
        aws.rds.ClusterInstance(
            "instance", cluster_identifier=cluster.id, engine="aurora-mysql", instance_class="db.r6g.large"
        )
        """,
        first="cluster",
        second="instance",
    ),
    "rds-parameter-group-family": Pair(
        """
        family = aws.rds.ParameterGroup("family", family="postgres14")
        aws.rds.Instance(
            "database", engine="mysql", instance_class="db.t4g.medium", username="app", allocated_storage=100,
            manage_master_user_password=True, storage_type="gp3", parameter_group_name=family.name,
        )
        """,
        first="family",
        second="database",
    ),
    "rds-serverless-capacity-valid": Pair(
        """
        cluster = aws.rds.Cluster(
            "cluster", cluster_identifier="orders", engine="aurora-postgresql", master_username="orders",
            manage_master_user_password=True,
        )
        aws.rds.ClusterInstance(
            "instance", cluster_identifier=cluster.cluster_identifier, engine="aurora-postgresql",
            instance_class="db.serverless",
        )
        """,
        first="cluster",
        second="instance",
    ),
    "s3-bucket-policy-valid": Pair(
        """
        bucket = aws.s3.Bucket("bucket")
        reader = {"AWS": "arn:aws:iam::123456789012:role/reader"}
        statement = {"Effect": "Allow", "Principal": reader, "Action": "s3:PutObject", "Resource": bucket.arn}
        document = Output.json_dumps({"Version": "2012-10-17", "Statement": [statement]})
        aws.s3.BucketPolicy("policy", bucket=bucket.bucket, policy=document)
        """,
        first="bucket",
        second="policy",
    ),
    "sqs-dead-letter-queue-valid": Pair(
        """
        dead = aws.sqs.Queue("dead")
        policy = Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
        aws.sqs.Queue("ordered", fifo_queue=True, redrive_policy=policy)
        """,
        first="dead",
        second="ordered",
    ),
}
"""By the rule that stops the second half."""


@pytest.mark.parametrize("rule", PAIRS)
def test_an_update_creates_no_second_half_of_a_faulty_pair(rule: str, engine: Engine) -> None:
    pair = PAIRS[rule]
    result = engine.up(
        IMPORTS + textwrap.dedent(pair.program),
        ROOT,
        {"aws:region": "us-east-1"},
        policy_config={"all": "disabled", rule: "mandatory"},
        options=["--skip-preview"],
    )
    assert not result.succeeded, result
    assert pair.first in engine.created, result
    assert pair.second not in engine.created, result
    assert {(one.policy, one.resource) for one in result.mandatory} == {(rule, pair.second)}, result
