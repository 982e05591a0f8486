"""What a node type needs of an engine, and on which node types ElastiCache makes new clusters."""

from __future__ import annotations

import re

from policypack.aws.common.tables import table
from policypack.catalog.lifecycle import is_of_partition
from policypack.catalog.versions import version_key

_TABLE = "elasticache/node_types"


def as_of() -> str:
    """The date of the table."""
    return table(_TABLE).text("as_of")


def generation_of(node_type: str) -> str:
    """``r7g`` of ``cache.r7g.large``; empty for another form."""
    found = re.match(r"cache\.([a-z]+\d+[a-z]*)\.", node_type)
    return found[1] if found else ""


def is_not_offered(node_type: str, engine: str) -> bool:
    """No version of the engine runs on the node type."""
    return generation_of(node_type) in table(_TABLE).section("not_offered").texts(engine)


def least_version(node_type: str, engine: str) -> str | None:
    """The least version of the engine that runs on the node type; None where the table has none."""
    versions = table(_TABLE).section("least_version").section(engine)
    generation = generation_of(node_type)
    return versions.text(generation) if generation in versions else None


def is_too_old(version: str, node_type: str, engine: str) -> bool:
    """The version is below the least that runs on the node type. One of which AWS chooses the rest (``6.x``) is below
    where all that it means is; what is no version is not."""
    least = least_version(node_type, engine)
    if least is None or not re.fullmatch(r"\d{1,9}(\.\d{1,9}){0,3}(\.x)?", version, re.ASCII):
        return False
    own, floor = version_key(version.removesuffix(".x")), version_key(least)
    return own < floor[: len(own)]


def makes_new(node_type: str, region: str | None) -> bool | None:
    """ElastiCache makes new clusters on the node type; None where that is known of other partitions only."""
    generation, rows = generation_of(node_type), table(_TABLE)
    if generation not in rows.texts("no_new_clusters"):
        return True
    told = region is None or is_of_partition(region) or generation not in rows.texts("only_aws")
    return False if told else None
