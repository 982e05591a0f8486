import pulumi
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


alerts = aws.sns.Topic("alerts")
alarm("loud", alarm_actions=[alerts.arn])
errors, slow = alarm("errors"), alarm("slow")
aws.cloudwatch.CompositeAlarm(
    "both",
    alarm_name="both",
    alarm_rule=pulumi.Output.concat("ALARM(", errors.name, ') AND ALARM("slow")'),
    alarm_actions=[alerts.arn],
)
aws.route53.HealthCheck(
    "health",
    type="CLOUDWATCH_METRIC",
    cloudwatch_alarm_name=alarm("looked-at").name,
    cloudwatch_alarm_region="us-east-1",
    insufficient_data_health_status="Healthy",
)
