import pulumi
import pulumi_aws as aws

dead = aws.sqs.Queue("dead")
to_dead = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
aws.sqs.Queue("orders", redrive_policy=to_dead)
aws.cloudwatch.MetricAlarm(
    "dead",
    namespace="AWS/SQS",
    metric_name="ApproximateNumberOfMessagesVisible",
    dimensions={"QueueName": dead.name},
    statistic="Maximum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    alarm_actions=["arn:aws:sns:us-east-1:123456789012:alarms"],
)
