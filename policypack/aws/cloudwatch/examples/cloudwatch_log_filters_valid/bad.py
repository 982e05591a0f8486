import pulumi_aws as aws

group = aws.cloudwatch.LogGroup("six")  # finds: name
for index in range(6):
    aws.cloudwatch.LogSubscriptionFilter(
        f"six-{index}",
        log_group=group.name,
        filter_pattern="",
        destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}",
    )
