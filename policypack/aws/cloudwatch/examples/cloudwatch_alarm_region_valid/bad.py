# config: aws:region=eu-south-2

import pulumi
import pulumi_aws as aws

common = dict(
    comparison_operator="GreaterThanThreshold",
    threshold=1,
    evaluation_periods=1,
    period=60,
    namespace="AWS/CloudFront",
    metric_name="5xxErrorRate",
    statistic="Average",
)
edge = pulumi.ResourceOptions(provider=aws.Provider("edge", region="us-east-1"))
topic = aws.sns.Topic("topic")
aws.cloudwatch.MetricAlarm("edge", **common, alarm_actions=[topic.arn], opts=edge)
aws.cloudwatch.MetricAlarm(
    "literal", **common, opts=edge, ok_actions=["arn:aws:sns:eu-south-2:123456789012:alarms"]
)  # finds: okActions

# finds edge: alarmActions
