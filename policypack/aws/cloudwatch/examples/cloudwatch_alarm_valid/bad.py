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


def query(name, returns):
    return {
        "id": name,
        "return_data": returns,
        "metric": {"metric_name": name, "namespace": "Orders", "period": 60, "stat": "Sum"},
    }


queries = {"namespace": None, "metric_name": None, "statistic": None, "period": None}
alarm("odd-period", period=90)
alarm("two-days", period=1800, evaluation_periods=49)
alarm("eight-days", period=86400, evaluation_periods=8)
alarm("datapoints", evaluation_periods=2, datapoints_to_alarm=3)
alarm("no-answer", **queries, metric_queries=[query("a", False), query("b", False)])
alarm("two-answers", **queries, metric_queries=[query("a", True), query("b", True)])
alarm("samples", evaluate_low_sample_count_percentiles="ignore")
alarm("six-actions", alarm_actions=[f"arn:aws:sns:us-east-1:123456789012:{n}" for n in range(6)])

# finds odd-period: period
# finds two-days: evaluationPeriods
# finds eight-days: evaluationPeriods
# finds datapoints: datapointsToAlarm
# finds no-answer: metricQueries
# finds two-answers: metricQueries
# finds samples: evaluateLowSampleCountPercentiles
# finds six-actions: alarmActions
