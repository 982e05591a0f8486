"""Services beside RDS whose versions end: where a type has its version, and under which name the catalog has it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policypack.aws import elasticache
from policypack.catalog.versions import version_key
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Value

MEMORYDB = ("aws:memorydb/cluster:Cluster", "aws:memorydb/multiRegionCluster:MultiRegionCluster")


@record(frozen=True, slots=True)
class Versioned:
    """Where a type has its version, and under which name the catalog has its engine."""

    service: str
    version: str
    engine: str = ""
    engine_at: str = ""

    def engine_of(self, resource: Resource) -> Value:
        """The engine's name in the catalog."""
        if resource.type in elasticache.CACHES:
            return elasticache.engine(resource)
        if not self.engine_at:
            return Value(self.engine, "engine")
        engine = resource[self.engine_at].as_text()
        if engine.is_absent and resource.type in MEMORYDB:
            return resource[self.version].as_text().map(_engine_of_memorydb)
        return engine.map(str.lower)


def _engine_of_memorydb(version: str) -> str:
    """The engine of a cluster that names none: Valkey begins with 7.2, where Redis OSS ends with 7.1."""
    return "valkey" if version_key(version) >= version_key("7.2") else "redis"


VERSIONED: Mapping[str, Versioned] = MappingProxyType(
    {
        "aws:eks/cluster:Cluster": Versioned("eks", "version", engine="kubernetes"),
        "aws:msk/cluster:Cluster": Versioned("kafka", "kafkaVersion", engine="kafka"),
        "aws:mq/broker:Broker": Versioned("mq", "engineVersion", engine_at="engineType"),
        "aws:opensearch/domain:Domain": Versioned("opensearch", "engineVersion", engine="opensearch"),
        **{cluster: Versioned("memorydb", "engineVersion", engine_at="engine") for cluster in MEMORYDB},
        **{cache: Versioned("elasticache", "engineVersion") for cache in elasticache.CACHES},
    }
)
