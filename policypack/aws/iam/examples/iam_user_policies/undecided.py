import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.iam.PolicyAttachment(
    "all",  # undetermined: users
    users=old.outputs["Users"],
    policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess",
)
