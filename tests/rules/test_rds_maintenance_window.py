"""Weekly windows, and that they keep apart from the backups."""

import pytest

from policypack.aws.rds.rules.rds_maintenance_window import RULE
from policypack.testing import UNKNOWN, Judged, judge_stack, resource, secret
from policypack.testing import judge as judge_anywhere

WRONG = "violated: maintenanceWindow"


def judge(rule, options=None, **inputs) -> Judged:
    """The judgement with working hours of UTC, unless the options say otherwise."""
    return judge_anywhere(rule, options={"timezone": "UTC", **(options or {})}, **inputs)


@pytest.mark.parametrize(
    ("window", "verdict"),
    [
        ("sun:04:00-sun:05:00", "fine"),
        ("Sun:04:00-Sun:05:00", "fine"),
        ("SUN:04:00-SUN:04:30", "fine"),
        ("sun:04:00-sun:04:29", WRONG),
        ("sat:12:00-sat:13:00", "fine"),
        ("fri:17:30-fri:18:30", WRONG),
        ("fri:18:00-sat:02:00", "fine"),
        ("sun:23:30-mon:00:30", "fine"),
        ("sun:23:30-mon:08:30", WRONG),
        ("mon:07:00-mon:08:00", "fine"),
        ("04:00-05:00", WRONG),
        ("sunday:04:00-sunday:05:00", WRONG),
        (None, WRONG),
        ("", WRONG),
        (secret("tue:12:00-tue:13:00"), WRONG),
        (UNKNOWN, "undetermined: maintenanceWindow"),
        ({"day": "sun"}, "undetermined: maintenanceWindow"),
    ],
)
def test_window(window, verdict):
    assert str(judge(RULE, engine="postgres", maintenanceWindow=window)) == verdict


@pytest.mark.parametrize(
    ("window", "backup", "verdict"),
    [
        ("sun:02:30-sun:03:30", "02:00-03:00", WRONG),
        ("sun:03:00-sun:04:00", "02:00-03:00", "fine"),
        ("sun:01:00-sun:02:00", "02:00-03:00", "fine"),
        ("sun:01:00-sun:04:00", "02:00-03:00", WRONG),
        ("sat:23:30-sun:00:30", "00:00-01:00", WRONG),
        ("sun:23:30-mon:00:30", "23:00-00:00", WRONG),
        ("sun:00:30-sun:01:30", "23:45-00:30", "fine"),
        ("sun:00:15-sun:01:15", "23:45-00:30", WRONG),
        ("sun:03:00-sun:04:00", "not a window", "fine"),
        ("sun:03:00-sun:04:00", UNKNOWN, "undetermined: backupWindow"),
        (UNKNOWN, "02:00-03:00", "undetermined: maintenanceWindow"),
    ],
)
def test_apart_from_the_backups(window, backup, verdict):
    assert str(judge(RULE, engine="postgres", maintenanceWindow=window, backupWindow=backup)) == verdict


@pytest.mark.parametrize(
    "type_", ["aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"]
)
def test_clusters(type_):
    both = {"preferredMaintenanceWindow": "sun:02:30-sun:03:30", "preferredBackupWindow": "02:00-03:00"}
    none, overlap = resource(type_, "none", {}), resource(type_, "overlap", both)
    judged = judge_stack(RULE, none, overlap)
    assert str(judged["none"]) == str(judged["overlap"]) == "violated: preferredMaintenanceWindow"


def test_a_replica_is_asked_and_an_instance_of_a_cluster_is_not():
    replica = resource("aws:rds/instance:Instance", "replica", {"replicateSourceDb": "orders"})
    member = resource("aws:rds/clusterInstance:ClusterInstance", "member", {"engine": "aurora-mysql"})
    assert {name: str(one) for name, one in judge_stack(RULE, replica, member).items()} == {"replica": WRONG}


def test_overlap_names_both_windows():
    judged = judge(RULE, engine="postgres", maintenanceWindow="sun:02:30-sun:03:30", backupWindow="02:00-03:00")
    (message,) = judged.messages
    assert 'maintenanceWindow "sun:02:30-sun:03:30" overlaps backupWindow "02:00-03:00"' in message


@pytest.mark.parametrize(
    ("window", "verdict"),
    [("sun:04:00-sun:05:00", "fine"), ("sun:20:00-sun:21:00", "undetermined: region"), (None, WRONG)],
)
def test_a_weekend_is_one_in_every_region(window, verdict):
    assert str(judge_anywhere(RULE, engine="postgres", maintenanceWindow=window)) == verdict
