import pulumi_aws as aws

aws.autoscaling.Group(
    "named",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    launch_template={"id": "lt-0123456789abcdef0"},
    target_group_arns=["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"],
)  # finds: healthCheckType
group = aws.autoscaling.Group(
    "attached",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    launch_template={"id": "lt-0123456789abcdef0"},
    health_check_type="EC2",
)  # finds: healthCheckType
aws.autoscaling.Attachment(
    "attached",
    autoscaling_group_name=group.name,
    lb_target_group_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
)
