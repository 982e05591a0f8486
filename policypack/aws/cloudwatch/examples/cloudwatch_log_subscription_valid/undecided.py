import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://acme.s3.amazonaws.com/streams.json")
aws.cloudwatch.LogSubscriptionFilter(
    "orders",
    log_group="/orders",
    filter_pattern="",
    destination_arn=old.outputs["Arn"],
    role_arn="arn:aws:iam::123456789012:role/writer",
)  # undetermined: destinationArn
