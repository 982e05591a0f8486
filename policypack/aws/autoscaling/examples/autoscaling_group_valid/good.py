import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
template = aws.ec2.LaunchTemplate("web", image_id="ami-0123456789abcdef0", instance_type="t4g.small")
instances = aws.lb.TargetGroup("web", port=80, protocol="HTTP", vpc_id=vpc.id)


def group(logical, **more):
    aws.autoscaling.Group(
        logical, launch_template={"id": template.id, "version": "$Latest"}, min_size=1, max_size=3, **more
    )


group("instances", vpc_zone_identifiers=[subnet.id], desired_capacity=3, target_group_arns=[instances.arn])
group("zones", availability_zones=["us-east-1a"])
