"""Caches at the limits, unknown and secret values, members of other groups."""

import pytest

from policypack.aws.elasticache.rules.elasticache_topology_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "not applicable"),
        ({"automaticFailoverEnabled": True, "numCacheClusters": "2"}, "fine"),
        ({"automaticFailoverEnabled": "true", "numCacheClusters": 1}, "violated: numCacheClusters"),
        ({"automaticFailoverEnabled": True}, "violated: numCacheClusters"),
        ({"automaticFailoverEnabled": True, "numNodeGroups": UNKNOWN}, "fine"),
        ({"automaticFailoverEnabled": True, "parameterGroupName": "own"}, "fine"),
        (
            {"automaticFailoverEnabled": True, "globalReplicationGroupId": UNKNOWN},
            "undetermined: globalReplicationGroupId",
        ),
        ({"automaticFailoverEnabled": True, "globalReplicationGroupId": "g"}, "fine"),
        ({"automaticFailoverEnabled": UNKNOWN, "numCacheClusters": 1}, "undetermined: automaticFailoverEnabled"),
        ({"automaticFailoverEnabled": UNKNOWN, "numCacheClusters": 3}, "fine"),
        ({"multiAzEnabled": True, "numCacheClusters": 2}, "violated: automaticFailoverEnabled"),
        ({"numCacheClusters": 6}, "fine"),
        ({"numCacheClusters": 7}, "violated: numCacheClusters"),
        ({"numNodeGroups": 3, "replicasPerNodeGroup": 0}, "violated: automaticFailoverEnabled"),
        ({"numNodeGroups": 3, "replicasPerNodeGroup": 0, "automaticFailoverEnabled": True}, "fine"),
        ({"authToken": secret("4f1d9c0a7be24c8c9d25")}, "violated: transitEncryptionEnabled"),
        ({"authTokenWo": "4f1d9c0a7be24c8c9d25", "transitEncryptionEnabled": True}, "fine"),
        ({"authToken": UNKNOWN, "transitEncryptionEnabled": "true"}, "fine"),
        ({"authToken": ""}, "not applicable"),
        ({"nodeType": "cache.r6gd.xlarge"}, "violated: dataTieringEnabled"),
        ({"nodeType": "cache.r6g.xlarge"}, "not applicable"),
        ({"nodeType": UNKNOWN}, "undetermined: nodeType"),
        ({"dataTieringEnabled": True}, "fine"),
        ({"nodeType": ["cache"]}, "undetermined: nodeType"),
    ],
)
def test_replication_group(inputs, verdict):
    assert str(judge(RULE, **inputs)) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"engine": "redis", "numCacheNodes": 1}, "fine"),
        ({"engine": "valkey", "numCacheNodes": 2}, "violated: engine, numCacheNodes"),
        ({"engine": "memcached", "numCacheNodes": 40}, "fine"),
        ({"engine": "memcached", "numCacheNodes": 1, "azMode": "cross-az"}, "violated: numCacheNodes"),
        ({"engine": "memcached", "numCacheNodes": 2, "azMode": "cross-az"}, "fine"),
        ({"engine": "redis", "transitEncryptionEnabled": True}, "violated: transitEncryptionEnabled"),
        ({"engine": UNKNOWN, "transitEncryptionEnabled": True}, "undetermined: engine"),
        ({"engine": "redis", "parameterGroupName": "default.redis7.cluster.on"}, "violated: parameterGroupName"),
        ({"engine": "redis", "parameterGroupName": "own.cluster.on"}, "fine"),
        ({"replicationGroupId": UNKNOWN}, "fine"),
    ],
)
def test_cluster(inputs, verdict):
    it = resource("aws:elasticache/cluster:Cluster", "it", inputs)
    assert str(judge_stack(RULE, it)["it"]) == verdict


def test_a_token_is_not_shown():
    (message,) = judge(RULE, authToken=secret("4f1d9c0a7be24c8c9d25")).messages
    assert "4f1d9c0a7be24c8c9d25" not in message
