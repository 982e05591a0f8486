"""The nouns of CloudWatch and CloudWatch Logs.

Figures: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html and
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html, November 2026.
"""

from __future__ import annotations

METRIC_ALARM = ("aws:cloudwatch/metricAlarm:MetricAlarm",)
LOG_GROUP = ("aws:cloudwatch/logGroup:LogGroup",)
SUBSCRIPTION_FILTER = ("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",)

HIGH_RESOLUTION_PERIODS = (10, 20, 30)
QUERY_PERIODS = (1, 5, *HIGH_RESOLUTION_PERIODS)
"""Of a metric that a query reads: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html"""
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
BAND = "ANOMALY_DETECTION_BAND"
"""The function whose band an anomaly detection alarm compares a metric with."""
BAND_OPERATORS = ("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold")
MOST_ACTIONS = 5
ACTIONS = ("alarmActions", "okActions", "insufficientDataActions")
ACTION_TYPES = (
    "aws:sns/topic:Topic",
    "aws:lambda/function:Function",
    "aws:autoscaling/policy:Policy",
    "aws:appautoscaling/policy:Policy",
)
"""Resources whose own ARN an alarm may act on."""

LOG_GROUP_NAME = r"[.\-_/#A-Za-z0-9]{1,512}"
FOREVER = 0
"""The retention of a log group whose events never expire; the provider then asks AWS for none."""
RETENTIONS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""The days that a log group may keep its events."""
MOST_SUBSCRIPTION_FILTERS = 5
"""Of one log group, since September 2026: https://github.com/aws-cloudformation/cfn-lint/pull/4688"""


def is_period(seconds: float, *, short: tuple[int, ...] = HIGH_RESOLUTION_PERIODS) -> bool:
    """CloudWatch takes it as the period of an alarm's metric; ``short`` are the periods below a minute."""
    return seconds in short or (seconds > 0 and seconds % MINUTE == 0)


def longest_window(period: float) -> int:
    """How many seconds an alarm may look back: a day, or a week with periods of an hour and more."""
    return WEEK if period >= HOUR else DAY
