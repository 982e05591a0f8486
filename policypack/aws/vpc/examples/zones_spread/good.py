import pulumi_aws as aws

subnets = [
    aws.ec2.Subnet(
        f"main-{zone}",
        vpc_id="vpc-0123456789abcdef0",
        cidr_block=f"10.0.{n}.0/24",
        availability_zone=f"us-east-1{zone}",
    )
    for n, zone in enumerate("ab")
]
aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=[one.id for one in subnets],
    launch_template={"id": "lt-0123456789abcdef0"},
)
aws.lb.LoadBalancer(
    "network",
    load_balancer_type="network",
    subnet_mappings=[{"subnet_id": "subnet-0a1b2c3d"}, {"subnet_id": "subnet-1b2c3d4e"}],
)
