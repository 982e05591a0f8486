import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.MetricAlarm(
    "errors",  # undetermined: alarmActions
    name="errors",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=1,
    namespace="AWS/Lambda",
    metric_name="Errors",
    period=60,
    statistic="Sum",
    threshold=0,
    alarm_actions=old.outputs["Actions"],
)
