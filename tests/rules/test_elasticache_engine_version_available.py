"""Each engine's form of a version, in regions that were seen and regions that were not."""

import pytest

from policypack.aws.elasticache.rules.elasticache_engine_version_available import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

CLUSTER = "aws:elasticache/cluster:Cluster"
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
DATASTORE = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup"
SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache"
NO_DATA = "undetermined: engineVersion, on which the catalog has no data for this region"


def cache(region, inputs, type_=GROUP, others=(), options=None, **told):
    it = resource(type_, "it", inputs, **told)
    return judge_stack(RULE, it, *others, config={"aws:region": region}, options=options)["it"]


@pytest.mark.parametrize(
    ("region", "engine", "version", "verdict"),
    [
        ("us-east-1", "redis", "7.1", "fine"),
        ("us-east-1", "redis", 7.1, "fine"),
        ("us-east-1", None, "7.1", "fine"),  # redis is the provider's default
        ("us-east-1", "redis", "6.x", "fine"),
        ("us-east-1", "redis", "5.0.6", "fine"),
        ("us-east-1", "redis", "5.0.5", "violated: engineVersion"),
        ("eu-south-2", "redis", "5.0.5", "violated: engineVersion"),  # AWS says it of every region
        ("eu-south-2", "redis", secret("5.0.5"), "violated: engineVersion"),
        ("eu-south-2", "redis", "7.1", NO_DATA),
        ("eu-south-2", "redis", "6.x", NO_DATA),
        ("eu-south-2", "redis", "5.0.2", "violated: engineVersion"),  # no region has it
        ("eu-south-2", "redis", "7.0.7", "violated: engineVersion"),  # AWS picks the patch
        ("us-east-1", "valkey", "8.1.0", "violated: engineVersion"),
        ("us-east-1", "valkey", "8.1", "fine"),
        ("us-east-1", "valkey", "10.0", NO_DATA),
        ("us-east-1", "VALKEY", "8.1", "fine"),
        ("us-east-1", "redis", UNKNOWN, "undetermined: engineVersion"),
        ("us-east-1", UNKNOWN, "5.0.5", "undetermined: engine"),
        ("us-east-1", "redis", None, "not applicable"),
        ("us-east-1", "redis", {"major": 7}, "undetermined: engineVersion"),
    ],
)
def test_replication_group(region, engine, version, verdict):
    assert str(cache(region, {"engine": engine, "engineVersion": version})) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"engine": "memcached", "engineVersion": "1.6.22"}, "fine"),
        ({"engine": "memcached", "engineVersion": "1.6.7"}, "violated: engineVersion"),
        ({"replicationGroupId": "sessions"}, "not applicable"),
        ({"engineVersion": "7.1"}, "undetermined: engine"),
    ],
)
def test_cluster(inputs, verdict):
    assert str(cache("us-east-1", inputs, CLUSTER)) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"engine": "valkey", "majorEngineVersion": "8"}, "fine"),
        ({"engine": "memcached", "majorEngineVersion": "1.6"}, "fine"),
        ({"engine": "redis", "majorEngineVersion": "3"}, "violated: majorEngineVersion"),
        ({"engine": "valkey"}, "not applicable"),
    ],
)
def test_serverless_cache(inputs, verdict):
    assert str(cache("us-east-1", inputs, SERVERLESS)) == verdict


def test_the_fix_of_a_serverless_cache_names_its_own_argument():
    (message,) = cache("us-east-1", {"engine": "redis", "majorEngineVersion": "3"}, SERVERLESS).messages
    assert "major_engine_version=" in message


@pytest.mark.parametrize(
    ("outputs", "verdict"),
    [
        ({"id": "it", "engineVersionActual": "5.0.5"}, "fine"),
        ({"id": "it", "engineVersionActual": "4.0.10"}, "violated: engineVersion"),
        ({"id": "it"}, "undetermined: engineVersionActual"),
    ],
)
def test_a_cache_that_runs_the_version_keeps_it(outputs, verdict):
    assert str(cache("us-east-1", {"engine": "redis", "engineVersion": "5.0.5"}, outputs=outputs)) == verdict


def test_a_member_of_a_global_datastore_follows_it():
    outputs = {"id": "world", "globalReplicationGroupId": "world", "engineVersionActual": "5.0.5"}
    world = resource(DATASTORE, "world", {"globalReplicationGroupIdSuffix": "w"}, outputs=outputs)
    inputs = {"engineVersion": "5.0.5", "globalReplicationGroupId": "world"}
    assert str(cache("us-east-1", inputs, others=(world,))) == "fine"
    assert str(cache("us-east-1", inputs)) == "undetermined: globalReplicationGroupId"


def test_a_global_datastore_may_say_the_version_of_its_first_member():
    first = resource(GROUP, "first", {"replicationGroupId": "first", "engineVersion": "5.0.5"},
                     outputs={"id": "first", "engineVersionActual": "5.0.5"})  # fmt: skip
    new = resource(GROUP, "new", {"replicationGroupId": "new", "engineVersion": "7.1"})
    inputs = {"engine": "redis", "engineVersion": "5.0.5"}
    running = cache("us-east-1", {**inputs, "primaryReplicationGroupId": "first"}, DATASTORE, (first, new))
    anew = cache("us-east-1", {**inputs, "primaryReplicationGroupId": "new"}, DATASTORE, (first, new))
    outside = cache("us-east-1", {**inputs, "primaryReplicationGroupId": "outside"}, DATASTORE)
    assert [str(one) for one in (running, anew, outside)] == [
        "fine", "violated: engineVersion", "undetermined: primaryReplicationGroupId",
    ]  # fmt: skip


def test_an_organizations_list_wins():
    options = {"allowedEngineVersions": {"us-east-1": {"redis": ["5.0.5"]}}}
    assert str(cache("us-east-1", {"engineVersion": "5.0.5"}, options=options)) == "fine"
    assert str(cache("us-east-1", {"engineVersion": "7.1"}, options=options)) == "violated: engineVersion"
