"""Windows of caches: an hour at least, apart from each other, and who has none."""

import pytest

from policypack.aws.elasticache.rules.elasticache_windows import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

CLUSTER = "aws:elasticache/cluster:Cluster"
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
MAINTENANCE, SNAPSHOT = "violated: maintenanceWindow", "violated: snapshotWindow"


def cache(maintenance, snapshot, type_=GROUP, options=None, **inputs):
    said = {"maintenanceWindow": maintenance, "snapshotWindow": snapshot, "snapshotRetentionLimit": 7}
    it = resource(type_, "it", {**said, **inputs})
    return judge_stack(RULE, it, options={"timezone": "UTC", **(options or {})})["it"]


@pytest.mark.parametrize(
    ("maintenance", "snapshot", "verdict"),
    [
        ("sun:04:00-sun:05:00", "02:00-03:00", "fine"),
        ("Sun:03:00-Sun:04:00", "02:00-03:00", "fine"),
        ("sun:04:00-sun:04:59", "02:00-03:00", MAINTENANCE),
        ("sun:04:00-sun:05:00", "02:00-02:59", SNAPSHOT),
        ("tue:12:00-tue:13:00", "02:00-03:00", MAINTENANCE),
        ("sun:04:00-sun:05:00", "12:00-13:00", SNAPSHOT),
        ("sun:02:30-sun:03:30", "02:00-03:00", MAINTENANCE),
        ("sun:23:30-mon:00:30", "00:00-01:00", MAINTENANCE),
        ("04:00-05:00", "02:00-03:00", MAINTENANCE),
        ("sun:04:00-sun:05:00", "at night", SNAPSHOT),
        (None, None, "violated: maintenanceWindow, snapshotWindow"),
        (secret("tue:12:00-tue:13:00"), "02:00-03:00", MAINTENANCE),
        (UNKNOWN, "02:00-03:00", "undetermined: maintenanceWindow"),
        ("sun:04:00-sun:05:00", UNKNOWN, "undetermined: snapshotWindow"),
        ("sun:04:00-sun:05:00", ["02:00-03:00"], "undetermined: snapshotWindow"),
    ],
)
def test_windows(maintenance, snapshot, verdict):
    assert str(cache(maintenance, snapshot)) == verdict


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (CLUSTER, {"engine": "memcached"}, "fine"),
        (CLUSTER, {"engine": "redis"}, SNAPSHOT),
        (CLUSTER, {"engine": UNKNOWN}, "undetermined: engine"),
        (GROUP, {"engine": "valkey"}, SNAPSHOT),
        (GROUP, {"snapshotRetentionLimit": 0}, "fine"),  # none is made
        (GROUP, {"snapshotRetentionLimit": "0"}, "fine"),
        (GROUP, {"snapshotRetentionLimit": None}, "fine"),  # AWS's default keeps none
        (CLUSTER, {"engine": "redis", "snapshotRetentionLimit": None}, "fine"),
        (GROUP, {"snapshotRetentionLimit": 7}, SNAPSHOT),
        (GROUP, {"snapshotRetentionLimit": UNKNOWN}, "undetermined: snapshotRetentionLimit"),
        (GROUP, {"globalReplicationGroupId": "world"}, SNAPSHOT),
    ],
)
def test_a_cache_without_a_snapshot_window(type_, inputs, verdict):
    assert str(cache("sun:04:00-sun:05:00", None, type_, **inputs)) == verdict


def test_a_window_for_snapshots_that_are_not_kept_may_lie_in_business_hours_and_is_still_one():
    assert str(cache("sun:04:00-sun:05:00", "12:00-13:00", snapshotRetentionLimit=0)) == "fine"
    assert str(cache("sun:04:00-sun:05:00", "at noon", snapshotRetentionLimit=0)) == SNAPSHOT
    assert str(cache("sun:04:00-sun:05:00", "sun:04:00", snapshotRetentionLimit=0)) == SNAPSHOT


def test_a_member_of_a_replication_group_has_the_groups_windows():
    assert str(cache(None, None, CLUSTER, replicationGroupId=UNKNOWN)) == "not applicable"


def test_business_hours_are_an_option():
    options = {"businessHours": "00:00-06:00"}
    judged = cache("tue:12:00-tue:13:00", "02:00-03:00", options=options)
    assert str(judged) == SNAPSHOT
