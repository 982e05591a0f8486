import pulumi
import pulumi_aws as aws

group, other = aws.cloudwatch.LogGroup("orders"), aws.cloudwatch.LogGroup("other")
longer = pulumi.Output.all(group.id, other.id).apply(lambda names: max(names, key=len))
for index in range(6):
    aws.cloudwatch.LogSubscriptionFilter(
        f"orders-{index}",
        log_group=group.name if index else longer,
        filter_pattern="",
        destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}",
    )

# undetermined orders: logGroup
