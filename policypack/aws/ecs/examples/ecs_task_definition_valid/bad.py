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
role = "arn:aws:iam::123456789012:role/execution"
task("without-cpu", cpu=None)
task("without-memory", memory=None)
task("size", memory="512")
task("odd-size", cpu="300")
task("bridge", network_mode=None)
task("logs-without-role", web(logConfiguration=logs))
task("image-without-role", web(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1"))
task("none-essential", web(essential=False))
task(
    "waits-for-essential",
    web(dependsOn=[{"containerName": "init", "condition": "SUCCESS"}]),
    {"name": "init", "image": "busybox"},
)
task("host-port", web(portMappings=[{"containerPort": 8080, "hostPort": 80}]))
task("large-container", web(memory=1025))
task("cpu-sum", web(cpu=512), {"name": "sidecar", "image": "busybox", "cpu": 1})
task(
    "log-options",
    web(logConfiguration={"logDriver": "awslogs", "options": {"awslogs-group": "web"}}),
    execution_role_arn=role,
)
task("no-memory", cpu=None, memory=None, network_mode=None, requires_compatibilities=["EC2"])

# finds without-cpu: cpu
# finds without-memory: memory
# finds size: cpu
# finds odd-size: cpu
# finds bridge: networkMode
# finds logs-without-role: executionRoleArn
# finds image-without-role: executionRoleArn
# finds none-essential: containerDefinitions
# finds waits-for-essential: containerDefinitions
# finds host-port: containerDefinitions
# finds large-container: containerDefinitions
# finds cpu-sum: containerDefinitions
# finds log-options: containerDefinitions
# finds no-memory: containerDefinitions
