"""Containers, each with a role that trusts its service"""

import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


container = {"name": "orders", "image": "public.ecr.aws/nginx/nginx:1.29", "memory": 128}
aws.ecs.TaskDefinition(
    "ecs-tasks-trusted",
    family="trusted",
    container_definitions=json.dumps([container]),
    task_role_arn=role("ecs-tasks.amazonaws.com").arn,
)
aws.ecs.Service(
    "ecs-trusted",
    cluster="orders",
    task_definition="orders",
    volume_configuration={
        "name": "data",
        "managed_ebs_volume": {"role_arn": role("ecs.amazonaws.com").arn, "size_in_gb": 5},
    },
)
aws.eks.Cluster(
    "eks-trusted", role_arn=role("eks.amazonaws.com").arn, vpc_config={"subnet_ids": ["subnet-0a1", "subnet-0b2"]}
)
aws.eks.NodeGroup(
    "ec2-trusted",
    cluster_name="orders",
    node_role_arn=role("ec2.amazonaws.com").arn,
    subnet_ids=["subnet-0a1", "subnet-0b2"],
    scaling_config={"desired_size": 1, "max_size": 1, "min_size": 1},
)
aws.eks.FargateProfile(
    "eks-fargate-pods-trusted",
    cluster_name="orders",
    pod_execution_role_arn=role("eks-fargate-pods.amazonaws.com").arn,
    selectors=[{"namespace": "orders"}],
)
