import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("web", image_id="ami-0123456789abcdef0", instance_type="t4g.small")
addresses = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-0123456789abcdef0", target_type="ip")


def group(logical, subnets=("subnet-0123456789abcdef0",), **more):
    sizes = {"min_size": 1, "max_size": 3}
    aws.autoscaling.Group(
        logical,
        launch_template={"id": template.id, "version": "$Latest"},
        vpc_zone_identifiers=list(subnets),
        **{**sizes, **more},
    )


group("under", min_size=2, desired_capacity=1)
group("over", desired_capacity=4)
group("nowhere", subnets=())
group("addresses", target_group_arns=[addresses.arn])

# finds under: desiredCapacity
# finds over: desiredCapacity
# finds nowhere: vpcZoneIdentifiers
# finds addresses: targetGroupArns
