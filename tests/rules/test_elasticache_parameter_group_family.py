"""The family of a cache's parameter group, by engine and version."""

import pytest

from policypack.aws.elasticache.rules.elasticache_parameter_group_family import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
EVICTING = [{"name": "maxmemory-policy", "value": "allkeys-lru"}]


def cache(parameters=None, family="redis7", **inputs):
    group = resource(PARAMETERS, "group", {"family": family, "parameters": parameters})
    inputs = {"engine": "redis", "engineVersion": "7.1", "parameterGroupName": UNKNOWN, **inputs}
    it = resource(GROUP, "it", inputs, depends={"parameterGroupName": [group]})
    return judge_stack(RULE, group, it)["it"]


@pytest.mark.parametrize(
    ("engine", "version", "family", "verdict"),
    [
        ("redis", "7.1", "redis7", "fine"),
        ("redis", "7.1", "redis6.x", "violated: parameterGroupName"),
        ("redis", "6.x", "redis6.x", "fine"),
        ("redis", "6.2", "redis6.x", "fine"),
        ("redis", "5.0.6", "redis5.0", "fine"),
        ("valkey", "8.1", "valkey8", "fine"),
        ("valkey", "8.1", "redis7", "violated: parameterGroupName"),
        (None, "7.1", "redis7", "fine"),
        ("redis", None, "redis7", "undetermined: engineVersion"),
        ("redis", None, "valkey8", "violated: parameterGroupName"),
        (UNKNOWN, "7.1", "redis7", "undetermined: engine"),
    ],
)
def test_family(engine, version, family, verdict):
    assert str(cache(EVICTING, family, engine=engine, engineVersion=version)) == verdict


def test_the_group_that_replaces_one_of_another_family_has_its_parameters():
    parameters = [{"name": "cluster-enabled", "value": "yes"}, {"name": "timeout", "value": secret("61")}, *EVICTING]
    (message,) = cache(parameters, "redis6.x").messages
    assert '{"name": "cluster-enabled", "value": "yes"}' in message
    assert message.count("maxmemory-policy") == 1
    assert "61" not in message
