import json

import pulumi_aws as aws


def web(**more):
    return {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27", **more}


def task(name, *containers, **more):
    fargate = {"cpu": "512", "memory": "1024", "network_mode": "awsvpc", "requires_compatibilities": ["FARGATE"]}
    aws.ecs.TaskDefinition(
        name, family=name, container_definitions=json.dumps(containers or [web()]), **{**fargate, **more}
    )


logs = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}
role = aws.iam.Role(
    "execution",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
            ],
        }
    ),
)
task("smallest", cpu=".25 vCPU", memory="0.5 GB")
task("largest", cpu="16384", memory="122880")
task(
    "logs",
    web(logConfiguration=logs, image="123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1"),
    execution_role_arn=role.arn,
)
task(
    "waits",
    web(
        memory=1024,
        cpu=512,
        portMappings=[{"containerPort": 80, "hostPort": 80}],
        dependsOn=[{"containerName": "init", "condition": "SUCCESS"}],
    ),
    {"Name": "init", "Image": "busybox", "Essential": False},
)
task(
    "on-instances",
    web(memoryReservation=256, portMappings=[{"containerPort": 80, "hostPort": 8080}]),
    cpu=None,
    memory=None,
    network_mode="bridge",
    requires_compatibilities=["EC2"],
)
