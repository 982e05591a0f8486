import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("web", image_id="ami-0123456789abcdef0", instance_type="t4g.small")
addresses = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id="vpc-0123456789abcdef0", target_type="ip")


def group(logical, subnets=("subnet-0123456789abcdef0",), **more):
    aws.autoscaling.Group(
        logical,
        launch_template={"id": template.id, "version": "$Latest"},
        vpc_zone_identifiers=list(subnets),
        min_size=1,
        max_size=3,
        **more,
    )


group("nowhere", subnets=())
group("addresses", target_group_arns=[addresses.arn])

# finds nowhere: vpcZoneIdentifiers
# finds addresses: targetGroupArns
