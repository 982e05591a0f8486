"""Protobuf structs to property trees: the only place that knows sentinels and signatures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from google.protobuf import struct_pb2

from policypack.model.holes import Text
from policypack.model.json_text import DEEPEST
from policypack.model.texts import encodable
from policypack.model.values import UNKNOWN, Plain, Secret

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key that marks an object as something else than plain data."""
SECRET = "1b47061264138c4ac30d75fd1eb44270"
RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
UNKNOWN_SENTINELS = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        UNKNOWN_STRING,
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
UNDECRYPTED_SECRET = "[secret]"
"""What a state's export holds where a secret was not decrypted."""
_SHORTEST_SECRET = 8
"""Characters of a secret that are not met by chance."""

ReadText: TypeAlias = Callable[[str], Plain]
"""What a text stands for in a preview with foresight: see ``Placeholders.read``."""


def as_it_is(text: str) -> Plain:
    """The engine's own texts hold no placeholder."""
    return text


def hiding(secrets: Iterable[str], read: ReadText = as_it_is) -> ReadText:
    """``read``, but a text that one of the secrets is in is secret: a program may have read a secret of the stack's
    configuration as a plain text. Those too short to be told from other text are not looked for."""
    long = [one for one in secrets if len(one) >= _SHORTEST_SECRET]
    hidden = tuple(dict.fromkeys((*long, *(json.dumps(one)[1:-1] for one in long))))
    if not hidden:
        return read

    def marked(text: str) -> Plain:
        return Secret(read(text)) if any(one in text for one in hidden) else read(text)

    return marked


class LazyProperties(Mapping[str, Plain]):
    """The properties of a struct, each decoded when it is first read."""

    __slots__ = ("_decoded", "_fields", "_read")

    def __init__(self, struct: struct_pb2.Struct, read: ReadText = as_it_is) -> None:
        self._fields = struct.fields
        self._read = read
        self._decoded: dict[str, Plain] = {}

    def __getitem__(self, key: str) -> Plain:
        if key not in self._decoded:
            # A map of messages makes a missing entry when it is indexed, so ask first.
            if key not in self._fields:
                raise KeyError(key)
            self._decoded[key] = decode(self._fields[key], read=self._read)
        return self._decoded[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Most of what rules ask is not there: no exception is made for it."""
        return self[key] if key in self._decoded or key in self._fields else default

    def __contains__(self, key: object) -> bool:
        return key in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._fields))

    def __len__(self) -> int:
        return len(self._fields)


def decode(value: struct_pb2.Value, depth: int = 0, read: ReadText = as_it_is) -> Plain:
    """The tree that a protobuf value stands for; never raises, whatever the value holds."""
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return _decode_text(value.string_value, read)
    if kind == "struct_value":
        return UNKNOWN if depth > DEEPEST else _decode_object(value.struct_value, depth, read)
    if kind == "list_value":
        return UNKNOWN if depth > DEEPEST else _decode_list(value.list_value, depth, read)
    if kind == "number_value":
        return value.number_value
    return value.bool_value if kind == "bool_value" else None


def plain_data(value: struct_pb2.Value) -> Any:
    """The JSON data in a protobuf value that has no sentinels; numbers that JSON has not are as they are."""
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return {key: plain_data(one) for key, one in value.struct_value.fields.items()}
    if kind == "list_value":
        return [plain_data(one) for one in value.list_value.values]
    return None if kind in (None, "null_value") else getattr(value, kind)


def _decode_text(text: str, read: ReadText) -> Plain:
    if text in UNKNOWN_SENTINELS:
        return UNKNOWN
    return Secret(UNKNOWN) if text == UNDECRYPTED_SECRET else read(text)


def _decode_list(values: struct_pb2.ListValue, depth: int, read: ReadText) -> Plain:
    items = [decode(item, depth + 1, read) for item in values.values]
    # How long a list of a data source is that nobody answered is not known.
    return UNKNOWN if any(isinstance(item, Text) and item.is_of_guessed_list for item in items) else items


def _decode_object(struct: struct_pb2.Struct, depth: int, read: ReadText) -> Plain:
    fields = struct.fields
    if SIGNATURE not in fields:
        keys = [read(key) for key in fields]
        if not all(isinstance(key, str | Secret) for key in keys):
            return UNKNOWN
        found = {key: decode(fields[key], depth + 1, read) for key in sorted(fields)}
        return Secret(found) if any(isinstance(key, Secret) for key in keys) else found
    signature = fields[SIGNATURE].string_value
    inner = decode(fields["value"], depth + 1, read) if "value" in fields else None
    if signature == SECRET:
        return Secret(inner)
    if signature == OUTPUT_VALUE:
        tree = inner if "value" in fields else UNKNOWN
        return Secret(tree) if "secret" in fields and fields["secret"].bool_value else tree
    if signature == RESOURCE_REFERENCE:
        return _decode_reference(fields, depth, read)
    return {key: decode(fields[key], depth + 1, read) for key in sorted(fields) if key != SIGNATURE}


def _decode_reference(fields: Any, depth: int, read: ReadText) -> Plain:
    """A resource given where an ID goes: its ID, unknown as long as the resource is still to be made."""
    identity = decode(fields["id"], depth + 1, read) if "id" in fields else UNKNOWN
    return UNKNOWN if identity == "" else identity


class StateProperties(Mapping[str, Plain]):
    """The properties of a resource in a state, which is JSON, each decoded when it is first read."""

    __slots__ = ("_decoded", "_fields")

    def __init__(self, fields: Mapping[str, Any]) -> None:
        # Properties that are secret as a whole are none that anybody can name.
        own = {} if SIGNATURE in fields else fields
        self._fields = {key: value for key, value in own.items() if not _is_bookkeeping(key)}
        self._decoded: dict[str, Plain] = {}

    def __getitem__(self, key: str) -> Plain:
        if key not in self._decoded:
            self._decoded[key] = decode_state(self._fields[key])
        return self._decoded[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Most of what rules ask is not there: no exception is made for it."""
        return self[key] if key in self._fields else default

    def __contains__(self, key: object) -> bool:
        return key in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._fields))

    def __len__(self) -> int:
        return len(self._fields)


