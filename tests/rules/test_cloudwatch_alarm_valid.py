"""Alarms: periods, windows, datapoints, queries and actions at their limits."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.cloudwatch.rules.cloudwatch_alarm_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize("period", [10, 20, 30, 60, "60", 120, 3600, 86400])
def test_periods_that_are_accepted(period: Any) -> None:
    assert str(judge(RULE, period=period, evaluationPeriods=1)) == "fine"
    query = {"returnData": True, "metric": {"period": period}}
    assert str(judge(RULE, metricQueries=[query], evaluationPeriods=1)) == "fine"


@pytest.mark.parametrize("period", [0, 1, 15, 40, 61, 90, -60])
def test_periods_that_are_refused(period: int) -> None:
    assert str(judge(RULE, period=period, evaluationPeriods=1)) == "violated: period"


@pytest.mark.parametrize("period", [0, 15, 40, 61, 90, -60])
def test_periods_of_queries_that_are_refused(period: int) -> None:
    query = {"returnData": True, "metric": {"period": period}}
    assert str(judge(RULE, metricQueries=[query])) == "violated: metricQueries[0].metric.period"


@pytest.mark.parametrize("period", [1, 5])
def test_high_resolution_periods_of_queries(period: int) -> None:
    query = {"returnData": True, "metric": {"period": period}}
    assert str(judge(RULE, metricQueries=[query])) == "fine"


BAND = {"id": "band", "expression": "ANOMALY_DETECTION_BAND(m1, 2)", "returnData": True}


@pytest.mark.parametrize(
    ("queries", "others", "verdict"),
    [
        ([BAND, {"returnData": True}], {}, "fine"),
        ([{"returnData": True}, {"returnData": True}], {"thresholdMetricId": "band"}, "fine"),
        (
            [{"returnData": True}, {"returnData": True}],
            {"thresholdMetricId": UNKNOWN},
            "undetermined: thresholdMetricId",
        ),
        (
            [{"returnData": True}] * 2,
            {"comparisonOperator": "LessThanLowerThreshold", "thresholdMetricId": "b"},
            "fine",
        ),
        ([BAND, {"returnData": True}, {"returnData": False}], {"thresholdMetricId": "band"}, "fine"),
        ([BAND, {"returnData": True}, {"returnData": True}], {}, "violated: metricQueries"),
        ([{"returnData": True}] * 2, {"thresholdMetricId": ""}, "violated: metricQueries"),
        ([{"returnData": True}] * 2, {"comparisonOperator": UNKNOWN}, "undetermined: comparisonOperator"),
    ],
)
def test_an_anomaly_detection_alarm_returns_the_metric_and_its_band(
    queries: list[Any], others: dict[str, Any], verdict: str
) -> None:
    assert str(judge(RULE, metricQueries=queries, **others)) == verdict


def test_empty_texts_say_nothing() -> None:
    empty = {"evaluateLowSampleCountPercentiles": "", "statistic": "Sum"}
    assert str(judge(RULE, **empty)) == "fine"
    assert str(judge(RULE, evaluateLowSampleCountPercentiles="ignore", statistic="")) == "fine"


@pytest.mark.parametrize(
    ("period", "evaluated", "fine"),
    [
        (10, 8640, True),
        (10, 8641, False),
        (60, 1440, True),
        (60, 1441, False),
        (3540, 24, True),
        (3540, 25, False),
        (3600, 168, True),
        (3600, 169, False),
        (86400, 7, True),
        (86400, 8, False),
    ],
)
def test_windows(period: int, evaluated: int, fine: bool) -> None:
    found = str(judge(RULE, period=period, evaluationPeriods=evaluated))
    assert found == ("fine" if fine else "violated: evaluationPeriods")


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"datapointsToAlarm": 3, "evaluationPeriods": 3}, "fine"),
        ({"datapointsToAlarm": 4, "evaluationPeriods": "3"}, "violated: datapointsToAlarm"),
        ({"datapointsToAlarm": 4, "evaluationPeriods": UNKNOWN}, "undetermined: evaluationPeriods"),
        ({"metricQueries": [{"returnData": True}, {}]}, "fine"),
        ({"metricQueries": [{}, {"returnData": False}]}, "violated: metricQueries"),
        ({"metricQueries": [{"returnData": "true"}, {"returnData": True}]}, "violated: metricQueries"),
        (
            {"metricQueries": [{"returnData": UNKNOWN}, {"returnData": True}]},
            "undetermined: metricQueries[0].returnData",
        ),
        ({"metricQueries": []}, "fine"),
        ({"metricQueries": UNKNOWN}, "undetermined: metricQueries"),
        ({"evaluateLowSampleCountPercentiles": "ignore"}, "fine"),
        (
            {"evaluateLowSampleCountPercentiles": "ignore", "statistic": "Sum"},
            "violated: evaluateLowSampleCountPercentiles",
        ),
        ({"alarmActions": ["a"] * 5}, "fine"),
        ({"alarmActions": ["a"] * 6}, "violated: alarmActions"),
        ({"okActions": [UNKNOWN] * 6}, "violated: okActions"),
        ({"insufficientDataActions": [UNKNOWN]}, "fine"),
        ({"alarmActions": UNKNOWN}, "undetermined: alarmActions"),
        ({"period": UNKNOWN, "evaluationPeriods": 1}, "undetermined: period"),
        ({"period": "a minute", "evaluationPeriods": 1}, "undetermined: period"),
    ],
)
def test_the_rest(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **inputs)) == verdict


def test_a_secret_period_is_not_shown() -> None:
    assert "77" not in judge(RULE, period=secret(77), evaluationPeriods=1).messages[0]
