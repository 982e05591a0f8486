import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
targets = aws.lb.TargetGroup(
    "web", port=80, protocol="HTTP", vpc_id="vpc-0123456789abcdef0", target_type=old.outputs["Type"]
)
aws.autoscaling.Group(
    "web",
    launch_configuration="web",
    availability_zones=["us-east-1a"],
    min_size=1,
    max_size=3,
    target_group_arns=[targets.arn],
)

# undetermined web: targetType
