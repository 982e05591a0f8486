import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.MetricAlarm(
    "orders",
    comparison_operator="GreaterThanThreshold",
    threshold=1,
    evaluation_periods=1,
    period=60,
    namespace="Orders",
    metric_name="Failed",
    statistic="Sum",
    alarm_actions=[old.outputs["Topic"]],
)  # undetermined: alarmActions[0]
