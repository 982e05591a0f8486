import pulumi_aws as aws

group = aws.cloudwatch.LogGroup("orders", name="/orders")
stream = aws.kinesis.Stream("events", shard_count=1)
aws.cloudwatch.LogSubscriptionFilter(
    "to-function",
    log_group=group.name,
    filter_pattern="?ERROR ?WARN",
    destination_arn="arn:aws:lambda:us-east-1:123456789012:function:alerts",
    role_arn="arn:aws:iam::123456789012:role/writer",
)  # finds: roleArn
aws.cloudwatch.LogSubscriptionFilter(
    "to-stream", log_group=group.name, filter_pattern="", destination_arn=stream.arn
)  # finds: roleArn
archive = aws.cloudwatch.LogGroup("archive", name="/archive", log_group_class="INFREQUENT_ACCESS")
aws.cloudwatch.LogMetricFilter(
    "seldom",
    log_group_name=archive.name,
    pattern="ERROR",
    metric_transformation={"name": "Errors", "namespace": "Orders", "value": "1"},
)  # finds: logGroupName
