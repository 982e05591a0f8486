import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", tags={"Owner": "orders"})
aws.ec2.Subnet("main-a", vpc_id=vpc.id, cidr_block="10.0.0.0/24", tags={"Vpc": vpc.id})
aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=2,
    availability_zones=["us-east-1a"],
    launch_configuration="workers",
    tags=[{"key": "Owner", "value": "orders", "propagate_at_launch": True}],
)
