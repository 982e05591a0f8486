import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.NatGateway(
    "main", subnet_id="subnet-0123456789abcdef0", connectivity_type=old.outputs["Connectivity"]
)  # undetermined: connectivityType
