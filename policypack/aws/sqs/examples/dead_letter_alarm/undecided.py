import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
dead = aws.sqs.Queue("dead", name="dead")  # undetermined: dimensions.QueueName
to_dead = pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5})
aws.sqs.Queue("orders", redrive_policy=to_dead)
aws.cloudwatch.MetricAlarm(
    "some",
    namespace="AWS/SQS",
    metric_name="ApproximateNumberOfMessagesVisible",
    dimensions={"QueueName": old.outputs["Queue"]},
    statistic="Maximum",
    period=300,
    evaluation_periods=1,
    comparison_operator="GreaterThanThreshold",
    threshold=0,
    alarm_actions=["arn:aws:sns:us-east-1:123456789012:alarms"],
)
