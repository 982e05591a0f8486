"""The nouns of CloudWatch and CloudWatch Logs."""

from __future__ import annotations

METRIC_ALARM = ("aws:cloudwatch/metricAlarm:MetricAlarm",)
LOG_GROUP = ("aws:cloudwatch/logGroup:LogGroup",)
DASHBOARD = ("aws:cloudwatch/dashboard:Dashboard",)
COMPOSITE_ALARM = ("aws:cloudwatch/compositeAlarm:CompositeAlarm",)
METRIC_FILTER = ("aws:cloudwatch/logMetricFilter:LogMetricFilter",)
SUBSCRIPTION_FILTER = ("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",)

ACTIONS = ("alarmActions", "okActions", "insufficientDataActions")
ACTION_TYPES = (
    "aws:sns/topic:Topic",
    "aws:lambda/function:Function",
    "aws:autoscaling/policy:Policy",
    "aws:appautoscaling/policy:Policy",
)
"""Resources whose own ARN an alarm may act on."""

RETENTIONS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""The days that a log group may keep its events, November 2026:
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
