import json

import pulumi_aws as aws

containers = json.dumps([{"name": "web", "image": "nginx", "memory": 256, "portMappings": [{"containerPort": 8080}]}])
network = {"subnets": ["subnet-0123456789abcdef0"]}
cluster = aws.ecs.Cluster("main")
fargate = aws.ecs.TaskDefinition(
    "fargate",
    family="fargate",
    container_definitions=containers,
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
)
bridge = aws.ecs.TaskDefinition(
    "bridge", family="bridge", container_definitions=containers, requires_compatibilities=["EC2"]
)


def group(name, target_type):
    return aws.lb.TargetGroup(
        name, port=8080, protocol="HTTP", target_type=target_type, vpc_id="vpc-0123456789abcdef0"
    ).arn


def service(name, task, **more):
    aws.ecs.Service(name, cluster=cluster.arn, task_definition=task.arn, desired_count=1, **more)


service("not-for-fargate", bridge, launch_type="FARGATE", network_configuration=network)
service("no-network", fargate, launch_type="FARGATE")
service(
    "other-container",
    fargate,
    launch_type="FARGATE",
    network_configuration=network,
    load_balancers=[
        {"target_group_arn": group("other-container", "ip"), "container_name": "fargate", "container_port": 8080}
    ],
)
service(
    "other-port",
    fargate,
    launch_type="FARGATE",
    network_configuration=network,
    load_balancers=[{"target_group_arn": group("other-port", "ip"), "container_name": "web", "container_port": 80}],
)
service(
    "instance-targets",
    fargate,
    launch_type="FARGATE",
    network_configuration=network,
    load_balancers=[
        {"target_group_arn": group("instance-targets", None), "container_name": "web", "container_port": 8080}
    ],
)
service(
    "ip-targets",
    bridge,
    launch_type="EC2",
    load_balancers=[{"target_group_arn": group("ip-targets", "ip"), "container_name": "web", "container_port": 8080}],
)

# finds not-for-fargate: launchType, networkConfiguration
# finds no-network: networkConfiguration
# finds other-container: loadBalancers
# finds other-port: loadBalancers
# finds instance-targets: loadBalancers
# finds ip-targets: loadBalancers
