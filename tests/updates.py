"""Runs programs as an update would: the stand-in of the engine answers values as real as AWS's for every output."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value
from pulumi.runtime.proto import analyzer_pb2

from policypack.aws.common.tables import table
from policypack.sources.foresight import Foresight, Made, may_be_secret, placed, template_of
from policypack.sources.program import ProgramRun
from policypack.sources.structs import from_plain, is_unknown, plain_properties, secret

ACCOUNTS = ("111122223333", "444455556666")


class Actual(Foresight):
    """Real-looking values. Two ``variant``s differ in all that may differ between two accounts: the account itself,
    and the lengths and characters of names and IDs."""

    is_guessed = False

    def __init__(self, variant: int) -> None:
        super().__init__()
        self._variant = variant

    def identity(self, made: Made) -> str:
        return self.answer(made, "id")

    def answer(self, made: Made, output: str) -> str:
        """The value of an output that is a text."""
        named = self._named(made, output)
        return named or self._actual(made.urn, template_of(made.token, output), output, made.region)

    def outputs(self, made: Made, kinds: Mapping[str, str], known: Struct, secret_names: Sequence[str]) -> Struct:
        outputs = Struct()
        outputs.CopyFrom(known)
        for name, kind in kinds.items():
            if name == "id" or (name in outputs.fields and not is_unknown(outputs.fields[name])):
                continue
            value = _of_kind(kind, self.answer(made, name))
            if value is not None:
                is_secret = name in secret_names or may_be_secret(made.token, name)
                outputs.fields[name].CopyFrom(secret(value) if is_secret else value)
        return outputs

    def result(self, token: str, asked: Mapping[str, Any], schema: Mapping[str, str], region: str | None) -> Struct:
        result = Struct()
        for name, kind in schema.items():
            value = _of_kind(kind, self._actual(f"{token} {sorted(asked.items(), key=str)}", "{mark}", name, region))
            if value is not None:
                result.fields[name].CopyFrom(value)
        return result

    def _named(self, made: Made, output: str) -> str | None:
        """The ID, ARN or URL that AWS makes of the arguments; None where it draws it."""
        templates = table("common/names_by_arguments").section("names").texts(made.token)
        form = {"arn": "arn:", "url": "https:"}.get(output)
        found = [one for one in templates if one.startswith(form or "https:")] or ([] if form else list(templates))
        if output not in ("id", "arn", "url") or not found or made.region is None:
            return None
        said = {"path": "/", "region": made.region, "account": ACCOUNTS[self._variant], **plain_properties(made.inputs)}
        fields = re.findall(r"\{(\w+)\}", found[0])
        return found[0].format_map(said) if all(isinstance(said.get(one), str) for one in fields) else None

    def _actual(self, seed: str, template: str, output: str, region: str | None) -> str:
        digits = hashlib.sha256(f"{seed} {output} {self._variant}".encode()).hexdigest()
        # The names of one account are longer, and of more kinds of characters, than those of the other.
        mark = digits[:17] if self._variant == 0 else f"Team.{digits[:8]}_{digits[:20]}"
        if template.startswith(tuple(f"{prefix}-" for prefix in ("vpc", "subnet", "sg", "i", "eni", "rtb"))):
            mark = digits[: 17 if self._variant == 0 else 8]
        return placed(template, region).replace("{account}", ACCOUNTS[self._variant]).replace("{mark}", mark)


def _of_kind(kind: str, text: str) -> Value | None:
    """A value of the kind; none for maps, objects and lists of these, which stay unknown."""
    values: dict[str, Any] = {"text": text, "texts": [text], "number": 8080, "boolean": True}
    return from_plain(values[kind]) if kind in values else None


def deployed(ran: ProgramRun, variant: int) -> analyzer_pb2.AnalyzeStackRequest:
    """What the engine asks at the end of the update: every resource of a provider has an ID, an ARN and a URL."""
    actual, request = Actual(variant), analyzer_pb2.AnalyzeStackRequest()
    request.CopyFrom(ran.stack)
    inputs = {one.urn: one.properties for one in ran.analyses}
    for one in request.resources:
        if "/" not in one.type:
            continue
        places = (inputs[one.urn].fields, one.provider.properties.fields)
        region = next((place["region"].string_value for place in places if "region" in place), None)
        made = Made(one.type, one.name, one.urn, region, inputs[one.urn])
        for output in ("arn", "url"):
            if output in one.properties.fields:
                one.properties.fields[output].string_value = actual.answer(made, output)
        one.properties.fields["id"].string_value = actual.identity(made)
    return request
