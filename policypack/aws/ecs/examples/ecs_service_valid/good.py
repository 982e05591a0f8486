import json

import pulumi_aws as aws


def containers(image):
    return json.dumps([{"name": "web", "image": image, "memory": 256, "portMappings": [{"containerPort": 8080}]}])


repository = aws.ecr.Repository("web")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
network = {"subnets": [subnet.id]}
cluster = aws.ecs.Cluster("main")
sizes = {"cpu": "256", "memory": "512", "network_mode": "awsvpc", "requires_compatibilities": ["FARGATE"]}
fargate = aws.ecs.TaskDefinition("fargate", family="fargate", **sizes, container_definitions=containers("nginx"))
built = aws.ecs.TaskDefinition(
    "built",
    family="built",
    **sizes,
    execution_role_arn="arn:aws:iam::123456789012:role/execution",
    container_definitions=repository.repository_url.apply(containers),
)
bridge = aws.ecs.TaskDefinition("bridge", family="bridge", container_definitions=containers("nginx"))


def balanced(name, target_type):
    group = aws.lb.TargetGroup(name, port=8080, protocol="HTTP", target_type=target_type, vpc_id=vpc.id)
    return [{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}]


def service(name, task, **more):
    aws.ecs.Service(name, cluster=cluster.arn, task_definition=task.arn, desired_count=1, **more)


service("web", fargate, launch_type="FARGATE", network_configuration=network, load_balancers=balanced("web", "ip"))
service("built", built, launch_type="FARGATE", network_configuration=network, load_balancers=balanced("built", "ip"))
service("on-instances", bridge, launch_type="EC2", load_balancers=balanced("on-instances", "instance"))
aws.ecs.Service(
    "elsewhere",
    cluster=cluster.arn,
    task_definition="elsewhere:3",
    launch_type="FARGATE",
    network_configuration=network,
    load_balancers=balanced("elsewhere", "ip"),
)
