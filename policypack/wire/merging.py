"""Changes merged into a resource's properties: secrets stay secret, unknowns unknown, and all else as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import struct_pb2

from policypack.model.texts import encodable
from policypack.model.values import ABSENT, UNKNOWN, Plain, Secret, Value, plain
from policypack.wire.trees import OUTPUT_VALUE, SECRET, SIGNATURE, decode, encode


def merge(changes: Mapping[str, Plain | Value], properties: struct_pb2.Struct) -> None:
    """Make ``changes`` in ``properties``. What is unknown, or holds something unknown, is left as it is."""
    for name, wanted in changes.items():
        tree = plain(wanted) if isinstance(wanted, Value) else wanted
        if tree is not UNKNOWN and tree is not ABSENT:
            _change_field(properties.fields, name, tree)


def _change_field(fields: Any, name: str, wanted: Plain) -> None:
    # A map of messages makes a missing entry when it is indexed.
    if name not in fields or fields[name].WhichOneof("kind") in (None, "null_value"):
        fields[name].CopyFrom(encode(wanted))
    elif isinstance(wanted, Mapping):
        _merge_into(_opened(fields[name]), wanted)
    else:
        _replace(fields[name], wanted)


def _merge_into(place: struct_pb2.Value, changes: Mapping[Any, Plain]) -> None:
    for key, wanted in changes.items():
        if isinstance(key, int):
            _change_element(place, key, wanted)
        elif isinstance(holder := _block(place), struct_pb2.Struct):
            _change_field(holder.fields, encodable(key), wanted)


def _change_element(place: struct_pb2.Value, index: int, wanted: Plain) -> None:
    elements = place.list_value.values if place.WhichOneof("kind") == "list_value" else [place]
    if index >= len(elements):
        return
    if isinstance(wanted, Mapping):
        _merge_into(_opened(elements[index]), wanted)
    else:
        _replace(elements[index], wanted)


def _block(place: struct_pb2.Value) -> struct_pb2.Struct | None:
    """The object here; a block that may stand once arrives as an object or as a list of one."""
    if place.WhichOneof("kind") == "list_value" and len(place.list_value.values) == 1:
        place = _opened(place.list_value.values[0])
    if place.WhichOneof("kind") != "struct_value" or SIGNATURE in place.struct_value.fields:
        return None
    return place.struct_value


def _opened(place: struct_pb2.Value) -> struct_pb2.Value:
    """What a secret or an output value holds; the place itself where it is neither."""
    while place.WhichOneof("kind") == "struct_value":
        fields = place.struct_value.fields
        signature = fields[SIGNATURE].string_value if SIGNATURE in fields else ""
        if signature not in (SECRET, OUTPUT_VALUE) or "value" not in fields:
            break
        place = fields["value"]
    return place


def _replace(place: struct_pb2.Value, wanted: Plain) -> None:
    before = Value(decode(place), "")
    if not before.is_complete:
        return
    inner = _opened(place)
    holds_secrets = Value(decode(inner), "").is_secret
    inner.CopyFrom(encode(Secret(wanted) if holds_secrets else wanted))
