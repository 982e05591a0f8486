import pulumi
import pulumi_aws as aws
import pulumi_random as random

conf = pulumi.Config()
PLAYERS = conf.require_int("playersPerServer")
PORTS = range(27015, 27018)
NAME_TAG = lambda name: {"Name": f"arena-{name}", "Game": "arena"}  # noqa: E731

# ---------- network, copied from the internal one: the way out comes later
vpc = aws.ec2.Vpc("arena", cidr_block="10.77.0.0/16", tags=NAME_TAG("vpc"))
subnet_ids = []
for offset, letter in enumerate("abd"):
    subnet = aws.ec2.Subnet(
        "arena-" + letter,
        vpc_id=vpc.id,
        availability_zone="us-east-1" + letter,
        cidr_block="10.77.%d.0/24" % offset,
        map_public_ip_on_launch=True,
        tags=NAME_TAG(letter),
    )
    subnet_ids.append(subnet.id)

firewall = aws.ec2.SecurityGroup(
    "arena",
    name="arena",
    vpc_id=vpc.id,
    description="Players in, everything out",
    ingress=[
        {"protocol": "udp", "from_port": PORTS[0], "to_port": PORTS[-1], "cidr_blocks": ["0.0.0.0/0"]},
        {"protocol": "tcp", "from_port": "22", "to_port": "22", "cidr_blocks": ["198.51.100.7/32"]},
    ],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}],
    tags=NAME_TAG("firewall"),
)

# ---------- servers
key = aws.ec2.KeyPair(
    "arena",
    key_name="arena",
    public_key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG9hZJ0f9z0vM2n3Qk7n8m1Jx5g4h3k2l1m0n9o8p7q6 anna@example.net",
    tags=NAME_TAG("key"),
)
image_id = aws.ssm.get_parameter(name="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64").value

rcon = random.RandomPassword("rcon", length=24)
aws.ssm.Parameter(
    "rcon", name="/arena/rcon-password", type=aws.ssm.ParameterType.SECURE_STRING, value=rcon.result, tags=NAME_TAG("rcon")
)

template = aws.ec2.LaunchTemplate(
    "arena",
    name="arena",
    image_id=image_id,
    instance_type="c7g.large",
    key_name=key.key_name,
    network_interfaces=[{"associate_public_ip_address": "true", "security_groups": [firewall.id]}],
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 16, "volume_type": "gp3", "delete_on_termination": "true"}},
        {"device_name": "/dev/sdb", "ebs": {"volume_size": 100, "volume_type": "io2", "iops": 4000}},
        {"device_name": "/dev/sdc", "virtual_name": "ephemeral0"},
    ],
    tags=NAME_TAG("template"),
)
fleet = aws.autoscaling.Group(
    "arena",
    name="arena",
    min_size=0,
    max_size=64 // PLAYERS,
    vpc_zone_identifiers=subnet_ids,
    launch_template={"id": template.id, "version": "$Latest"},
    tags=[{"key": "Game", "value": "arena", "propagate_at_launch": True}],
    opts=pulumi.ResourceOptions(ignore_changes=["desired_capacity"]),
)
aws.autoscaling.Policy(
    "busy",
    name="arena-busy",
    autoscaling_group_name=fleet.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
        "target_value": 60,
    },
)
aws.autoscaling.Schedule(
    "evening",
    scheduled_action_name="evening",
    autoscaling_group_name=fleet.name,
    min_size=2,
    max_size=-1,
    desired_capacity=-1,
    recurrence="0 17 * * *",
    time_zone="Europe/Berlin",
)

# ---------- the way in
balancer = aws.lb.LoadBalancer(
    "arena",
    name="arena",
    load_balancer_type="network",
    internal=True,
    subnets=subnet_ids,
    tags=NAME_TAG("balancer"),
)
for port in PORTS:
    group = aws.lb.TargetGroup(
        f"arena-{port}",
        name=f"arena-{port}",
        port=port,
        protocol="UDP",
        vpc_id=vpc.id,
        health_check={"protocol": "TCP", "port": "22"},
        tags=NAME_TAG(str(port)),
    )
    aws.lb.Listener(
        f"arena-{port}",
        load_balancer_arn=balancer,
        port=port,
        protocol="UDP",
        default_actions=[{"type": "forward", "target_group_arn": group.arn}],
        tags=NAME_TAG(str(port)),
    )
    aws.autoscaling.Attachment(f"arena-{port}", autoscaling_group_name=fleet.id, lb_target_group_arn=group.arn)
