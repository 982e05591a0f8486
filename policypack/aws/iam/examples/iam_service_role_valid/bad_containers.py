"""Containers with a role that Lambda assumes"""

import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


functions = role("lambda.amazonaws.com")
container = {"name": "orders", "image": "public.ecr.aws/nginx/nginx:1.29", "memory": 128}
aws.ecs.TaskDefinition(
    "ecs-tasks-untrusted",
    family="untrusted",
    container_definitions=json.dumps([container]),
    task_role_arn=functions.arn,
)
aws.ecs.Service(
    "ecs-untrusted",
    cluster="orders",
    task_definition="orders",
    volume_configuration={"name": "data", "managed_ebs_volume": {"role_arn": functions.arn, "size_in_gb": 5}},
)
aws.eks.Cluster("eks-untrusted", role_arn=functions.arn, vpc_config={"subnet_ids": ["subnet-0a1", "subnet-0b2"]})
aws.eks.NodeGroup(
    "ec2-untrusted",
    cluster_name="orders",
    node_role_arn=functions.arn,
    subnet_ids=["subnet-0a1", "subnet-0b2"],
    scaling_config={"desired_size": 1, "max_size": 1, "min_size": 1},
)
aws.eks.FargateProfile(
    "eks-fargate-pods-untrusted",
    cluster_name="orders",
    pod_execution_role_arn=functions.arn,
    selectors=[{"namespace": "orders"}],
)

# finds ecs-tasks-untrusted: taskRoleArn
# finds ecs-untrusted: volumeConfiguration.managedEbsVolume.roleArn
# finds eks-untrusted: roleArn
# finds ec2-untrusted: nodeRoleArn
# finds eks-fargate-pods-untrusted: podExecutionRoleArn
