import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.MetricAlarm(
    "orders",
    comparison_operator="GreaterThanThreshold",
    threshold=1,
    namespace="Orders",
    metric_name="Failed",
    statistic="Sum",
    period=old.outputs["Period"].apply(int),
    evaluation_periods=1,
)  # undetermined: period
