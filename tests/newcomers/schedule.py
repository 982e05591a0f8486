"""A schedule in Unix's cron, a metric filter, an alarm and a parameter."""

import pulumi_aws as aws

NIGHTLY = "0 3 * * *"
aws.cloudwatch.EventRule("nightly", name="every night", schedule_expression="0 3 * * *")
aws.scheduler.Schedule(
    "nightly",
    schedule_expression=NIGHTLY,
    flexible_time_window={"mode": "FLEXIBLE"},
    target={"arn": "arn:aws:sqs:us-east-1:123456789012:orders", "role_arn": "arn:aws:iam::123456789012:role/scheduler"},
)
group = aws.cloudwatch.LogGroup("app", name="shop:app", retention_in_days=45)
aws.cloudwatch.LogMetricFilter(
    "errors",
    name="errors",
    log_group_name=group.name,
    pattern="Error: timeout",
    metric_transformation={"name": "Errors", "namespace": "Shop", "value": "1"},
)
aws.cloudwatch.MetricAlarm(
    "errors",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=2,
    datapoints_to_alarm=3,
    metric_name="Errors",
    namespace="Shop",
    period=45,
    statistic="Sum",
    threshold=1,
)
aws.ssm.Parameter("url", name="shop/url", type="String", value="https://example.com")
