import pulumi_aws as aws

group = aws.cloudwatch.LogGroup("five")
aws.cloudwatch.LogGroup("none")
for index in range(5):
    aws.cloudwatch.LogSubscriptionFilter(
        f"five-{index}",
        log_group=group.name,
        filter_pattern="",
        destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}",
    )
