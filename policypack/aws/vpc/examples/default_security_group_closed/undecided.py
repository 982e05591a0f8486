import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.DefaultSecurityGroup(
    "main", vpc_id="vpc-0123456789abcdef0", ingress=old.outputs["Rules"]
)  # undetermined: ingress
