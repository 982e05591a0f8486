"""Retention and window: formats, lengths, business hours, and who has none."""

import pytest

from policypack.aws.common.tables import table
from policypack.aws.common.time_zones import zone_of_region
from policypack.aws.common.windows import daily
from policypack.aws.rds.rules.rds_backup_window import RULE
from policypack.errors import ConfigurationError
from policypack.fix import Set
from policypack.testing import UNKNOWN, Judged, judge_stack, resource, secret
from policypack.testing import judge as judge_anywhere

CLUSTER = "aws:rds/cluster:Cluster"
WINDOW, RETENTION = "violated: backupWindow", "violated: backupRetentionPeriod"


def judge(rule, options=None, **inputs) -> Judged:
    """The judgement with working hours of UTC, unless the options say otherwise."""
    return judge_anywhere(rule, options={"timezone": "UTC", **(options or {})}, **inputs)


@pytest.mark.parametrize(
    ("window", "verdict"),
    [
        ("02:00-03:00", "fine"),
        ("02:00-02:30", "fine"),
        ("02:00-02:29", WINDOW),
        ("23:45-00:15", "fine"),
        ("18:00-18:30", "fine"),
        ("07:30-08:00", "fine"),
        ("07:31-08:01", WINDOW),
        ("17:59-18:29", WINDOW),
        ("03:00-03:00", WINDOW),
        ("20:00-10:00", WINDOW),
        ("2:00-3:00", WINDOW),
        ("24:00-01:00", WINDOW),
        ("sun:02:00-sun:03:00", WINDOW),
        ("", WINDOW),
        (None, WINDOW),
        (secret("12:00-13:00"), WINDOW),
        (secret("02:00-03:00"), "fine"),
        (UNKNOWN, "undetermined: backupWindow"),
        (["02:00-03:00"], "undetermined: backupWindow"),
        (2, WINDOW),
    ],
)
def test_window(window, verdict):
    assert str(judge(RULE, engine="postgres", backupRetentionPeriod=7, backupWindow=window)) == verdict


@pytest.mark.parametrize(
    ("retention", "verdict"),
    [
        (1, "fine"),
        ("7", "fine"),
        (secret(7), "fine"),
        (0, RETENTION),
        ("0", RETENTION),
        (None, RETENTION),
        (UNKNOWN, "undetermined: backupRetentionPeriod"),
        ("a week", "undetermined: backupRetentionPeriod"),
    ],
)
def test_retention(retention, verdict):
    judged = judge(RULE, engine="postgres", backupWindow="02:00-03:00", backupRetentionPeriod=retention)
    assert str(judged) == verdict


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (CLUSTER, {"preferredBackupWindow": "02:00-03:00"}, "fine"),  # a cluster keeps a day's backups by itself
        (CLUSTER, {}, "violated: preferredBackupWindow"),
        (CLUSTER, {"preferredBackupWindow": "12:00-13:00"}, "violated: preferredBackupWindow"),
        (CLUSTER, {"preferredBackupWindow": "02:00-03:00", "backupRetentionPeriod": 0}, RETENTION),
        (CLUSTER, {"engineMode": "serverless"}, "fine"),  # AWS takes no window there
        (CLUSTER, {"engineMode": "provisioned"}, "violated: preferredBackupWindow"),
        (CLUSTER, {"engineMode": UNKNOWN}, "undetermined: engineMode"),
        (CLUSTER, {"replicationSourceIdentifier": "arn"}, "not applicable"),
        ("aws:docdb/cluster:Cluster", {}, "violated: preferredBackupWindow"),
        ("aws:neptune/cluster:Cluster", {"preferredBackupWindow": "02:00-03:00"}, "fine"),
        ("aws:rds/instance:Instance", {"replicateSourceDb": UNKNOWN}, "not applicable"),
        ("aws:rds/instance:Instance", {"replicateSourceDb": "a", "backupWindow": "12:00-13:00"}, "fine"),
        (
            "aws:rds/instance:Instance",
            {"replicateSourceDb": "a", "backupRetentionPeriod": 7, "backupWindow": "12:00-13:00"},
            WINDOW,
        ),
        ("aws:rds/instance:Instance", {"engine": "mysql", "backupRetentionPeriod": 0}, RETENTION),
        ("aws:rds/instance:Instance", {"engine": "mysql", "backupRetentionPeriod": 7}, WINDOW),
        ("aws:rds/instance:Instance", {"backupRetentionPeriod": 0, "backupWindow": "12:00-13:00"}, RETENTION),
    ],
)
def test_who_is_asked(type_, inputs, verdict):
    assert str(judge_stack(RULE, resource(type_, "it", inputs), options={"timezone": "UTC"})["it"]) == verdict


