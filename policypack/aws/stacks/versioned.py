"""Services beside RDS whose versions end: where a type has its version, and under which name the catalog has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policypack.aws import elasticache
from policypack.model.resources import Resource
from policypack.model.values import Value


@dataclass(frozen=True, slots=True)
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
        if self.engine_at:
            return resource[self.engine_at].as_text().map(str.lower)
        return Value(self.engine, "engine")


VERSIONED: Mapping[str, Versioned] = MappingProxyType(
    {
        "aws:eks/cluster:Cluster": Versioned("eks", "version", engine="kubernetes"),
        "aws:msk/cluster:Cluster": Versioned("kafka", "kafkaVersion", engine="kafka"),
        "aws:mq/broker:Broker": Versioned("mq", "engineVersion", engine_at="engineType"),
        "aws:opensearch/domain:Domain": Versioned("opensearch", "engineVersion", engine="opensearch"),
        **{cache: Versioned("elasticache", "engineVersion") for cache in elasticache.CACHES},
    }
)
