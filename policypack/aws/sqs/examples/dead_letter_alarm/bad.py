import pulumi
import pulumi_aws as aws

dead = aws.sqs.Queue("dead")  # finds: name
to_dead = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
orders = aws.sqs.Queue("orders", redrive_policy=to_dead)
aws.cloudwatch.MetricAlarm(
    "orders",
    namespace="AWS/SQS",
    metric_name="ApproximateAgeOfOldestMessage",
    dimensions={"QueueName": orders.name},
    statistic="Maximum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=600,
    alarm_actions=["arn:aws:sns:us-east-1:123456789012:alarms"],
)
