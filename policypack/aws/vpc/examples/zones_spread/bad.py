import pulumi_aws as aws

subnets = [
    aws.ec2.Subnet(
        f"main-{n}",
        vpc_id="vpc-0123456789abcdef0",
        cidr_block=f"10.0.{n}.0/24",
        availability_zone="us-east-1a",
    )
    for n in range(2)
]
aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=[one.id for one in subnets],
    launch_template={"id": "lt-0123456789abcdef0"},
)  # finds: vpcZoneIdentifiers
aws.lb.LoadBalancer("network", load_balancer_type="network", subnets=[subnets[0].id])  # finds: subnets
