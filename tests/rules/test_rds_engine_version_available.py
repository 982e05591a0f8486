"""What the catalog and an organization's list say, and who keeps a version that AWS no longer makes."""

import pytest

from policypack.aws.rds.rules.rds_engine_version_available import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster"
MADRID = {"aws:region": "eu-south-2"}
NO_DATA = "undetermined: engineVersion, on which the catalog has no data for this region"


def database(inputs, type_=INSTANCE, config=MADRID, options=None, others=(), **told):
    it = resource(type_, "it", {"engine": "postgres", **inputs}, **told)
    return judge_stack(RULE, it, *others, config=config, options=options)["it"]


@pytest.mark.parametrize(
    ("region", "engine", "version", "verdict"),
    [
        ("eu-south-2", "postgres", "15.4", "violated: engineVersion"),
        ("eu-south-2", "postgres", secret("15.4"), "violated: engineVersion"),
        ("eu-south-2", "Postgres", "15.4", "violated: engineVersion"),
        ("eu-south-2", "postgres", 15.4, "violated: engineVersion"),
        ("eu-south-2", "postgres", "15.7", "fine"),
        ("eu-south-2", "postgres", "15", "fine"),
        ("eu-south-2", "postgres", 15, "fine"),
        ("eu-south-2", "postgres", "16.9", NO_DATA),
        ("eu-west-1", "postgres", "15.4", "violated: engineVersion"),  # withdrawn everywhere
        ("us-gov-west-1", "postgres", "15.4", NO_DATA),  # calendars are of the standard partition
        ("eu-west-1", "postgres", "15.1", "violated: engineVersion"),  # no region has it
        ("us-east-1", "postgres", "15.4", "violated: engineVersion"),
        ("us-east-1", "postgres", "15.99", NO_DATA),
        ("us-east-1", "mariadb", "10.11.18", NO_DATA),
        ("us-east-1", "mysql", "8.0", "fine"),
        ("eu-west-1", "oracle-ee", "12.1.0.2.v10", "violated: engineVersion"),  # AWS says it of every region
        ("us-east-1", "custom-oracle-ee", "19.my_cev1", "undetermined: engineVersion, a custom version of the account"),
        (
            "us-east-1",
            "custom-sqlserver-se",
            "15.00.4249.2.ours",
            "undetermined: engineVersion, a custom version of the account",
        ),
        ("eu-south-2", "postgres", UNKNOWN, "undetermined: engineVersion"),
        ("eu-south-2", "postgres", ["15.4"], "undetermined: engineVersion"),
        ("eu-south-2", "postgres", None, "not applicable"),
        ("eu-south-2", UNKNOWN, "15.4", "undetermined: engine"),
        (UNKNOWN, "postgres", "15.4", "undetermined: region"),
    ],
)
def test_verdict(region, engine, version, verdict):
    judged = database({"engine": engine, "engineVersion": version, "region": region}, config={})
    assert str(judged) == verdict


def test_the_message_names_region_newest_version_and_date():
    (message,) = database({"engineVersion": "15.4"}).messages
    assert "postgres 15.4 cannot be created in eu-south-2" in message
    assert "AWS has withdrawn it (its support ended on 2025-03-31, us-east-1 had it no more by" in message
    assert "the newest of its line is 15.19 (us-east-1, 2026-10-20)" in message
    assert 'engine_version="15"' in message


def test_no_region_at_all_is_no_reason_to_complain():
    assert str(database({"engineVersion": "15.4"}, config={})) == NO_DATA


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("15.4", "fine"), ("15.7", "violated: engineVersion"), ("16.1", "fine"), ("16", "fine")],
)
def test_an_organizations_list_wins(version, verdict):
    options = {"allowedEngineVersions": {"eu-south-2": {"postgres": ["15.4", "16.*"]}}}
    assert str(database({"engineVersion": version}, options=options)) == verdict


@pytest.mark.parametrize(
    ("allowed", "version", "verdict"),
    [
        ({"eu-*": {"postgres": ["15.4"]}}, "15.4", "fine"),
        ({"eu-*": {"postgres": ["15.4"]}}, "17.7", "violated: engineVersion"),
        ({"*": {"*": [">=15.4 <17"]}}, "15.4", "fine"),
        ({"*": {"*": [">=15.4 <17"]}}, "16", "fine"),
        ({"*": {"*": [">=15.4 <17"]}}, "15", "violated: engineVersion"),
        ({"*": {"*": [">=15.4 <17"]}}, "17.7", "violated: engineVersion"),
        ({"*": {"postgres": ["17"]}, "eu-*": {"postgres": ["16"]}}, "16.3", "fine"),  # the longest wins
        ({"eu-*": {"mysql": ["8.4"]}, "*": {"postgres": ["15.4"]}}, "15.4", "fine"),  # of those that have the engine
        ({"us-*": {"postgres": ["99"]}}, "15.4", "violated: engineVersion"),
    ],
)
def test_a_list_by_globs_and_ranges(allowed, version, verdict):
    assert str(database({"engineVersion": version}, options={"allowedEngineVersions": allowed})) == verdict


