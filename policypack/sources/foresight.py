"""What a preview with foresight answers where a plain one knows nothing: a placeholder for each output that is a text.

Numbers, booleans, lists and objects stay unknown, because a guessed one would be decided upon.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf.struct_pb2 import ListValue, Struct, Value

from policypack.model.holes import Hole, Text
from policypack.model.records import record
from policypack.sources.aws_places import dns_suffix, partition
from policypack.sources.structs import is_unknown, unknown
from policypack.wire.placeholders import Placeholders, holds_marks

_QUOTABLE = re.compile(r"(arn|id|name|url|endpoint|address|hex|dec|zone|result)$", re.IGNORECASE)
"""Outputs without a character that JSON escapes."""
_SENSITIVE = re.compile("password|secret|token|private|credential|bcrypt|plaintext|accessKey", re.IGNORECASE)
"""Outputs that may be secret, as only their provider knows."""
_SENSITIVE_TYPES = frozenset({"random:index/randomPassword:RandomPassword"})
GUESSED_ELEMENTS = 3
_LIST_OF_IDS = re.compile(r"(ids|arns|names)$", re.IGNORECASE)


@record(frozen=True, slots=True)
class Made:
    """A resource to be created, and its region where that is certain."""

    token: str
    name: str
    urn: str
    region: str | None
    inputs: Struct = field(default_factory=Struct)


class Foresight:
    """What the stand-in of the engine answers of resources to be created, and of data sources that nothing answers.

    ``is_guessed`` says that answers are placeholders, which a program must not decide upon.
    """

    is_guessed = True

    def __init__(self) -> None:
        self.placeholders = Placeholders()

    def identity(self, made: Made) -> str:
        """The resource's ID."""
        return self._text(made, "id")

    def outputs(self, made: Made, kinds: Mapping[str, str], known: Struct, secret: Sequence[str]) -> Struct:
        """``known`` with a placeholder for each text among the outputs ``kinds`` that it lacks."""
        outputs = Struct()
        outputs.CopyFrom(known)
        for name, kind in kinds.items():
            is_known = name in outputs.fields and not is_unknown(outputs.fields[name])
            if not is_known and kind == "text" and name not in ("id", *secret) and not may_be_secret(made.token, name):
                outputs.fields[name].string_value = self._text(made, name)
        return outputs

    def result(self, token: str, asked: Mapping[str, Any], schema: Mapping[str, str], region: str | None) -> Struct:
        """The result of a data source that nobody answered: its arguments, and a guess for each field that is a text
        or a list of IDs."""
        function = token.rpartition(":")[2]
        seed = json.dumps(asked, sort_keys=True, default=str)
        result = Struct()
        for name, kind in sorted(schema.items()):
            result.fields[name].CopyFrom(self._field(token, function, seed, name, kind, region))
        return result

    def is_assumed(self, text: str) -> bool:
        """All placeholders in the text are of data sources: a plain preview with answers would know it."""
        read = self.placeholders.read(text)
        return isinstance(read, Text) and not any(hole.urn.startswith("urn:") for hole in read.holes)

    def _field(self, token: str, function: str, seed: str, name: str, kind: str, region: str | None) -> Value:
        if _SENSITIVE.search(name):
            return unknown()
        if kind == "text":
            return Value(string_value=self._guess(token, function, seed, name, region))
        if kind == "texts" and _LIST_OF_IDS.search(name):
            guesses = [self._guess(token, function, seed, name, region, index) for index in range(GUESSED_ELEMENTS)]
            return Value(list_value=ListValue(values=[Value(string_value=one) for one in guesses]))
        return unknown()

    def _guess(
        self, token: str, function: str, seed: str, name: str, region: str | None, index: int | None = None
    ) -> str:
        results = _table()["result"]
        template = placed(results.get(f"{token} {name}") or results.get(name) or "{mark}", region)
        listed = "" if index is None else f"[{index}]"
        hole = Hole(
            resource=function,
            output=name + listed,
            urn=f"{token} {seed}",
            prefix=_prefix(template),
            quotable=True,
            guessed_list=index is not None,
        )
        return self.placeholders.text(template, hole)

    def _text(self, made: Made, output: str) -> str:
        template = placed(template_of(made.token, output), made.region)
        is_listed = output in _table()["other"].get(made.token, {}) or made.token in _table().get(output, {})
        certain = re.match(".*" if is_listed else r"(arn:[\w-]+:)?", _prefix(template))
        hole = Hole(
            made.name,
            output,
            made.urn,
            prefix=certain.group() if certain else "",
            quotable=_QUOTABLE.search(output) is not None,
            longest=_longest_of_listed(made.token, output) if is_listed else _longest(output),
            never_empty=output in ("id", "arn"),
            specimen=_specimen(template) if is_listed else "",
        )
        return self.placeholders.text(template, hole)


def _longest(output: str) -> int:
    """How long the output is at most, by its kind; 0 where that is not known."""
    lower = output.lower()
    return next((length for ending, length in _table()["longest"].items() if lower.endswith(ending)), 0)


def _longest_of_listed(token: str, output: str) -> int:
    """How long the output of a type whose form is known is at most."""
    lengths = _table()["longest_of_listed"].get(output, {})
    return int(lengths.get(token, lengths.get("*", 0))) or _longest(output)


def may_be_secret(token: str, output: str) -> bool:
    """Whether an output may be secret, as only its provider knows."""
    return token in _SENSITIVE_TYPES or _SENSITIVE.search(output) is not None


def certain_region(region: str | None) -> str | None:
    """The region where it is known for certain."""
    return None if not region or holds_marks(region) else region


def template_of(token: str, output: str) -> str:
    table = _table()
    other: str | None = table["other"].get(token, {}).get(output)
    if other is not None:
        return other
    if output in ("arn", "id") and token in table[output]:
        return str(table[output][token])
    if output == "arn" and token.startswith("aws:"):
        service = token.split(":")[1].partition("/")[0]
        return f"arn:{{partition}}:{service}:{{region}}:{{account}}:{{mark}}"
    return "{mark}"


def placed(template: str, region: str | None) -> str:
    """The template in its region; one that needs a region which nothing says has none of its form."""
    if region is None:
        return "{mark}" if re.search(r"\{(region|partition|suffix)\}", template) else template
    places = {"{region}": region, "{partition}": partition(region), "{suffix}": dns_suffix(region)}
    for variable, place in places.items():
        template = template.replace(variable, place)
    return template


def _specimen(template: str) -> str:
    """A text in the template's form; none where the region is not known."""
    specimen = template.replace("{account}", "123456789012").replace("{mark}", "0123456789abcdef0")
    return "" if template == "{mark}" else specimen


def _prefix(template: str) -> str:
    return re.split(r"\{(?:account|mark)\}", template)[0]


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(Path(__file__).with_name("aws_placeholders.json").read_text("utf-8"))
    return table
