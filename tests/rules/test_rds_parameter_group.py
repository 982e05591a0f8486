"""A group of one's own: literal, linked in a first preview, known in an update, default, absent."""

import pytest

from policypack.aws.rds.rules.rds_parameter_group import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "violated: parameterGroupName"),
        ({"parameterGroupName": "default.postgres16"}, "violated: parameterGroupName"),
        ({"parameterGroupName": secret("default.postgres16")}, "violated: parameterGroupName"),
        ({"parameterGroupName": "company"}, "fine"),
        ({"parameterGroupName": UNKNOWN}, "undetermined: parameterGroupName"),
        ({"parameterGroupName": ["company"]}, "undetermined: parameterGroupName"),
        ({"engine": UNKNOWN}, "undetermined: engine"),
        ({"engine": UNKNOWN, "parameterGroupName": "company"}, "fine"),
        ({"engine": "custom-oracle-ee"}, "not applicable"),
        ({"engine": "custom-sqlserver-se", "parameterGroupName": UNKNOWN}, "not applicable"),
        ({"engine": None, "replicateSourceDb": "orders"}, "violated: parameterGroupName"),
    ],
)
def test_verdict(inputs, verdict):
    assert str(judge(RULE, **{"engine": "postgres", **inputs})) == verdict


def test_a_group_of_the_stack_counts_before_its_name_is_known():
    group = resource(GROUP, "group", {"namePrefix": "orders-", "family": "postgres16"})
    other = resource(GROUP, "other", {"family": "postgres16"})
    inputs = {"engine": "postgres", "parameterGroupName": UNKNOWN}
    linked = resource(INSTANCE, "linked", inputs, depends={"parameterGroupName": [group]})
    loose = resource(INSTANCE, "loose", inputs)
    judged = judge_stack(RULE, group, other, linked, loose)
    assert (str(judged["linked"]), str(judged["loose"])) == ("fine", "undetermined: parameterGroupName")


@pytest.mark.parametrize(
    ("type_", "argument"),
    [
        (CLUSTER, "dbClusterParameterGroupName"),
        ("aws:docdb/cluster:Cluster", "dbClusterParameterGroupName"),
        ("aws:neptune/cluster:Cluster", "neptuneClusterParameterGroupName"),
    ],
)
def test_clusters_by_their_own_argument(type_, argument):
    none = resource(type_, "none", {})
    own = resource(type_, "own", {argument: "company"})
    judged = judge_stack(RULE, none, own)
    assert (str(judged["none"]), str(judged["own"])) == (f"violated: {argument}", "fine")


def test_instances_of_a_cluster_are_not_asked():
    it = resource("aws:rds/clusterInstance:ClusterInstance", "it", {"engine": "aurora-mysql"})
    assert judge_stack(RULE, it) == {}


def test_the_fix_is_a_group_of_the_family_that_the_version_needs():
    (message,) = judge(RULE, engine="postgres", engineVersion="16.8").messages
    assert 'aws.rds.ParameterGroup("it-parameters", family="postgres16"), ' in message
    assert message.endswith("parameter_group_name=it_parameters.name")
    (message,) = judge_stack(RULE, resource("aws:docdb/cluster:Cluster", "it", {"engineVersion": "5.0.0"}))[
        "it"
    ].messages
    assert 'aws.docdb.ClusterParameterGroup("it-parameters", family="docdb5.0"), ' in message
