"""Features of RDS by region, engine, and version."""

import pytest

from policypack.aws.rds.rules.rds_feature_in_region import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
PROXY = "aws:rds/proxy:Proxy"
CAPACITY = {"serverlessv2ScalingConfiguration": {"minCapacity": 1, "maxCapacity": 4}}


def judged(region, type_, inputs, **told):
    it = resource(type_, "it", inputs, **told)
    return judge_stack(RULE, it, config={"aws:region": region} if region else {})["it"]


@pytest.mark.parametrize(
    ("region", "engine", "version", "inputs", "verdict"),
    [
        ("eu-south-2", "mysql", "8.4", {"networkType": "DUAL"}, "violated: networkType"),
        ("eu-south-2", "mysql", UNKNOWN, {"networkType": "DUAL"}, "violated: networkType"),
        ("eu-south-2", "mysql", "8.4", {"networkType": secret("DUAL")}, "violated: networkType"),
        ("eu-south-2", "mysql", "8.4", {"networkType": "IPV4"}, "not applicable"),
        ("eu-south-2", "postgres", "17", {"networkType": "DUAL"}, "fine"),
        ("ap-southeast-6", "sqlserver-ex", None, {"networkType": "DUAL"}, "violated: networkType"),
        ("eu-west-1", "mysql", "8.4", {"networkType": "DUAL"}, "fine"),
        ("moon-1", "mysql", "8.4", {"networkType": "DUAL"}, "fine"),
        (None, "mysql", "8.4", {"networkType": "DUAL"}, "fine"),
        ("eu-south-2", UNKNOWN, "8.4", {"networkType": "DUAL"}, "undetermined: engine"),
        ("eu-south-2", "mysql", "8.4", {"networkType": UNKNOWN}, "undetermined: networkType"),
        (
            "eu-south-2",
            "mariadb",
            "11.4.8",
            {"iamDatabaseAuthenticationEnabled": True},
            "violated: iamDatabaseAuthenticationEnabled",
        ),
        (
            "eu-west-1",
            "mariadb",
            "10.6.22",
            {"iamDatabaseAuthenticationEnabled": True},
            "violated: iamDatabaseAuthenticationEnabled",
        ),
        ("eu-west-1", "mariadb", "11.4.8", {"iamDatabaseAuthenticationEnabled": True}, "fine"),
        ("eu-west-1", "mariadb", None, {"iamDatabaseAuthenticationEnabled": True}, "fine"),
        (
            "eu-west-1",
            "mariadb",
            UNKNOWN,
            {"iamDatabaseAuthenticationEnabled": True},
            "undetermined: engineVersion",
        ),
        (UNKNOWN, "postgres", "17", {"iamDatabaseAuthenticationEnabled": True}, "fine"),
        ("ca-west-1", "mysql", "8.4", {"domain": "d-1234567890"}, "violated: domain"),
    ],
)
def test_instance(region, engine, version, inputs, verdict):
    own = {"region": UNKNOWN} if region is UNKNOWN else {}
    place = None if region is UNKNOWN else region
    assert str(judged(place, INSTANCE, {"engine": engine, "engineVersion": version, **inputs, **own})) == verdict


@pytest.mark.parametrize(
    ("region", "engine", "version", "inputs", "verdict"),
    [
        (
            "eu-south-2",
            "aurora-mysql",
            "8.0.mysql_aurora.3.02.2",
            CAPACITY,
            "violated: serverlessv2ScalingConfiguration",
        ),
        ("eu-south-2", "aurora-mysql", "8.0.mysql_aurora.3.02.3", CAPACITY, "fine"),
        ("eu-south-2", "aurora-mysql", "8.0.mysql_aurora.3.10.0", CAPACITY, "fine"),
        ("eu-south-2", "aurora-mysql", "8.0", CAPACITY, "fine"),
        ("eu-south-2", "aurora-mysql", None, CAPACITY, "fine"),
        ("eu-west-1", "aurora-mysql", "8.0.mysql_aurora.3.02.2", CAPACITY, "fine"),
        ("eu-south-2", "aurora-postgresql", "14.5", CAPACITY, "violated: serverlessv2ScalingConfiguration"),
        ("eu-south-2", "aurora-postgresql", "14", CAPACITY, "fine"),
        ("ap-east-2", "aurora-postgresql", "13.20", CAPACITY, "violated: serverlessv2ScalingConfiguration"),
        ("ap-east-2", "aurora-postgresql", "13", CAPACITY, "violated: serverlessv2ScalingConfiguration"),
        ("eu-central-2", "aurora-mysql", None, {"enableHttpEndpoint": True}, "violated: enableHttpEndpoint"),
        (
            "eu-west-1",
            "aurora-mysql",
            "8.0.mysql_aurora.3.06.0",
            {"enableHttpEndpoint": True},
            "violated: enableHttpEndpoint",
        ),
        ("eu-west-1", "aurora-mysql", "8.0.mysql_aurora.3.07.1", {"enableHttpEndpoint": True}, "fine"),
        ("eu-central-2", "aurora-mysql", None, {"enableHttpEndpoint": False}, "not applicable"),
        ("us-west-1", "postgres", "17.5", {}, "violated: engine"),
        ("us-west-2", "postgres", "17.5", {}, "fine"),
        ("eu-south-2", "aurora-mysql", None, {"domain": "d-1234567890"}, "violated: domain"),
    ],
)
def test_cluster(region, engine, version, inputs, verdict):
    assert str(judged(region, CLUSTER, {"engine": engine, "engineVersion": version, **inputs})) == verdict


@pytest.mark.parametrize(
    ("region", "verdict"), [("ap-east-2", "violated: engineFamily"), ("eu-south-2", "fine"), (None, "fine")]
)
def test_proxy(region, verdict):
    assert str(judged(region, PROXY, {"engineFamily": "MYSQL"})) == verdict


def test_what_exists_stays():
    exists = {"outputs": {"id": "orders"}}
    assert str(judged("us-west-1", CLUSTER, {"engine": "postgres"}, **exists)) == "not applicable"


@pytest.mark.parametrize(
    ("region", "inputs", "problem"),
    [
        ("eu-central-2", {"enableHttpEndpoint": True}, "does not have the Data API for"),
        ("eu-south-2", {"engineVersion": "8.0.mysql_aurora.3.02.2", **CAPACITY}, "from version 3.02.3 on"),
    ],
)
def test_the_finding_says_what_and_when(region, inputs, problem):
    (message,) = judged(region, CLUSTER, {"engine": "aurora-mysql", **inputs}).messages
    assert problem in message
    assert "AWS's page of 2026-04-07" in message
