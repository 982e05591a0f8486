"""A task for Fargate of a size that does not exist, behind a load balancer."""

import json

import pulumi_aws as aws

network = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
gateway = aws.ec2.InternetGateway("main", vpc_id=network.id)
first = aws.ec2.Subnet("first", vpc_id=network.id, cidr_block="10.0.1.0/24", availability_zone="us-east-1a")
second = aws.ec2.Subnet("second", vpc_id=network.id, cidr_block="10.0.2.0/24", availability_zone="us-east-1b")
group = aws.ec2.SecurityGroup("sg", vpc_id=network.id, description="Web <public>")
balancer = aws.lb.LoadBalancer("web", name="web_balancer", security_groups=[group.id], subnets=[first.id, second.id])
targets = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id=network.id)
aws.lb.Listener(
    "web",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="TCP",
    default_actions=[aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=targets.arn)],
)
logs = aws.cloudwatch.LogGroup("web", retention_in_days=10)
cluster = aws.ecs.Cluster("main")
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    requires_compatibilities=["FARGATE"],
    cpu="256",
    memory="300",
    container_definitions=json.dumps(
        [{"name": "web", "image": "nginx", "essential": True, "portMappings": [{"containerPort": 80}]}]
    ),
)
aws.ecs.Service(
    "web",
    cluster=cluster.arn,
    task_definition=task.arn,
    launch_type="FARGATE",
    desired_count=1,
    load_balancers=[{"target_group_arn": targets.arn, "container_name": "app", "container_port": 80}],
    network_configuration={"subnets": [first.id, second.id], "security_groups": [group.id]},
)
