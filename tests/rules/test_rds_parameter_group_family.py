"""Families by engine and version, for groups named in every way a program can name one."""

import pytest

from policypack.aws.rds.rules.rds_parameter_group_family import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"


def database(engine, version, family, **inputs):
    group = resource(GROUP, "group", {"family": family})
    inputs = {"engine": engine, "engineVersion": version, "parameterGroupName": UNKNOWN, **inputs}
    it = resource(INSTANCE, "it", inputs, depends={"parameterGroupName": [group]})
    return judge_stack(RULE, group, it)["it"]


@pytest.mark.parametrize(
    ("engine", "version", "family", "verdict"),
    [
        ("postgres", "15.7", "postgres15", "fine"),
        ("postgres", "15", "postgres15", "fine"),
        ("postgres", 15, "postgres15", "fine"),
        ("postgres", "15.7", "postgres14", "violated: parameterGroupName"),
        ("postgres", secret("15.7"), "postgres14", "violated: parameterGroupName"),
        ("postgres", "15.7", secret("postgres14"), "violated: parameterGroupName"),
        ("postgres", "9.6.24", "postgres9.6", "fine"),
        ("mysql", "8.0.42", "mysql8.0", "fine"),
        ("mysql", "8.4.5", "mysql8.0", "violated: parameterGroupName"),
        ("mysql", "8", "mysql8.0", "undetermined: engineVersion"),
        ("mariadb", "10.11.10", "mariadb10.11", "fine"),
        ("mariadb", "10.11", "mysql8.0", "violated: parameterGroupName"),
        ("oracle-ee", "19.0.0.0.ru-2025-01.rur-2025-01.r1", "oracle-ee-19", "fine"),
        ("oracle-ee", "19", "oracle-ee-cdb-19", "violated: parameterGroupName"),
        ("oracle-ee-cdb", "21.0.0.0.ru-2025-01.rur-2025-01.r1", "oracle-ee-cdb-21", "fine"),
        ("sqlserver-se", "15.00.4435.7.v1", "sqlserver-se-15.0", "fine"),
        ("sqlserver-se", "16.00", "sqlserver-se-15.0", "violated: parameterGroupName"),
        ("sqlserver-se", "15.00", "sqlserver-ee-15.0", "violated: parameterGroupName"),
        ("db2-se", "11.5.9.0.sb00054094.r1", "db2-se-11.5", "fine"),
        ("custom-oracle-ee", "19.ours", "oracle-ee-19", "undetermined: engineVersion"),
        ("postgres", None, "postgres15", "undetermined: engineVersion"),
        ("postgres", None, "mysql8.0", "violated: parameterGroupName"),  # whatever the version
        ("postgres", UNKNOWN, "mysql8.0", "violated: parameterGroupName"),
        ("postgres", UNKNOWN, "postgres15", "undetermined: engineVersion"),
        (UNKNOWN, "15", "postgres15", "undetermined: engine"),
        ("postgres", "15", UNKNOWN, "undetermined: family"),
        ("postgres", "99.1", "postgres98", "undetermined: engineVersion"),  # newer than the data
        ("postgres", "15", None, "undetermined: family"),
    ],
)
def test_linked_group(engine, version, family, verdict):
    assert str(database(engine, version, family)) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "not applicable"),
        ({"parameterGroupName": "default.postgres15"}, "fine"),
        ({"parameterGroupName": "default.postgres14"}, "violated: parameterGroupName"),
        ({"parameterGroupName": "company"}, "undetermined: parameterGroupName"),
        ({"parameterGroupName": UNKNOWN}, "undetermined: parameterGroupName"),
        ({"parameterGroupName": ["default.postgres14"]}, "undetermined: parameterGroupName"),
    ],
)
def test_a_name_without_a_group_of_the_stack(inputs, verdict):
    assert str(judge(RULE, engine="postgres", engineVersion="15.7", **inputs)) == verdict


def test_a_group_may_be_named_by_a_literal_or_by_a_name_known_in_an_update():
    literal = resource(GROUP, "literal", {"name": "ours", "family": "postgres14"})
    prefixed = resource(GROUP, "prefixed", {"namePrefix": "p-", "family": "postgres15"},
                        outputs={"id": "p-2026", "name": "p-2026"})  # fmt: skip
    common = {"engine": "postgres", "engineVersion": "15.7"}
    one = resource(INSTANCE, "one", {**common, "parameterGroupName": "ours"})
    two = resource(INSTANCE, "two", {**common, "parameterGroupName": "p-2026"})
    judged = judge_stack(RULE, literal, prefixed, one, two)
    assert (str(judged["one"]), str(judged["two"])) == ("violated: parameterGroupName", "fine")


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        ({"snapshotIdentifier": "last-night"}, "undetermined: snapshotIdentifier"),
        ({"replicateSourceDb": "orders", "engine": None}, "undetermined: replicateSourceDb"),
        ({"snapshotIdentifier": "last-night", "engineVersion": "16.1"}, "violated: parameterGroupName"),
    ],
)
def test_a_source_decides_what_is_left_out(source, verdict):
    assert str(database(**{"engine": "postgres", "version": None, "family": "postgres15", **source})) == verdict


