"""What the AWS provider does to a resource's inputs before the engine shows them to anybody.

The figures come from two files beside this one: ``aws_resources.json`` (which inputs each type has) and
``aws_autonames.json`` (which property is named, and how); both name their source and date.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value

from policypack.model.records import record
from policypack.sources import aws_functions
from policypack.sources.structs import (
    contains_unknown,
    from_plain,
    is_unknown,
    json_object,
    plain,
    revealed,
    secret,
    signature_of,
    unknown,
    without_nulls,
)
from policypack.wire.trees import SECRET

invoke = aws_functions.invoke

_HEXADECIMAL = "0123456789abcdef"
_NEWEST_MAJOR = "7"


def check_inputs(token: str, name: str, inputs: Struct, *, provider: Struct | None = None, urn: str = "") -> Struct:
    """The inputs after the provider's ``Check``; ``inputs`` itself stays as it is.

    ``provider`` holds the inputs of the resource's provider: its default tags and its region end in ``tagsAll`` and
    (pulumi-aws 7) ``region``. A provider with an unknown input checks nothing, exactly as the real one.
    Automatic names are derived from ``urn`` (else from token and name), so that each run finds the same.
    """
    configuration = provider if provider is not None else Struct()
    if any(contains_unknown(value) for value in configuration.fields.values()):
        return inputs
    checked = without_nulls(inputs)
    _encode_document(token, checked)
    major = _major(configuration)
    _fill_name(token, name, checked, major, urn or f"{token}::{name}")
    facts = _resources(major).get(token, "")
    if "t" in facts:
        checked.fields["tagsAll"].CopyFrom(_all_tags(checked, default_tags(configuration)))
    if "r" in facts and major != "6" and "region" not in checked.fields and "region" in configuration.fields:
        checked.fields["region"].CopyFrom(configuration.fields["region"])
    return checked


def default_tags(provider: Struct) -> Mapping[str, Any]:
    """The default tags of a provider, which arrive as a JSON text or as an object."""
    if "defaultTags" not in provider.fields:
        return {}
    tree = plain(provider.fields["defaultTags"])
    document = json_object(tree) if isinstance(tree, str) else tree
    tags = document.get("tags") if isinstance(document, dict) else None
    return tags if isinstance(tags, dict) else {}


@record(frozen=True, slots=True)
class _Naming:
    """How one type is named where the program leaves its name out."""

    property: str = "name"
    separator: str = "-"
    digits: int = 7
    alphabet: str = _HEXADECIMAL
    lower: bool = False
    prefix: str = ""
    suffix: str = ""
    suffix_where: str = ""

    def name(self, logical_name: str, inputs: Struct, seed: str) -> str:
        base = logical_name.lower() if self.lower else logical_name
        prefix = "" if base.startswith(self.prefix) else self.prefix
        name = prefix + base + self.separator + _digits(seed, self.alphabet, self.digits)
        condition = inputs.fields[self.suffix_where].bool_value if self.suffix_where in inputs.fields else False
        return name + self.suffix if condition else name


def _fill_name(token: str, logical_name: str, inputs: Struct, major: str, seed: str) -> None:
    naming = _naming(token, major)
    if naming is None or naming.property in inputs.fields or f"{naming.property}Prefix" in inputs.fields:
        return
    if token == "aws:rds/instance:Instance" and "sqlserver" in str(_text(inputs, "engine")).lower():
        # A SQL Server instance has at most 15 characters, so the provider leaves room for 12 of its own.
        naming = _Naming(property=naming.property, separator=naming.separator, digits=3)
    inputs.fields[naming.property].string_value = naming.name(logical_name, inputs, seed)


def _naming(token: str, major: str) -> _Naming | None:
    special = _autonames()["types"].get(token)
    if special is not None:
        return _Naming(**special)
    return _Naming() if "n" in _resources(major).get(token, "") else None


def _digits(seed: str, alphabet: str, count: int) -> str:
    digest = hashlib.sha256(seed.encode()).digest()
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:count])


def _all_tags(inputs: Struct, defaults: Mapping[str, Any]) -> Value:
    tags = inputs.fields["tags"] if "tags" in inputs.fields else Value()
    if contains_unknown(tags):
        return unknown()
    own = plain(tags)
    merged = from_plain({**defaults, **(own if isinstance(own, dict) else {})})
    return secret(merged) if _holds_secret(tags) else merged


def _holds_secret(tags: Value) -> bool:
    return signature_of(tags) == SECRET or any(signature_of(tag) == SECRET for tag in tags.struct_value.fields.values())


def _encode_document(token: str, inputs: Struct) -> None:
    """A policy given as an object is turned into JSON text, an incomplete one into an unknown."""
    key = _autonames()["json_documents"].get(token)
    if key is None or key not in inputs.fields:
        return
    value = inputs.fields[key]
    document = revealed(value)
    if document.WhichOneof("kind") not in ("struct_value", "list_value") or is_unknown(document):
        return
    text = unknown() if contains_unknown(document) else Value(string_value=json.dumps(plain(document)))
    value.CopyFrom(secret(text) if signature_of(value) == SECRET else text)


def _text(inputs: Struct, key: str) -> Any:
    return plain(inputs.fields[key]) if key in inputs.fields else ""


def _major(provider: Struct) -> str:
    """The major of pulumi-aws; the newest where the provider does not say its version."""
    major = str(_text(provider, "version")).partition(".")[0]
    return major if major in _document("aws_resources")["majors"] else _NEWEST_MAJOR


def _resources(major: str) -> Mapping[str, str]:
    types: Mapping[str, str] = _document("aws_resources")["majors"][major]["types"]
    return types


def _autonames() -> Mapping[str, Any]:
    return _document("aws_autonames")


@cache
def _document(name: str) -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    return document
