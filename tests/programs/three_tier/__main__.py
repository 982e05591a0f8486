import base64

import pulumi
import pulumi_aws as aws

import firewall
from network import nat, subnets, vpc

config = pulumi.Config()

# ------------------------------------------------------------------ data tier
db_subnet_group = aws.rds.SubnetGroup(
    "bookshop-db-subnets", name="bookshop-db", subnet_ids=[s.id for s in subnets["data"]]
)
db_params = aws.rds.ParameterGroup(
    "bookshop-db-params",
    name="bookshop-mysql80",
    family="mysql8.0",
    parameters=[
        {"name": "slow_query_log", "value": "1"},
        {"name": "character_set_server", "value": "utf8mb4"},
    ],
)
db = aws.rds.Instance(
    "bookshop-db",
    identifier="bookshop",
    engine="mysql",
    engine_version="8.0",
    instance_class="db.t3.medium",
    allocated_storage=50,
    storage_type="gp3",
    storage_encrypted=True,
    multi_az=True,
    db_name="bookshop",
    username="bookshop",
    password=config.require_secret("dbPassword"),
    db_subnet_group_name=db_subnet_group.name,
    parameter_group_name=db_params.name,
    vpc_security_group_ids=[firewall.db_sg.id],
    backup_retention_period=7,
    backup_window="09:00-09:30",
    maintenance_window="sun:10:00-sun:11:00",
    enabled_cloudwatch_logs_exports=["error", "slowquery"],
    deletion_protection=True,
    final_snapshot_identifier="bookshop-final",
)

# ------------------------------------------------------------------- web tier
alb = aws.lb.LoadBalancer(
    "bookshop-alb",
    name="bookshop",
    load_balancer_type="application",
    security_groups=[firewall.alb_sg.id],
    subnets=[s.id for s in subnets["public"]],
)
target_group = aws.lb.TargetGroup(
    "bookshop-tg",
    port=8080,
    protocol="HTTP",
    vpc_id=vpc.id,
    health_check={"path": "/health", "matcher": "200-299", "interval": 15, "timeout": 5},
)
listener = aws.lb.Listener(
    "bookshop-https",
    load_balancer_arn=alb.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificate_arn="arn:aws:acm:us-west-2:210987654321:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    default_actions=[{"type": "forward", "target_group_arn": target_group.arn}],
)

# ------------------------------------------------------------------- app tier
ami = aws.ec2.get_ami(
    most_recent=True,
    owners=["amazon"],
    filters=[{"name": "name", "values": ["al2023-ami-2023*-x86_64"]}],
)

user_data = db.address.apply(
    lambda host: base64.b64encode(
        f"""#!/bin/bash
echo DB_HOST={host} >> /etc/bookshop.env
systemctl enable --now bookshop
""".encode()
    ).decode()
)

template = aws.ec2.LaunchTemplate(
    "bookshop-lt",
    name_prefix="bookshop-",
    image_id=ami.id,
    instance_type=config.get("instanceType"),
    vpc_security_group_ids=[firewall.app_sg.id],
    user_data=user_data,
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 30, "volume_type": "gp2", "encrypted": "true"}},
    ],
    metadata_options={"http_tokens": "required"},
)

count = config.get_int("instanceCount") or 2
aws.autoscaling.Group(
    "bookshop-asg",
    min_size=count,
    max_size=count * 3,
    desired_capacity=count,
    vpc_zone_identifiers=[s.id for s in subnets["app"]],
    target_group_arns=[target_group.arn],
    health_check_type="ELB",
    launch_template={"id": template.id, "version": "$Latest"},
)

pulumi.export("alb_dns", alb.dns_name)
pulumi.export("nat_ip", nat.public_ip)
pulumi.export("db_endpoint", db.endpoint)
