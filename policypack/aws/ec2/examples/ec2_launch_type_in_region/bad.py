"""Types of generations that the region never had."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

image = "ami-0123456789abcdef0"
template = aws.ec2.LaunchTemplate("web-template", image_id=image, instance_type="m4.large")  # finds: instanceType
aws.autoscaling.Group(
    "web",
    max_size=4,
    min_size=2,
    vpc_zone_identifiers=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": "r5.large"}, {"instance_type": "m4.large"}],
        },
    },
)  # finds: mixedInstancesPolicy.launchTemplate.overrides[1].instanceType
aws.imagebuilder.InfrastructureConfiguration(
    "builds", instance_profile_name="builder", instance_types=["t2.micro"]
)  # finds: instanceTypes[0]