@pytest.mark.parametrize(
    ("said", "running", "family", "verdict"),
    [
        ("16.8", "15.7", "postgres15", "violated: parameterGroupName"),  # the version is raised, the group is not
        ("16.8", "15.7", "postgres16", "fine"),
        ("15.7", "16.8", "postgres16", "fine"),  # raised by hand, ignored by the program
        (None, "15.7", "postgres15", "fine"),
        (None, "15.7", "postgres14", "violated: parameterGroupName"),
        ("15.7", UNKNOWN, "postgres15", "undetermined: engineVersionActual"),
    ],
)
def test_an_existing_database(said, running, family, verdict):
    group = resource(GROUP, "group", {"name": "ours", "family": family})
    inputs = {"engine": "postgres", "engineVersion": said, "parameterGroupName": "ours"}
    it = resource(INSTANCE, "it", inputs, outputs={"id": "it", "engineVersionActual": running})
    assert str(judge_stack(RULE, group, it)["it"]) == verdict


def test_an_instance_takes_engine_and_version_from_its_cluster():
    group = resource(GROUP, "group", {"family": "aurora-postgresql15"})
    cluster = resource(CLUSTER, "cluster", {"engine": "aurora-postgresql", "engineVersion": "16.8"})
    same = resource(CLUSTER, "same", {"engine": "aurora-postgresql", "engineVersion": "15.10"})
    inputs = {"engine": UNKNOWN, "clusterIdentifier": UNKNOWN, "dbParameterGroupName": UNKNOWN}

    def instance(name, of):
        depends = {"clusterIdentifier": [of], "engine": [of], "dbParameterGroupName": [group]}
        return resource(CLUSTER_INSTANCE, name, inputs, depends=depends)

    judged = judge_stack(RULE, group, cluster, same, instance("newer", cluster), instance("fits", same))
    assert (str(judged["newer"]), str(judged["fits"])) == ("violated: dbParameterGroupName", "fine")


def test_a_cluster_has_a_group_for_itself_and_one_for_its_instances():
    own = resource(CLUSTER_GROUP, "own", {"name": "own", "family": "aurora-mysql8.0"})
    instances = resource(GROUP, "instances", {"name": "instances", "family": "aurora-mysql5.7"})
    inputs = {"engine": "aurora-mysql", "engineVersion": "8.0.mysql_aurora.3.10.3"}
    groups = {"dbClusterParameterGroupName": "own", "dbInstanceParameterGroupName": "instances"}
    it = resource(CLUSTER, "it", {**inputs, **groups})
    assert str(judge_stack(RULE, own, instances, it)["it"]) == "violated: dbInstanceParameterGroupName"


@pytest.mark.parametrize(
    ("type_", "argument", "version", "family", "verdict"),
    [
        ("aws:docdb/cluster:Cluster", "dbClusterParameterGroupName", "5.0.0", "docdb5.0", "fine"),
        ("aws:docdb/cluster:Cluster", "dbClusterParameterGroupName", "5.0.0", "docdb4.0", "violated"),
        ("aws:neptune/cluster:Cluster", "neptuneClusterParameterGroupName", "1.4.1.0", "neptune1.4", "fine"),
        ("aws:neptune/cluster:Cluster", "neptuneClusterParameterGroupName", "1.4.1.0", "neptune1.2", "violated"),
        ("aws:neptune/cluster:Cluster", "neptuneInstanceParameterGroupName", "1.4.1.0", "neptune1.3", "violated"),
    ],
)
def test_documentdb_and_neptune(type_, argument, version, family, verdict):
    it = resource(type_, "it", {"engineVersion": version, argument: f"default.{family}"})
    assert str(judge_stack(RULE, it)["it"]).startswith(verdict)


def test_without_a_version_the_message_asks_for_a_family_of_the_engine():
    (message,) = database("mysql", None, "postgres14").messages
    assert '"mysql" needs a family of this engine.' in message
    assert "parameter_group_name=it_parameters.name" in message
    assert "... is a family of the engine" in message


def test_the_message_names_both_families():
    (message,) = database("postgres", "15.7", "postgres14").messages
    assert '"postgres14"' in message
    assert "needs the family postgres15" in message
    assert 'family="postgres15"' in message
    assert 'or family="postgres15" (on ParameterGroup "' in message
