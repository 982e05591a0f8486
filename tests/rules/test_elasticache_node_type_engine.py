"""Node types by engine, version and region; clusters that exist and members of groups."""

import pytest

from policypack.aws.elasticache.rules.elasticache_node_type_engine import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
CLUSTER = "aws:elasticache/cluster:Cluster"


def judged(inputs, type_=GROUP, region="eu-west-1", **told):
    it = resource(type_, "it", inputs, **told)
    return judge_stack(RULE, it, config={"aws:region": region} if region else {})["it"]


@pytest.mark.parametrize(
    ("engine", "version", "node_type", "verdict"),
    [
        ("redis", "5.0.6", "cache.m7g.large", "violated: nodeType"),
        ("redis", "6.0", "cache.r7g.large", "violated: nodeType"),
        ("redis", "6.2", "cache.r7g.large", "fine"),
        ("redis", "6.x", "cache.r7g.large", "fine"),
        ("redis", "6", "cache.r7g.large", "fine"),
        ("redis", "5.x", "cache.r7g.large", "violated: nodeType"),
        ("redis", "7.1", "cache.r8g.large", "violated: nodeType"),
        ("redis", None, "cache.r8g.large", "violated: nodeType"),
        ("Redis", None, "cache.r8g.large", "violated: nodeType"),
        (None, None, "cache.r8g.large", "violated: nodeType"),  # redis is the provider's default
        ("redis", "5.0.6", secret("cache.m7g.large"), "violated: nodeType"),
        ("redis", "latest", "cache.r7g.large", "fine"),
        ("redis", "4.0.10", "cache.t4g.micro", "fine"),
        ("redis", "4.0.10", "cache.r6g.large", "violated: nodeType"),
        ("valkey", "7.2", "cache.r8g.large", "fine"),
        ("valkey", "7.2", "cache.t2.small", "violated: nodeType"),
        ("redis", None, "cache.m3.medium", "violated: nodeType"),
        ("redis", "7.1", "cache.r19g.large", "fine"),
        ("redis", UNKNOWN, "cache.t3.small", "fine"),
        ("redis", UNKNOWN, "cache.m7g.large", "undetermined: engineVersion"),
        (UNKNOWN, "7.1", "cache.m8g.large", "undetermined: engine"),
        ("redis", "7.1", UNKNOWN, "undetermined: nodeType"),
        ("redis", "7.1", None, "not applicable"),
        ("redis", "7.1", 5, "fine"),
    ],
)
def test_replication_group(engine, version, node_type, verdict):
    inputs = {"engine": engine, "engineVersion": version, "nodeType": node_type}
    assert str(judged(inputs)) == verdict


@pytest.mark.parametrize(
    ("version", "node_type", "verdict"),
    [
        ("1.6.22", "cache.m8g.large", "fine"),
        ("1.5.16", "cache.m8g.large", "violated: nodeType"),
        ("1.4.34", "cache.t4g.micro", "violated: nodeType"),
        ("1.4.34", "cache.m5.large", "fine"),
        ("1.6.22", "cache.r6gd.xlarge", "violated: nodeType"),
    ],
)
def test_memcached(version, node_type, verdict):
    assert str(judged({"engine": "memcached", "engineVersion": version, "nodeType": node_type}, CLUSTER)) == verdict


@pytest.mark.parametrize(
    ("region", "node_type", "verdict"),
    [
        (None, "cache.t2.micro", "violated: nodeType"),
        ("cn-north-1", "cache.t2.micro", "undetermined: region, of which AWS does not say whether it makes new T2"),
        ("cn-north-1", "cache.m3.medium", "violated: nodeType"),
    ],
)
def test_previous_generations_by_region(region, node_type, verdict):
    assert str(judged({"engine": "redis", "nodeType": node_type}, region=region)) == verdict


def test_what_exists_keeps_its_nodes():
    inputs = {"engine": "redis", "engineVersion": "5.0.6", "nodeType": "cache.t2.micro"}
    assert str(judged(inputs, outputs={"id": "sessions", "engineVersionActual": "5.0.6"})) == "not applicable"


@pytest.mark.parametrize(("type_", "argument"), [(GROUP, "globalReplicationGroupId"), (CLUSTER, "replicationGroupId")])
def test_a_member_has_its_groups_engine(type_, argument):
    assert str(judged({argument: "sessions", "nodeType": "cache.t2.micro"}, type_)) == "not applicable"


def test_a_fix_is_a_node_type_that_runs_the_version():
    inputs = {"engine": "redis", "engineVersion": "5.0.6", "nodeType": "cache.m8g.large"}
    (message,) = judged(inputs).messages
    assert "cache.m6g.large" in message