@pytest.mark.parametrize(
    ("patterns", "better"),
    [([">=16.1 <17"], '"16.'), (["15.4", "16.*"], '"15.4"'), ([">=99"], "one of the allowed versions")],
)
def test_a_finding_names_the_list_and_what_it_allows(patterns, better):
    options = {"allowedEngineVersions": {"eu-*": {"postgres": patterns}}}
    (message,) = database({"engineVersion": "16.0" if ">=16.1 <17" in patterns else "15.7"}, options=options).messages
    assert f"(allowed by its list for postgres in eu-*: {', '.join(patterns)})" in message
    assert better in message


def test_what_the_organization_does_not_allow_is_no_error_of_aws():
    options = {"allowedEngineVersions": {"eu-south-2": {"postgres": ["15.4"]}}}
    (message,) = database({"engineVersion": "15.7"}, options=options).messages
    assert message.startswith("Your organization does not allow postgres 15.7 in eu-south-2 (allowed: 15.4).")
    assert "rejects" not in message


@pytest.mark.parametrize(
    ("outputs", "verdict"),
    [
        ({"id": "it", "engineVersionActual": "15.4"}, "fine"),
        ({"id": "it", "engineVersionActual": "15.3"}, "violated: engineVersion"),
        ({"id": "it"}, "undetermined: engineVersionActual"),
        ({"id": UNKNOWN, "engineVersionActual": UNKNOWN}, "violated: engineVersion"),
    ],
)
def test_a_database_that_runs_the_version_keeps_it(outputs, verdict):
    assert str(database({"engineVersion": "15.4"}, outputs=outputs)) == verdict


@pytest.mark.parametrize(
    ("type_", "source", "verdict"),
    [
        (INSTANCE, "replicateSourceDb", "undetermined: replicateSourceDb"),
        (INSTANCE, "snapshotIdentifier", "undetermined: snapshotIdentifier"),
        (INSTANCE, "restoreToPointInTime", "undetermined: restoreToPointInTime"),
        (INSTANCE, "s3Import", "violated: engineVersion"),  # loaded into a new database
        (CLUSTER, "globalClusterIdentifier", "undetermined: globalClusterIdentifier"),
        (CLUSTER_INSTANCE, "clusterIdentifier", "undetermined: clusterIdentifier"),
        (GLOBAL_CLUSTER, "sourceDbClusterIdentifier", "undetermined: sourceDbClusterIdentifier"),
    ],
)
def test_what_comes_from_another_database_has_its_version(type_, source, verdict):
    assert str(database({"engineVersion": "15.4", source: "other"}, type_)) == verdict


def test_an_instance_of_a_cluster_follows_the_cluster_of_its_stack():
    new = resource(CLUSTER, "new", {"engine": "aurora-postgresql", "engineVersion": "13.4"})
    running = resource(
        CLUSTER,
        "running",
        {"engine": "aurora-postgresql", "engineVersion": "13.4", "clusterIdentifier": "running"},
        outputs={"id": "running", "engineVersionActual": "13.4"},
    )
    inputs = {"engine": "aurora-postgresql", "engineVersion": "13.4"}
    east = {"aws:region": "us-east-1"}
    first = database({**inputs, "clusterIdentifier": UNKNOWN}, CLUSTER_INSTANCE, east, others=(new, running),
                     depends={"clusterIdentifier": [new]})  # fmt: skip
    reader = database({**inputs, "clusterIdentifier": "running"}, CLUSTER_INSTANCE, east, others=(new, running))
    assert (str(first), str(reader)) == ("violated: engineVersion", "fine")


def test_the_first_cluster_of_a_new_global_cluster_is_made_anew():
    world = resource(GLOBAL_CLUSTER, "world", {"engine": "aurora-postgresql"})
    inputs = {"engine": "aurora-postgresql", "engineVersion": "13.4", "globalClusterIdentifier": UNKNOWN}
    judged = database(inputs, CLUSTER, {"aws:region": "us-east-1"}, others=(world,),
                      depends={"globalClusterIdentifier": [world]})  # fmt: skip
    assert str(judged) == "violated: engineVersion"


def test_regions_are_told_apart_by_their_providers():
    madrid = database({"engineVersion": "15.4"}, config={}, provider={"region": "eu-south-2"})
    own = database({"engineVersion": "15.7", "region": "eu-south-2"}, config={}, provider={"region": "us-east-1"})
    assert (str(madrid), str(own)) == ("violated: engineVersion", "fine")
