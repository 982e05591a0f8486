import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.autoscaling.Group(
    "web",
    launch_configuration="web",
    availability_zones=["us-east-1a"],
    min_size=1,
    max_size=old.outputs["Most"].apply(int),
    desired_capacity=2,
)  # undetermined: maxSize
