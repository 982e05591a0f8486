"""A group of one's own, its policy for a full memory; and who is not asked."""

import pytest

from policypack.aws.elasticache.rules.elasticache_parameter_group import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

CLUSTER = "aws:elasticache/cluster:Cluster"
GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
EVICTING = [{"name": "maxmemory-policy", "value": "allkeys-lru"}]


def cache(parameters=None, family="redis7", options=None, type_=GROUP, **inputs):
    group = resource(PARAMETERS, "group", {"family": family, "parameters": parameters})
    inputs = {"engine": "redis", "engineVersion": "7.1", "parameterGroupName": UNKNOWN, **inputs}
    it = resource(type_, "it", inputs, depends={"parameterGroupName": [group]})
    return judge_stack(RULE, group, it, options=options)["it"]


@pytest.mark.parametrize(
    ("parameters", "verdict"),
    [
        (EVICTING, "fine"),
        ([{"name": "timeout", "value": "60"}, *EVICTING], "fine"),
        ([{"name": "maxmemory-policy", "value": "volatile-ttl"}], "fine"),
        ([{"name": "maxmemory-policy", "value": secret("allkeys-lru")}], "fine"),
        ([{"name": "maxmemory-policy", "value": "noeviction"}], "violated: parameterGroupName"),
        ([], "violated: parameterGroupName"),
        (None, "violated: parameterGroupName"),
        (UNKNOWN, "undetermined: parameters"),
        ([{"name": "maxmemory-policy", "value": UNKNOWN}], "undetermined: parameters[0].value"),
        ([{"name": UNKNOWN, "value": "allkeys-lru"}], "undetermined: parameters[0].name"),
        ([UNKNOWN, *EVICTING], "fine"),
    ],
)
def test_policy(parameters, verdict):
    assert str(cache(parameters)) == verdict


def test_an_option_names_the_policies_that_pass():
    queue = [{"name": "maxmemory-policy", "value": "noeviction"}]
    assert str(cache(queue, options={"allowed": ["noeviction"]})) == "fine"
    assert str(cache(EVICTING, options={"allowed": ["noeviction"]})) == "violated: parameterGroupName"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        (None, "violated: parameterGroupName"),
        ("default.redis7", "violated: parameterGroupName"),
        ("default.redis7.cluster.on", "violated: parameterGroupName"),
        ("company", "undetermined: parameterGroupName"),
        (UNKNOWN, "undetermined: parameterGroupName"),
    ],
)
def test_a_name_without_a_group_of_the_stack(name, verdict):
    it = resource(GROUP, "it", {"engine": "redis", "engineVersion": "7.1", "parameterGroupName": name})
    assert str(judge_stack(RULE, it)["it"]) == verdict


def test_a_default_group_of_the_right_family_is_reported_once():
    it = resource(GROUP, "it", {"engineVersion": "7.1", "parameterGroupName": "default.redis7.cluster.on"})
    assert len(judge_stack(RULE, it)["it"].messages) == 1


@pytest.mark.parametrize(
    ("type_", "inputs"),
    [
        (CLUSTER, {"engine": "memcached"}),
        (CLUSTER, {"replicationGroupId": UNKNOWN}),
        (GROUP, {"globalReplicationGroupId": UNKNOWN}),
        (GROUP, {"globalReplicationGroupId": "ldgnf-world"}),
    ],
)
def test_who_is_not_asked(type_, inputs):
    assert str(judge_stack(RULE, resource(type_, "it", inputs))["it"]) == "not applicable"


def test_a_group_known_by_name_in_an_update():
    group = resource(PARAMETERS, "group", {"name": "ours", "family": "redis7", "parameters": EVICTING})
    it = resource(GROUP, "it", {"engineVersion": "7.1", "parameterGroupName": "ours"},
                  outputs={"id": "it", "engineVersionActual": "7.1.0"})  # fmt: skip
    assert str(judge_stack(RULE, group, it)["it"]) == "fine"


def test_the_fix_is_a_whole_group():
    it = resource(GROUP, "it", {"engine": "valkey", "engineVersion": "8.1"})
    (message,) = judge_stack(RULE, it)["it"].messages
    assert 'aws.elasticache.ParameterGroup("it-parameters", family="valkey8"' in message
    assert '"value": "allkeys-lru"' in message
    assert "cluster-enabled" not in message


@pytest.mark.parametrize("shards", [{"numNodeGroups": 2}, {"parameterGroupName": "default.valkey8.cluster.on"}])
def test_the_group_that_replaces_a_default_one_keeps_cluster_mode(shards):
    it = resource(GROUP, "it", {"engine": "valkey", "engineVersion": "8.1", **shards})
    (message,) = judge_stack(RULE, it)["it"].messages
    assert '{"name": "cluster-enabled", "value": "yes"}' in message


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ([{"name": "maxmemory-policy", "value": "noeviction"}], '"value": "allkeys-lru"  # on ParameterGroup "group"'),
        (
            [{"name": "timeout", "value": "60"}],
            'parameters=[..., {"name": "maxmemory-policy", "value": "allkeys-lru"}]',
        ),
    ],
)
def test_the_fix_of_a_policy_leaves_the_other_parameters(parameters, code):
    (message,) = cache(parameters).messages
    assert code in message