@pytest.mark.parametrize(
    ("options", "window", "verdict"),
    [
        ({"businessHours": "22:00-06:00"}, "02:00-03:00", WINDOW),
        ({"businessHours": "22:00-06:00"}, "12:00-13:00", "fine"),
        (
            {"timezone": "America/New_York"},
            "12:00-12:30",
            "undetermined: backupWindow, in business hours in summer time only",
        ),
        (
            {"timezone": "America/New_York"},
            "22:00-22:30",
            "undetermined: backupWindow, in business hours in standard time only",
        ),
        ({"timezone": "America/New_York"}, "14:00-14:30", WINDOW),
        ({"timezone": "America/New_York"}, "08:00-09:00", "fine"),
        ({"timezone": "Asia/Tokyo"}, "02:00-03:00", WINDOW),
    ],
)
def test_business_hours(options, window, verdict):
    judged = judge(RULE, options=options, engine="postgres", backupRetentionPeriod=7, backupWindow=window)
    assert str(judged) == verdict


@pytest.mark.parametrize(
    ("options", "key"), [({"businessHours": "nine to five"}, "businessHours"), ({"timezone": "Mars"}, "timezone")]
)
def test_options_that_nobody_can_read_are_named(options, key):
    with pytest.raises(ConfigurationError, match=key):
        judge(RULE, options=options)


def test_a_secret_window_is_not_shown():
    (message,) = judge(RULE, engine="postgres", backupRetentionPeriod=7, backupWindow=secret("12:00-13:00")).messages
    assert "12:00" not in message


@pytest.mark.parametrize(
    ("region", "window", "verdict"),
    [
        ("ap-northeast-1", "02:00-03:00", WINDOW),  # 11:00 in Tokyo
        ("ap-northeast-1", "17:00-18:00", "fine"),
        ("us-west-2", "02:00-03:00", "fine"),
        ("us-west-2", "20:00-21:00", WINDOW),
        ("ap-southeast-2", "07:30-08:00", "undetermined: backupWindow, in business hours in standard time only"),
        ("xx-nowhere-1", "02:00-03:00", "undetermined: region"),
        ("", "02:00-03:00", "undetermined: region"),
    ],
)
def test_business_hours_are_those_of_the_region(region, window, verdict):
    database = resource(
        "aws:rds/instance:Instance",
        "it",
        {"engine": "postgres", "backupRetentionPeriod": 7, "backupWindow": window},
        provider={"region": region} if region else None,
    )
    assert str(judge_stack(RULE, database)["it"]) == verdict


def test_a_fix_is_at_night_in_the_region():
    database = resource(
        "aws:rds/instance:Instance", "it", {"backupRetentionPeriod": 7}, provider={"region": "ap-south-1"}
    )
    (verdict,) = [one for one in judge_stack(RULE, database)["it"].verdicts if one.problem]
    assert verdict.fix.steps == (Set("backupWindow", "20:30-21:30"),)  # 02:00 in Mumbai


@pytest.mark.parametrize("region", list(table("common/time_zones").section("regions")))
def test_a_remedy_is_one_window_for_all_year_which_is_at_night_in_summer_time_too(region):
    """One that followed the clock would change the window of a database twice a year."""
    database = resource("aws:rds/instance:Instance", "it", {"backupRetentionPeriod": 7}, provider={"region": region})
    (verdict,) = [one for one in judge_stack(RULE, database)["it"].verdicts if one.problem]
    (step,) = verdict.fix.steps
    zone, window = zone_of_region(region), daily(step.value)
    assert [(window.start + offset) // 60 % 24 for offset in zone.offsets] in ([2], [2, 3])
