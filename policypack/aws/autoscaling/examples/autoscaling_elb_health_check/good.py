import pulumi_aws as aws

aws.autoscaling.Group(
    "balanced",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    launch_template={"id": "lt-0123456789abcdef0"},
    health_check_type="ELB",
    target_group_arns=["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef"],
)
aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    launch_template={"id": "lt-0123456789abcdef0"},
)
