import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lb.TargetGroup(
    "web",
    port=80,
    protocol="HTTP",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"interval": 10, "timeout": old.outputs["Timeout"]},
)  # undetermined: healthCheck.timeout
