"""The nouns of DynamoDB: tables, their keys and their indexes."""

from __future__ import annotations

from policypack.model.facts import Fact, any_of
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value

TABLE = ("aws:dynamodb/table:Table",)
NAME = r"[A-Za-z0-9_.-]{3,255}"
MOST_LOCAL_INDEXES = 5

_MADE_FROM = ("restoreSourceName", "restoreSourceTableArn", "restoreBackupArn")


def is_copy(table: Resource) -> Fact:
    """The table is restored from another or from a backup, which brings keys, indexes and capacity along."""
    return any_of(*(table[source].is_set() for source in _MADE_FROM))


def used_keys(hash_key: Plain, range_key: Plain, global_indexes: Plain, local_indexes: Plain) -> set[str]:
    """The attributes that the table's keys and its indexes' keys are made of."""
    keys = [hash_key, range_key]
    for index in _objects(global_indexes) + _objects(local_indexes):
        keys += [index.get("hashKey"), index.get("rangeKey")]
        keys += [part.get("attributeName") for part in _objects(index.get("keySchemas"))]
    return {str(key) for key in keys if key}


def keys_fault(*parts: Plain) -> str | None:
    """What DynamoDB has against a table's attributes and keys: attributes, hash key, range key, global and local
    indexes; None where it has nothing."""
    attributes, *keys = parts
    names = [str(one.get("name")) for one in _objects(attributes)]
    used = used_keys(*keys)
    if missing := sorted(used - set(names)):
        return f"keys use {', '.join(missing)}, which attributes do not define"
    if unused := sorted(set(names) - used):
        return f"attributes define {', '.join(unused)}, which no key uses"
    return None


def indexes(table: Resource) -> tuple[Value, ...]:
    """The table's global and local secondary indexes."""
    return (*table["globalSecondaryIndexes"].elements(), *table["localSecondaryIndexes"].elements())


def _objects(blocks: Plain) -> list[dict[str, Plain]]:
    """The objects of a list; what is of another type is none."""
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
