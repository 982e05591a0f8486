"""cloudwatch-alarm-valid: CloudWatch alarms must have valid periods, queries and actions."""

import re
from collections.abc import Iterator
from functools import partial

from policypack.aws import cloudwatch
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(alarm: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Periods and counts are CloudWatch's, one query gives the data, and actions are few."""
    yield from periods(alarm)
    yield from counts(alarm)
    yield from answers(alarm)
    yield require(
        alarm["statistic"].is_empty(),
        when=is_not(alarm["evaluateLowSampleCountPercentiles"].is_empty()),
        at="evaluateLowSampleCountPercentiles",
        problem="evaluateLowSampleCountPercentiles stands beside statistic, which CloudWatch refuses: it is only for"
        " percentiles.",
        fix='extended_statistic="p90"  # instead of statistic',
    )
    for argument in cloudwatch.ACTIONS:
        yield few_actions(alarm[argument])


def answers(alarm: Resource) -> Iterator[Verdict]:
    """One query returns data; of an anomaly detection alarm the band returns data, too."""
    queries = alarm["metricQueries"]
    answering = queries.count(lambda query: query["returnData"].is_true())
    yield require(
        all_of(
            answering.at_least(1),
            any_of(is_not(answering.at_least(2)), all_of(detects_anomalies(alarm), is_not(answering.at_least(3)))),
        ),
        when=queries.count().at_least(1),
        at=queries,
        problem=f"{answering} of the metric queries return data; CloudWatch wants one: Exactly one element of the"
        " metrics list should return data. An anomaly detection alarm has two, the metric and its band.",
        fix='"return_data": True  # in one query, the one that the threshold is for',
    )


def detects_anomalies(alarm: Resource) -> Fact:
    """The alarm compares a metric with the band that is expected of it, not with a fixed threshold."""
    return any_of(
        is_not(alarm["thresholdMetricId"].is_empty()),
        alarm["comparisonOperator"].is_in(cloudwatch.BAND_OPERATORS),
        alarm["metricQueries"].any(lambda query: query["expression"].matches(f".*{cloudwatch.BAND}.*", re.DOTALL)),
    )


def periods(alarm: Resource) -> Iterator[Verdict]:
    """10, 20 or 30 seconds, or whole minutes, of the alarm's metric; of each metric that a query reads 1 or 5, too."""
    queried = [query["metric"]["period"] for query in alarm["metricQueries"].elements()]
    places = [
        (alarm["period"], cloudwatch.HIGH_RESOLUTION_PERIODS),
        *((it, cloudwatch.QUERY_PERIODS) for it in queried),
    ]
    for period, short in places:
        yield require(
            period.as_number().test(partial(cloudwatch.is_period, short=short)),
            when=period.is_set(),
            at=period,
            problem=f"The period is {period} seconds: Period must be 10, 20, 30 or a multiple of 60.",
            fix="period=60",
        )


def counts(alarm: Resource) -> Iterator[Verdict]:
    """The alarm looks back a day or a week at most, and wants no more datapoints than it looks at."""
    period, evaluated = alarm["period"].as_number(), alarm["evaluationPeriods"].as_number()
    yield require(
        together(in_window, period, evaluated),
        when=all_of(period.is_set(), evaluated.is_set()),
        at="evaluationPeriods",
        problem=f"{evaluated} periods of {period} seconds are more than CloudWatch looks at: EvaluationPeriods * Period"
        f" must be <= {cloudwatch.DAY}, or <= {cloudwatch.WEEK} for alarms using period >= {cloudwatch.HOUR}.",
        fix="evaluation_periods=1, period=86400",
    )
    wanted = alarm["datapointsToAlarm"].as_number()
    yield require(
        together(lambda datapoints, count: (datapoints or 0) <= (count or 0), wanted, evaluated),
        when=all_of(wanted.is_set(), evaluated.is_set()),
        at="datapointsToAlarm",
        problem=f"datapointsToAlarm is {wanted} and evaluationPeriods {evaluated}: DatapointsToAlarm must be less than"
        " or equal to EvaluationPeriods.",
        fix="datapoints_to_alarm=2, evaluation_periods=3",
    )


def in_window(period: float | None, evaluated: float | None) -> bool:
    return (period or 0) * (evaluated or 0) <= cloudwatch.longest_window(period or 0)


def few_actions(actions: Value) -> Verdict:
    return require(
        is_not(actions.count().at_least(cloudwatch.MOST_ACTIONS + 1)),
        when=actions.is_set(),
        at=actions,
        problem=f"{actions.path} has {actions.count()} actions; CloudWatch takes {cloudwatch.MOST_ACTIONS}.",
        fix="alarm_actions=[topic.arn]  # one topic, which reaches all of them",
    )


_PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"


def _rejection(condition: str, error: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="CloudWatch",
        condition=condition,
        error=f"ValidationError: {error}",
        source=_PUT,
        invalid=refused,
        valid=accepted,
    )


RULE = ResourceRule(
    id="cloudwatch-alarm-valid",
    summary="CloudWatch alarms must have valid periods, queries and actions",
    rationale="""
        CloudWatch takes a period of 10, 20 or 30 seconds or of whole minutes, and looks back a day at most, or a week
        where the period is an hour or more. Of several metric queries just one returns the data that the alarm watches,
        or two where one of them is the band of an anomaly detection alarm; a query that does not say so returns none.
        Statistics of extended alarms and units are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudwatch.METRIC_ALARM,
    references=(_PUT, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html"),
    rejections=(
        _rejection(
            "An alarm's period is not 10, 20 or 30 seconds, nor whole minutes",
            "Period must be 10, 20, 30 or a multiple of 60",
            "odd-period",
            "ten-seconds",
        ),
        _rejection(
            "An alarm with a period under an hour looks back more than a day",
            "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400)",
            "two-days",
            "day",
        ),
        _rejection(
            "An alarm with a period of an hour or more looks back more than a week",
            "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for"
            " alarms using period >= 3600",
            "eight-days",
            "week",
        ),
        _rejection(
            "An alarm wants more datapoints than it evaluates periods",
            "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
            "datapoints",
            "ten-seconds",
        ),
        _rejection(
            "None or several of an alarm's metric queries return data",
            "Exactly one element of the metrics list should return data.",
            "no-answer",
            "expression",
        ),
        _rejection(
            "An alarm with a statistic says how to evaluate percentiles with few samples",
            "Option evaluateLowSampleCountPercentile can not be applied with statistic Average.",
            "samples",
            "percentile",
        ),
        _rejection(
            "An alarm has more than 5 actions of one kind",
            "1 validation error detected: Value at 'alarmActions' failed to satisfy constraint: Member must have length"
            " less than or equal to 5",
            "six-actions",
            "five-actions",
        ),
    ),
    check=check,
)
