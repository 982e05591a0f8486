import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.autoscaling.Group(
    "main",
    min_size=1,
    max_size=3,
    vpc_zone_identifiers=["subnet-0a1b2c3d", "subnet-1b2c3d4e"],
    launch_template={"id": "lt-0123456789abcdef0"},
    target_group_arns=old.outputs["Groups"],
)  # undetermined: targetGroupArns