def decode_state(tree: Any, depth: int = 0) -> Plain:
    """The property tree that JSON data of a state stands for. Secrets are unknown, as if none were decrypted."""
    kind = type(tree)
    if kind is str:
        return _decode_text(tree, as_it_is)
    if kind is dict:
        return UNKNOWN if depth > DEEPEST else _decode_state_object(tree, depth)
    if kind is list:
        return UNKNOWN if depth > DEEPEST else [decode_state(item, depth + 1) for item in tree]
    return float(tree) if kind is int else tree


def _decode_state_object(fields: Mapping[str, Any], depth: int) -> Plain:
    signature = fields.get(SIGNATURE)
    if signature == SECRET:
        return Secret(UNKNOWN)
    if signature == OUTPUT_VALUE:
        tree = decode_state(fields["value"], depth + 1) if "value" in fields else UNKNOWN
        return Secret(tree) if fields.get("secret") is True else tree
    if signature == RESOURCE_REFERENCE:
        identity = decode_state(fields.get("id", UNKNOWN_STRING), depth + 1)
        return UNKNOWN if identity == "" else identity
    return {key: decode_state(fields[key], depth + 1) for key in sorted(fields) if not _is_bookkeeping(key)}


def _is_bookkeeping(key: object) -> bool:
    """The engine's mark of special objects, and what the provider's bridge keeps for itself (``__defaults``)."""
    return key == SIGNATURE or (isinstance(key, str) and key.startswith("__"))


def encode(tree: Plain) -> struct_pb2.Value:
    """The protobuf value of a tree, for programs and tests that speak to the servicer."""
    if tree is UNKNOWN:
        return struct_pb2.Value(string_value=UNKNOWN_STRING)
    if isinstance(tree, Secret):
        mark = struct_pb2.Value(string_value=SECRET)
        return struct_pb2.Value(struct_value=struct_pb2.Struct(fields={SIGNATURE: mark, "value": encode(tree.value)}))
    if isinstance(tree, bool):
        return struct_pb2.Value(bool_value=tree)
    if isinstance(tree, int | float):
        return struct_pb2.Value(number_value=float(tree))
    if isinstance(tree, str):
        return struct_pb2.Value(string_value=encodable(tree))
    if isinstance(tree, list | tuple):
        return struct_pb2.Value(list_value=struct_pb2.ListValue(values=[encode(item) for item in tree]))
    if isinstance(tree, Mapping):
        return struct_pb2.Value(struct_value=encode_properties(tree))
    return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)


def encode_properties(properties: Mapping[str, Plain]) -> struct_pb2.Struct:
    """The struct of a resource's properties."""
    return struct_pb2.Struct(fields={encodable(key): encode(value) for key, value in properties.items()})
