import pulumi_aws as aws


def alarm(name, **more):
    aws.cloudwatch.MetricAlarm(
        name,
        comparison_operator="GreaterThanThreshold",
        threshold=1,
        **{
            "namespace": "Orders",
            "metric_name": "Failed",
            "statistic": "Sum",
            "period": 60,
            "evaluation_periods": 1,
            **more,
        },
    )


alarm("ten-seconds", period=10, evaluation_periods=3, datapoints_to_alarm=3)
alarm("day", period=1800, evaluation_periods=48)
alarm("week", period=86400, evaluation_periods=7)
alarm("percentile", statistic=None, extended_statistic="p90", evaluate_low_sample_count_percentiles="ignore")
topics = [aws.sns.Topic(f"topic-{index}").arn for index in range(5)]
alarm("five-actions", alarm_actions=topics, ok_actions=topics[:1])
alarm(
    "expression",
    namespace=None,
    metric_name=None,
    statistic=None,
    period=None,
    metric_queries=[
        {"id": "rate", "expression": "failed / 60", "return_data": True},
        {"id": "failed", "metric": {"metric_name": "Failed", "namespace": "Orders", "period": 60, "stat": "Sum"}},
    ],
)
aws.cloudwatch.MetricAlarm(
    "unusual",
    comparison_operator="GreaterThanUpperThreshold",
    evaluation_periods=2,
    threshold_metric_id="usual",
    metric_queries=[
        {"id": "usual", "expression": "ANOMALY_DETECTION_BAND(failed, 2)", "return_data": True},
        {
            "id": "failed",
            "return_data": True,
            "metric": {"metric_name": "Failed", "namespace": "Orders", "period": 60, "stat": "Sum"},
        },
    ],
)
