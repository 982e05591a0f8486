"""The nouns of DynamoDB: tables, their keys and their indexes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policypack.model.conditions import known_or_not
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, combined

TABLE = ("aws:dynamodb/table:Table",)
ITEM = ("aws:dynamodb/tableItem:TableItem",)
NAME = r"[A-Za-z0-9_.-]{3,255}"
MOST_LOCAL_INDEXES = 5
MADE_FROM = ("restoreSourceName", "restoreSourceTableArn", "restoreBackupArn")
"""The arguments of a restored table, whose keys, indexes and capacity are its source's."""
_KEYS = ("hashKey", "rangeKey", "globalSecondaryIndexes", "localSecondaryIndexes")


def undefined_keys(table: Resource) -> Value:
    """The names of attributes that keys of the table and its indexes use, and attributes do not define."""
    return _compared(table, lambda defined, used: sorted(used - set(defined)))


def unused_attributes(table: Resource) -> Value:
    """The positions in attributes, and the names, of those that no key of the table and its indexes uses."""
    return _compared(
        table, lambda defined, used: [(place, name) for place, name in enumerate(defined) if name not in used]
    )


def indexes(table: Resource) -> tuple[Value, ...]:
    """The table's global and local secondary indexes."""
    return (*table["globalSecondaryIndexes"].elements(), *table["localSecondaryIndexes"].elements())


def _compared(table: Resource, compare: Callable[[list[str], set[str]], list[Any]]) -> Value:
    """What ``compare`` makes of the names that attributes define and those that keys use."""

    def names(attributes: Plain, *keys: Plain) -> list[Any]:
        return compare([_name(one.get("name")) for one in _objects(attributes)], _used(*keys))

    return combined(names, *(known_or_not(table[part]) for part in ("attributes", *_KEYS)))


def _used(hash_key: Plain, range_key: Plain, global_indexes: Plain, local_indexes: Plain) -> set[str]:
    keys = [hash_key, range_key]
    for index in _objects(global_indexes) + _objects(local_indexes):
        keys += [index.get("hashKey"), index.get("rangeKey")]
        keys += [part.get("attributeName") for part in _objects(index.get("keySchemas"))]
    return {_name(key) for key in keys if key}


def _name(plain: Plain) -> str:
    """A name as it is sent, where a program gives a number."""
    return Value(plain, "").as_text().say(str, "")


def _objects(blocks: Plain) -> list[dict[str, Plain]]:
    """The objects of a list; elements of another type are left out."""
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
