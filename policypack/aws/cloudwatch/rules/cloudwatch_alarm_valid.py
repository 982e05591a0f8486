"""cloudwatch-alarm-valid: CloudWatch alarms must have valid periods, queries and actions."""

import re
from dataclasses import replace
from functools import partial
from math import ceil

from policypack.aws.cloudwatch import ACTIONS, METRIC_ALARM
from policypack.constraint import (
    Blank,
    Condition,
    Constraint,
    Inputs,
    Map,
    Remove,
    Set,
    argument,
    few,
    fits,
    fix,
    needs,
    note,
    of_text,
    ordered,
    several,
)
from policypack.model.conditions import Subject, Words
from policypack.model.facts import Count, Fact, all_of, any_fact, any_of, is_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"
EVALUATION = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html"
PERIOD_ERROR = "ValidationError: Period must be 10, 20, 30 or a multiple of 60"
ONE_ANSWER = "ValidationError: Exactly one element of the metrics list should return data."
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
HIGH_RESOLUTION = (10, 20, 30)
HIGH_RESOLUTION_OF_QUERIES = (1, 5, *HIGH_RESOLUTION)
"""Of a metric that a query reads: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html"""
_ON_INSTANCE = r"arn:[a-z-]+:automate:[a-z0-9-]+:ec2:.*"
_BUILT_IN = ("arn:aws:automate:", "arn:aws-cn:automate:", "arn:aws-us-gov:automate:", "arn:aws-iso")
BAND = "ANOMALY_DETECTION_BAND"
"""The function whose band an anomaly detection alarm compares a metric with."""
BAND_OPERATORS = ("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold")
METRIC: Inputs = {"namespace": "Orders", "metricName": "Failed", "statistic": "Sum", "period": MINUTE}
PERCENTILE: Inputs = {**METRIC, "statistic": None, "extendedStatistic": "p90"}

STATISTICS = ("samplecount", "average", "sum", "minimum", "maximum", "iqm")
"""Statistics that are words, in small letters; November 2026:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html"""
TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/cloudwatch"

band = argument("thresholdMetricId")
period, evaluated = argument("period"), argument("evaluationPeriods")
queries, statistic = argument("metricQueries"), argument("statistic")
samples = argument("evaluateLowSampleCountPercentiles")


def is_period(seconds: float, short: tuple[int, ...]) -> bool:
    """A whole number of minutes, or one of the periods below a minute."""
    return seconds in short or (seconds > 0 and seconds % MINUTE == 0)


def whole_minutes(seconds: Plain) -> Plain:
    """The next whole number of minutes."""
    return MINUTE * max(1, ceil(seconds / MINUTE)) if isinstance(seconds, int | float) else None


