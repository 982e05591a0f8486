import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = aws.ec2.Subnet("web", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone="us-east-1a")
group = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, description="Web")
template = aws.ec2.LaunchTemplate(
    "web", image_id="ami-0123456789abcdef0", instance_type="m7i.large", network_interfaces=[{"subnet_id": web.id}]
)
aws.ec2.Instance(  # finds: vpcSecurityGroupIds
    "groups-beside-interface", launch_template={"id": template.id}, vpc_security_group_ids=[group.id]
)
aws.ec2.SpotFleetRequest(  # finds: launchTemplateConfigs[0].overrides[0].availabilityZone
    "other-zone",
    iam_fleet_role="arn:aws:iam::123456789012:role/fleet",
    target_capacity=1,
    launch_template_configs=[
        {
            "launch_template_specification": {"id": template.id, "version": "1"},
            "overrides": [{"availability_zone": "us-east-1b"}],
        }
    ],
)
