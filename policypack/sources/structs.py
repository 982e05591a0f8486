"""What is done with property values between a program and the analyzers, on protobuf's own structs.

Nothing here decodes a value for good: whatever is not changed is copied, so that assets, archives and
anything that a later SDK invents arrive as they were sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from google.protobuf.struct_pb2 import NULL_VALUE, ListValue, Struct, Value

from policypack.model.json_text import parsed_json
from policypack.model.texts import encodable
from policypack.wire.trees import (
    OUTPUT_VALUE,
    RESOURCE_REFERENCE,
    SECRET,
    SIGNATURE,
    UNKNOWN_SENTINELS,
    UNKNOWN_STRING,
)


def unknown() -> Value:
    """The value that stands for whatever a preview does not know."""
    return Value(string_value=UNKNOWN_STRING)


def secret(value: Value) -> Value:
    """``value`` marked as a secret, once."""
    return value if signature_of(value) == SECRET else _marked(SECRET, {"value": value})


def all_secret(properties: Struct) -> Struct:
    """The same properties, each marked as a secret."""
    return Struct(fields={key: secret(value) for key, value in properties.fields.items()})


def signature_of(value: Value) -> str:
    """What an object stands for (secret, output value, asset...), "" for plain data."""
    fields = value.struct_value.fields if value.WhichOneof("kind") == "struct_value" else {}
    return str(fields[SIGNATURE].string_value) if SIGNATURE in fields else ""


def is_unknown(value: Value) -> bool:
    """Whether the value itself, or the inside of a secret, is unknown."""
    if signature_of(value) == SECRET:
        return is_unknown(value.struct_value.fields["value"])
    return value.WhichOneof("kind") == "string_value" and value.string_value in UNKNOWN_SENTINELS


def contains_unknown(value: Value) -> bool:
    """Whether the value or any part of it is unknown."""
    if is_unknown(value):
        return True
    return any(contains_unknown(part) for part in _parts(value))


def contains_secret(value: Value) -> bool:
    """Whether the value or any part of it is marked as a secret."""
    return signature_of(value) == SECRET or any(contains_secret(part) for part in _parts(value))


def texts_in(value: Value) -> Iterator[str]:
    """All texts in the value, those inside of secrets too, without the marks."""
    if signature_of(value) == SECRET:
        yield from texts_in(value.struct_value.fields["value"])
    elif value.WhichOneof("kind") == "string_value":
        yield value.string_value
    for part in () if signature_of(value) else _parts(value):
        yield from texts_in(part)


def without_marks(properties: Struct) -> Struct:
    """The same properties, the inside of each secret in its place."""
    return Struct(fields={key: _without_marks(value) for key, value in properties.fields.items()})


def _without_marks(value: Value) -> Value:
    value = revealed(value)
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return Value(struct_value=without_marks(value.struct_value))
    if kind == "list_value":
        return Value(list_value=ListValue(values=[_without_marks(item) for item in value.list_value.values]))
    return value


def revealed(value: Value) -> Value:
    """The inside of a secret; any other value itself."""
    return revealed(value.struct_value.fields["value"]) if signature_of(value) == SECRET else value


def for_analyzers(properties: Struct) -> Struct:
    """Properties as the engine gives them to an analyzer.

    Resource references become IDs (URNs for components), output values become plain, secret or unknown ones,
    internal keys (``__defaults``) go.
    """
    fields = properties.fields
    return Struct(fields={key: _for_analyzers(fields[key]) for key in fields if not key.startswith("__")})


def _for_analyzers(value: Value) -> Value:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        # A text that an unknown was joined into cannot be known either.
        return unknown() if UNKNOWN_STRING in value.string_value else value
    if kind == "list_value":
        items = [_for_analyzers(item) for item in value.list_value.values]
        return Value(list_value=ListValue(values=items))
    if kind != "struct_value":
        return value
    fields = value.struct_value.fields
    signature = signature_of(value)
    if signature == OUTPUT_VALUE:
        inner = _for_analyzers(fields["value"]) if "value" in fields else unknown()
        return secret(inner) if "secret" in fields and fields["secret"].bool_value else inner
    if signature == RESOURCE_REFERENCE:
        reference = fields["id"] if "id" in fields else fields["urn"]
        return reference if reference.string_value else unknown()
    return Value(struct_value=for_analyzers(value.struct_value))


def without_nulls(properties: Struct) -> Struct:
    """The same properties without the fields that say nothing, at any depth."""
    return Struct(
        fields={
            key: _without_nulls(value)
            for key, value in properties.fields.items()
            if value.WhichOneof("kind") not in (None, "null_value")
        }
    )


def _without_nulls(value: Value) -> Value:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return Value(struct_value=without_nulls(value.struct_value))
    if kind == "list_value":
        items = [_without_nulls(item) for item in value.list_value.values]
        return Value(list_value=ListValue(values=items))
    return value


def plain(value: Value) -> Any:
    """The value as Python data: secrets unwrapped, unknown parts left out of objects and lists."""
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        if signature_of(value) == SECRET:
            return plain(value.struct_value.fields["value"])
        return plain_properties(value.struct_value)
    if kind == "list_value":
        return [plain(item) for item in value.list_value.values if not is_unknown(item)]
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    return {"string_value": value.string_value, "bool_value": value.bool_value}.get(kind or "")


def plain_properties(properties: Struct) -> dict[str, Any]:
    """:func:`plain` of every property that is not unknown."""
    return {key: plain(value) for key, value in properties.fields.items() if not is_unknown(value)}


def from_plain(tree: Any) -> Value:
    """The protobuf value of Python data; the unknown sentinel in a text stays what it is."""
    if isinstance(tree, bool):
        return Value(bool_value=tree)
    if isinstance(tree, int | float):
        return Value(number_value=float(tree))
    if isinstance(tree, Mapping):
        return Value(struct_value=from_plain_properties(tree))
    if isinstance(tree, Iterable) and not isinstance(tree, str):
        return Value(list_value=ListValue(values=[from_plain(item) for item in tree]))
    return Value(null_value=NULL_VALUE) if tree is None else Value(string_value=encodable(str(tree)))


def from_plain_properties(properties: Mapping[Any, Any]) -> Struct:
    """The struct of Python data."""
    return Struct(fields={encodable(str(key)): from_plain(value) for key, value in properties.items()})


def json_object(text: str) -> dict[str, Any] | None:
    """The object that a JSON text holds; None for any other text."""
    try:
        tree = parsed_json(text)
    except ValueError:
        return None
    return tree if isinstance(tree, dict) else None


def _marked(signature: str, fields: Mapping[str, Value]) -> Value:
    return Value(struct_value=Struct(fields={SIGNATURE: Value(string_value=signature), **fields}))


def _parts(value: Value) -> Iterable[Value]:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return list(value.struct_value.fields.values())
    return list(value.list_value.values) if kind == "list_value" else []
