"""Types that the region has, families, and requirements instead of types."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

image = "ami-0123456789abcdef0"
template = aws.ec2.LaunchTemplate("web-template", image_id=image, instance_type="m5.large")
aws.ec2.LaunchTemplate("any", image_id=image)
aws.autoscaling.Group(
    "web",
    max_size=4,
    min_size=2,
    vpc_zone_identifiers=["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [
                {"instance_type": "m5.large"},
                {"instance_requirements": {"memory_mib": {"min": 8192}, "vcpu_count": {"min": 2}}},
            ],
        },
    },
)
