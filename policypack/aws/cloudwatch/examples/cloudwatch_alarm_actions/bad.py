import pulumi_aws as aws


def alarm(name, **more):
    return aws.cloudwatch.MetricAlarm(
        name,
        name=name,
        comparison_operator="GreaterThanThreshold",
        evaluation_periods=1,
        namespace="AWS/Lambda",
        metric_name="Errors",
        period=60,
        statistic="Sum",
        threshold=0,
        **more,
    )


alarm("silent")
alarm("off", alarm_actions=["arn:aws:sns:us-east-1:123456789012:alerts"], actions_enabled=False)

# finds silent: alarmActions
# finds off: actionsEnabled