def periods_in(most: int, seconds: Plain) -> Plain:
    """How many periods of so many seconds are not more than the most."""
    return int(most // seconds) or None if isinstance(seconds, int | float) and seconds > 0 else None


def too_long(length: float | None, count: float | None, most: int) -> str | None:
    """How long the alarm looks back, where that is more than the most."""
    window = (length or 0) * (count or 0)
    return (
        f"with a period of {length:,.0f} seconds that is {window:,.0f} seconds; the most is {most:,}"
        if window > most
        else None
    )


def looks_back_at_most(most: int) -> Condition:
    """``evaluationPeriods`` times ``period``, in seconds, is not more than the most."""
    return fits(
        evaluated,
        f"at most {most:,} seconds in all",
        partial(too_long, most=most),
        lambda alarm: period.of(alarm).as_number(),
        lambda alarm: evaluated.of(alarm).as_number(),
    )


def answers(alarm: Subject) -> Count:
    """How many queries return data."""
    return queries.of(alarm).count(lambda query: query["returnData"].is_true())


def detects_anomalies(alarm: Subject) -> Fact:
    """The alarm compares a metric with the band that is expected of it, not with a fixed threshold."""
    return any_of(
        is_not(alarm.at("thresholdMetricId").is_empty()),
        alarm.at("comparisonOperator").is_in(BAND_OPERATORS),
        queries.of(alarm).any(lambda query: query["expression"].matches(f".*{BAND}.*", re.DOTALL)),
    )


def one_answer(alarm: Subject) -> Fact:
    """Not more than one query returns data; of an anomaly detection alarm the band returns data, too."""
    count = answers(alarm)
    return any_of(is_not(count.at_least(2)), all_of(detects_anomalies(alarm), is_not(count.at_least(3))))


def band_error(name: Plain, listed: Plain) -> str | None:
    """No query that returns data has this id."""
    ids = [one.get("id") if isinstance(one, dict) else None for one in listed] if isinstance(listed, list) else []
    if not isinstance(name, str) or not all(isinstance(one, str) for one in ids) or not ids:
        return None
    return None if name in ids else "no query has this id"


def is_other_word(name: str) -> bool:
    """A word of letters that is none of CloudWatch's statistics; a percentile has digits."""
    return name.isalpha() and name.lower() not in STATISTICS


def query(name: str, returns: bool) -> Inputs:
    """A query that reads a metric."""
    metric = {"metricName": name, "namespace": "Orders", "period": MINUTE, "stat": "Sum"}
    return {"id": name, "returnData": returns, "metric": metric}


QUERIED: Inputs = {"metricName": "Failed", "namespace": "Orders", "stat": "Sum"}
BAND_QUERY: Inputs = {"id": "usual", "expression": f"{BAND}(failed, 2)", "returnData": True}
RATE_QUERY: Inputs = {"id": "rate", "expression": "failed / 60", "returnData": True}


RECOVER = "arn:aws:automate:us-east-1:ec2:recover"
acts_on_an_instance = Condition(
    lambda alarm: any_fact(
        argument(name).of(alarm).any(lambda one: all_of(one.starts_with(*_BUILT_IN), one.matches(_ON_INSTANCE)))
        for name in ACTIONS
    ),
    Words("an action is on an EC2 instance", "no action is on an EC2 instance", "", ""),
    ACTIONS,
)


def at_most_five(name: str) -> Constraint:
    """A list of actions has five elements at most."""
    row = few(
        name,
        5,
        item="arn:aws:sns:us-east-1:123456789012:topic-",
        error=f"ValidationError: 1 validation error detected: Value at '{name}' failed to satisfy constraint:"
        " Member must have length less than or equal to 5",
        source=PUT,
    )
    return replace(
        row,
        fix=note(f"at most 5 {name}: one topic reaches all of them"),
        invalid=tuple({**METRIC, **one} for one in several(row.invalid)),
        valid=tuple({**METRIC, **one} for one in several(row.valid)),
    )


def with_statistic(name: str) -> Inputs:
    """A query that reads a metric by a statistic."""
    metric = {"metricName": "failed", "namespace": "Orders", "period": MINUTE, "stat": name}
    return {"id": "failed", "returnData": True, "metric": metric}


BAND_ALARM: Inputs = {
    "comparisonOperator": BAND_OPERATORS[2],
    "threshold": None,
    "thresholdMetricId": "usual",
    "metricQueries": [BAND_QUERY, query("failed", True)],
}

ROWS = (
    Constraint(
        demand=period.is_number("10, 20, 30 or a multiple of 60", partial(is_period, short=HIGH_RESOLUTION)),
        when=period.is_given().unsaid(),
        error=PERIOD_ERROR,
        source=PUT,
        fix=fix(Set("period", MINUTE)),
        correct=whole_minutes,
        invalid={**METRIC, "period": 90},
        valid={**METRIC, "period": 10},
    ),
    needs(
        {"comparisonOperator": BAND_OPERATORS},
        "thresholdMetricId",
        "usual",
        beside={"threshold": None, "metricQueries": [BAND_QUERY, query("failed", True)]},
        error="ValidationError: ComparisonOperators for ranges require ThresholdMetricId to be set",
        source="https://github.com/terraform-aws-modules/terraform-aws-cloudwatch/issues/13",
        blank="the id of the query whose expression is ANOMALY_DETECTION_BAND",
    ),
    Constraint(
        demand=fits(
            argument("metric.stat"),
            "a statistic, such as Average or p90",
            lambda name: "it is no statistic" if isinstance(name, str) and is_other_word(name) else None,
        ),
        when=argument("metric.stat").is_given().unsaid(),
        error="ValidationError: Invalid metrics list",
        source=f"{TRIED}/pf-cloudwatch-metricstat-stat-syntax/meta.yaml",
        fix=fix(Set("metric.stat", Blank("a statistic, such as Average, Sum or p90"))),
        each="metricQueries[]",
        invalid={"metricQueries": [with_statistic("Avg")]},
        valid=tuple({"metricQueries": [with_statistic(one)]} for one in ("Average", "p99.9", "TM(10%:90%)")),
    ),
    Constraint(
        demand=argument("extendedStatistic").matches(
            r"(?!p[0-9.]+).*|p(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?)", "a percentile of p0 to p100"
        ),
        when=argument("extendedStatistic").is_given().unsaid(),
        error="ExtendedStatistic: The percentile statistic for the metric. Specify a value between p0.0 and p100.",
        source=PUT,
        fix=fix(Set("extendedStatistic", Blank("a percentile of p0 to p100"))),
        invalid={**PERCENTILE, "extendedStatistic": "p999"},
        valid=({**PERCENTILE, "extendedStatistic": "p99.9"}, {**PERCENTILE, "extendedStatistic": "tm90"}),
    ),
    Constraint(
        demand=fits(band, "the id of a query", band_error, band.of, queries.of),
        when=band.is_given().unsaid() & queries.is_given().unsaid(),
        error="ValidationError: Metrics list must contain exactly one metric matching the ThresholdMetricId parameter",
        source=f"{TRIED}/pf-cloudwatch-threshold-metric-id/meta.yaml",
        fix=fix(Set("thresholdMetricId", Blank("the id of the query whose expression is ANOMALY_DETECTION_BAND"))),
        invalid={**BAND_ALARM, "thresholdMetricId": "band"},
        valid=BAND_ALARM,
    ),
    Constraint(
        demand=Condition(
            lambda alarm: answers(alarm).at_least(2),
            Words.of(
                "metricQueries", "returns data twice", "returns data once", "must return data twice", "must return once"
            ),
            ("metricQueries",),
        ),
        when=band.is_given() & queries.is_given().unsaid(),
        error="ValidationError: Exactly two elements of the metrics list should return data.",
        source=f"{TRIED}/pf-cloudwatch-threshold-metric-id/meta.yaml",
        fix=note("returnData true in the query of the band and in that of its metric"),
        invalid={**BAND_ALARM, "metricQueries": [BAND_QUERY, query("failed", False)]},
        valid=BAND_ALARM,
        problem="The band of an anomaly detection alarm and its metric must both have returnData true.",
        condition="only one of metricQueries has returnData true, and the alarm detects anomalies",
    ),
    Constraint(
        demand=statistic.is_empty(),
        when=queries.is_given(),
        error="ValidationError: Statistic should not be set if list of Metrics is set.",
        source="https://github.com/cloudtools/troposphere/pull/1276",
        fix=fix(Remove("statistic")),
        invalid={"statistic": "Sum", "metricQueries": [query("failed", True)]},
        valid={"metricQueries": [query("failed", True)]},
    ),
    Constraint(
        demand=argument("unit").is_empty(),
        when=queries.is_given(),
        error="ValidationError: Unit should not be set if list of Metrics is set.",
        source="https://github.com/aws-cloudformation/cfn-lint/pull/1306",
        fix=fix(Remove("unit")),
        invalid={"unit": "Count", "metricQueries": [query("failed", True)]},
        valid={"metricQueries": [query("failed", True)]},
    ),
    Constraint(
        demand=argument("metricName").is_present()
        | queries.is_present().unsaid()
        | argument("evaluationCriteria").is_present().unsaid(),
        when=argument("comparisonOperator").is_given().unsaid(),
        error="ValidationError: MetricName must not be null",
        source="https://github.com/aws-cloudformation/cfn-lint/pull/771",
        fix=fix(Set("metricName", Blank("the name of the metric"))),
        invalid={**METRIC, "metricName": None},
        valid=(METRIC, {"metricQueries": [query("failed", True)]}),
        condition="metricName and metricQueries are both not set",
    ),
    Constraint(
        demand=period.is_present(),
        when=argument("metricName").is_given(),
        error="ValidationError: Period must not be null",
        source="https://github.com/sevenwestmedia-labs/pulumi-components/pull/33",
        fix=fix(Set("period", MINUTE)),
        invalid={**METRIC, "period": None},
        valid=(METRIC, {"metricQueries": [query("failed", True)]}),
    ),
    Constraint(
        demand=statistic.is_present() | argument("extendedStatistic").is_present(),
        when=argument("metricName").is_given(),
        error="One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm",
        source="https://github.com/hashicorp/terraform-provider-aws/pull/29896",
        fix=fix(
            Set("statistic", Blank("Sum, Average or another")),
            otherwise=Set("extendedStatistic", Blank("a percentile")),
        ),
        invalid={**METRIC, "statistic": None},
        valid=(METRIC, PERCENTILE),
    ),
    Constraint(
        demand=argument("dimensions.InstanceId").is_present() | argument("metricName").is_empty().unsaid(),
        when=acts_on_an_instance,
        error="ValidationError: Invalid use of EC2 'Recover' action.",
        source="https://github.com/aws/aws-cdk/issues/29331",
        fix=fix(Set("dimensions", Map({"InstanceId": Blank("the id of the instance")}))),
        invalid={**METRIC, "dimensions": Map({"AutoScalingGroupName": "web"}), "alarmActions": [RECOVER]},
        valid={**METRIC, "dimensions": Map({"InstanceId": "i-0123456789abcdef0"}), "alarmActions": [RECOVER]},
        problem="An action is on an EC2 instance, and the metric has no dimension InstanceId that says which.",
        condition="an action is on an EC2 instance, and the metric has no dimension InstanceId",
    ),
    Constraint(
        demand=~argument("expression").matches(r"(?is:.*\bSEARCH\s*\(.*)", "an expression with SEARCH"),
        when=argument("expression").is_given().unsaid(),
        error="ValidationError: SEARCH is not supported on Metric Alarms.",
        source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html",
        fix=fix(Set("expression", Blank("an expression without SEARCH"))),
        invalid={"expression": "SUM(SEARCH('{Orders,Shop} MetricName=\"Failed\"', 'Sum', 300))"},
        valid={"expression": "SELECT MAX(Search) FROM Orders"},
        condition="the expression of a metric query has SEARCH",
    ).inside("metricQueries[]", beside={"id": "failed", "returnData": True}),
    Constraint(
        demand=argument("id").matches(
            r"[a-z][A-Za-z0-9_]*", "letters, digits and underscores, the first a small letter"
        ),
        when=argument("id").is_given().unsaid(),
        error="ValidationError: Invalid metrics list",
        source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html",
        fix=fix(Set("id", Blank("letters, digits and underscores, the first a small letter"))),
        correct=of_text(lambda text: text[:1].lower() + re.sub(r"\W", "_", text[1:], flags=re.ASCII)),
        invalid=({"id": "Failed"}, {"id": "1st"}, {"id": "failed-orders"}),
        valid=({"id": "failed_2"},),
    ).inside("metricQueries[]", beside={"expression": "SELECT SUM(Failed) FROM Orders", "returnData": True}),
    Constraint(
        demand=argument("metric").is_empty(),
        when=argument("expression").is_given(),
        error="ValidationError: Invalid metrics list",
        source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html",
        fix=fix(Remove("metric"), otherwise=Remove("expression")),
        invalid={"expression": "failed / 60", "metric": {**QUERIED, "period": MINUTE}},
        valid=({"expression": "failed / 60"}, {"metric": {**QUERIED, "period": MINUTE}}),
    ).inside("metricQueries[]", beside={"id": "failed", "returnData": True}),
    Constraint(
        demand=argument("metric.period").is_number(
            "1, 5, 10, 20, 30 or a multiple of 60", partial(is_period, short=HIGH_RESOLUTION_OF_QUERIES)
        ),
        when=argument("metric.period").is_given().unsaid(),
        error=PERIOD_ERROR,
        source=PUT,
        fix=fix(Set("metric.period", MINUTE)),
        correct=whole_minutes,
        invalid={"metric.period": 90},
        valid={"metric.period": 5},
    ).inside(
        "metricQueries[]",
        beside={
            "id": "failed",
            "returnData": True,
            "metric.metricName": "Failed",
            "metric.namespace": "Orders",
            "metric.stat": "Sum",
        },
    ),
    Constraint(
        demand=looks_back_at_most(DAY),
        when=period.is_given().unsaid() & (~period.at_least(HOUR)).called("period is less than an hour", ""),
        error="ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be"
        " <= 86400)",
        source=PUT,
        fix=fix(Set("evaluationPeriods", Blank("so many that they are a day at most"))),
        correct=partial(periods_in, DAY),
        made_of=("period",),
        invalid={**METRIC, "period": 1800, "evaluationPeriods": 49},
        valid={**METRIC, "period": 1800, "evaluationPeriods": 48},
        condition=f"evaluationPeriods times period is more than {DAY:,} seconds when period is less than an hour",
    ),
    Constraint(
        demand=looks_back_at_most(WEEK),
        when=period.at_least(HOUR).called("period is an hour or more", ""),
        error="ValidationError: Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be"
        " <= 604800) for alarms using period >= 3600",
        source=PUT,
        fix=fix(Set("evaluationPeriods", Blank("so many that they are a week at most"))),
        correct=partial(periods_in, WEEK),
        made_of=("period",),
        invalid={**METRIC, "period": DAY, "evaluationPeriods": 8},
        valid={**METRIC, "period": DAY, "evaluationPeriods": 7},
        condition=f"evaluationPeriods times period is more than {WEEK:,} seconds when period is an hour or more",
    ),
    ordered(
        "datapointsToAlarm",
        "evaluationPeriods",
        low=2,
        high=3,
        beside=METRIC,
        error="ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods",
        source=PUT,
    ),
    Constraint(
        demand=queries.has_element("returnData", True),
        when=queries.is_given().unsaid(),
        error=ONE_ANSWER,
        source=PUT,
        fix=fix(Set("metricQueries[0].returnData", True), note="in the query that the threshold is for"),
        invalid={"metricQueries": [query("a", False), query("b", False)]},
        valid={"metricQueries": [RATE_QUERY, query("failed", False)]},
        problem="No element of metricQueries has returnData true, so the alarm has nothing to watch.",
    ),
    Constraint(
        demand=Condition(
            one_answer,
            Words.of(
                "metricQueries",
                "returns data once",
                "returns data more than once",
                "must return data once",
                "must return data more than once",
            ),
            ("metricQueries",),
        ),
        when=queries.is_given().unsaid(),
        error=ONE_ANSWER,
        source=PUT,
        fix=note("returnData true in the query that the threshold is for, and false in the others"),
        invalid={"metricQueries": [query("a", True), query("b", True)]},
        valid=(
            {"metricQueries": [query("a", True), query("b", False)]},
            {
                "comparisonOperator": BAND_OPERATORS[2],
                "threshold": None,
                "thresholdMetricId": "usual",
                "metricQueries": [BAND_QUERY, query("failed", True)],
            },
        ),
        problem="Several of the metricQueries have returnData true; only an anomaly detection alarm may have two, the"
        " metric and its band.",
        condition="several elements of metricQueries have returnData true, and the alarm detects no anomalies",
    ),
    Constraint(
        demand=statistic.is_empty(),
        when=samples.is_given(),
        at="evaluateLowSampleCountPercentiles",
        error="ValidationError: Option evaluateLowSampleCountPercentile can not be applied with statistic Average.",
        source=PUT,
        fix=fix(
            Remove("statistic"),
            Set("extendedStatistic", Blank("a percentile, such as p90")),
            otherwise=Remove("evaluateLowSampleCountPercentiles"),
        ),
        invalid={**METRIC, "evaluateLowSampleCountPercentiles": "ignore"},
        valid={**PERCENTILE, "evaluateLowSampleCountPercentiles": "ignore"},
    ),
    *map(at_most_five, ACTIONS),
)

RULE = constraints_rule(
    id="cloudwatch-alarm-valid",
    service="CloudWatch",
    summary="CloudWatch alarms must have valid periods, queries and actions",
    rationale="""
        A period is 10, 20 or 30 seconds or whole minutes. An alarm looks back a day at most, or a week where the period
        is an hour or more. Of several metric queries just one returns the data that the alarm watches, or two where one
        of them is the band of an anomaly detection alarm; a query without returnData returns none. An alarm
        on a band names the band's query. Extended statistics are not checked.
    """,
    since="0.1.0",
    constraints={METRIC_ALARM: ROWS},
    base={METRIC_ALARM[0]: {"comparisonOperator": "GreaterThanThreshold", "threshold": 1, "evaluationPeriods": 1}},
    references=(PUT, EVALUATION),
)
