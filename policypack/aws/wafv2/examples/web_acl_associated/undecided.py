import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lb.LoadBalancer(
    "main", internal=old.outputs["Internal"], subnets=["subnet-0a1b2c3d", "subnet-1b2c3d4e"]
)  # undetermined: internal
