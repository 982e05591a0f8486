"""A service in a network by a component of another package, with an image that is built at deployment."""

import base64
import json

import pulumi
import pulumi_aws as aws
import pulumi_awsx as awsx
import pulumi_docker as docker


def credentials_of(repository_id):
    token = aws.ecr.get_authorization_token(registry_id=repository_id)
    user, password = base64.b64decode(token.authorization_token).decode().split(":")
    return {"server": token.proxy_endpoint, "username": user, "password": password}


network = awsx.Vpc("network", number_of_availability_zones=3)
repository = aws.ecr.Repository("shop", force_delete=True)
image = docker.Image(
    "shop",
    image_name=repository.repository_url,
    build={"context": "./app"},
    registry=repository.registry_id.apply(credentials_of),
)
cluster = aws.ecs.Cluster("shop")
role = aws.iam.Role(
    "shop",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                }
            ],
        }
    ),
)
task = aws.ecs.TaskDefinition(
    "shop",
    family="shop",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=role.arn,
    container_definitions=pulumi.Output.json_dumps(
        [{"name": "shop", "image": image.repo_digest, "portMappings": [{"containerPort": 80}], "essential": True}]
    ),
)
group = aws.ec2.SecurityGroup(
    "shop",
    vpc_id=network.vpc_id,
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
aws.ecs.Service(
    "shop",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={"subnets": network.private_subnet_ids, "security_groups": [group.id]},
)
