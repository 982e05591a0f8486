"""What the engine sent for the examples, changed at random: every reply is one, is bounded, and keeps secrets."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from google.protobuf import json_format
from google.protobuf.message import Message
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.session import Session
from policypack.pack import make_servicer
from policypack.wire.servicer import Servicer
from policypack.wire.trees import encode_properties
from tests.fuzz.conftest import Search
from tests.fuzz.mutations import CANARY, Mutator
from tests.fuzz.test_files import SEEDS
from tests.hostile import acting
from tests.test_linear import Calls
from tests.test_recorded import RECORDED, ROOT

LONGEST = 2048
"""Bytes of a message."""
CALLS, CALLS_FOR_EACH = 60_000, 1_500
"""Most calls of the pack's functions for one request, and for each value in it: ten times what was ever seen."""
_FAILED = re.compile("This is a fault of the|the pack failed with")


@cache
def recorded(call: str) -> list[dict[str, Any]]:
    """The requests of one kind, as JSON data."""
    files = sorted(RECORDED.glob("*-preview.json"))
    return [one["request"] for file in files for one in json.loads(file.read_text()) if one["call"] == call]


@cache
def values() -> list[Any]:
    """Parts of what was recorded, to put elsewhere."""
    return [value for one in recorded("Analyze") for value in one.get("properties", {}).values()]


def configured(mutator: Mutator) -> analyzer_pb2.AnalyzerStackConfigureRequest:
    request = mutator.random.choice(recorded("ConfigureStack"))
    config = {key: value for key, value in request["config"].items() if mutator.random.random() < 0.9}
    if mutator.random.random() < 0.5:
        config[f"guardrails:{mutator.random.choice(('levels', 'options', 'exemptions', 'x'))}"] = mutator.text()
    if mutator.random.random() < 0.3:
        config["aws:defaultTags"] = json.dumps({"tags": mutator.tree({"team": "web"})})
    return analyzer_pb2.AnalyzerStackConfigureRequest(
        project=request["project"], stack=request["stack"], dry_run=mutator.random.random() < 0.7, config=config
    )


def policies(mutator: Mutator) -> analyzer_pb2.ConfigureAnalyzerRequest:
    """A policy configuration, as the engine sends it."""
    request = analyzer_pb2.ConfigureAnalyzerRequest()
    for name, told in _object(mutator.tree(SEEDS["policies"])).items():
        request.policyConfig[name].enforcementLevel = mutator.random.randrange(5)
        request.policyConfig[name].properties.CopyFrom(
            encode_properties(told if isinstance(told, dict) else {"a": told})
        )
    return request


def analyze(mutator: Mutator) -> analyzer_pb2.AnalyzeRequest:
    told = mutator.random.choice(recorded("Analyze"))
    request = analyzer_pb2.AnalyzeRequest(type=told["type"], urn=told["urn"], name=told["name"])
    request.properties.CopyFrom(encode_properties(_object(mutator.tree(told.get("properties", {})))))
    if "provider" in told:
        json_format.ParseDict({**told["provider"], "properties": {}}, request.provider)
        provider = _object(mutator.tree(told["provider"]["properties"], 1))
        request.provider.properties.CopyFrom(encode_properties(provider))
    if mutator.random.random() < 0.2:
        request.name = mutator.text()
        request.urn = f"{told['urn'].rpartition('::')[0]}::{request.name}"
    return request


def stack(mutator: Mutator) -> analyzer_pb2.AnalyzeStackRequest:
    """Some resources of a stack, some of them changed, and their links."""
    whole = mutator.random.choice(recorded("AnalyzeStack"))["resources"]
    chosen = mutator.random.sample(whole, min(len(whole), 14))
    request = analyzer_pb2.AnalyzeStackRequest()
    for told in chosen:
        resource = request.resources.add()
        changed = mutator.random.random() < 0.4
        properties = _object(mutator.tree(told.get("properties", {}))) if changed else told.get("properties", {})
        json_format.ParseDict({**told, "properties": {}}, resource)
        resource.properties.CopyFrom(encode_properties(properties))
        if changed and mutator.random.random() < 0.3:
            links = [mutator.random.choice(whole)["urn"], mutator.text(), resource.urn]
            resource.propertyDependencies[mutator.random.choice((mutator.text(), *properties))].urns.extend(links)
            resource.dependencies.extend(links)
    return request


def test_no_request_breaks_the_pack(search: Search) -> None:
    servicer: Servicer = make_servicer(ROOT)
    problems: list[str] = []
    for source in search.cases(110):
        mutator = Mutator(source, values())
        if source.random() < 0.1:
            problems += wrong(make_servicer(ROOT), "Configure", policies(mutator))
        servicer.ConfigureStack(configured(mutator), Refusing())
        for call, request in requests(mutator):
            problems += wrong(servicer, call, request)
        assert problems == []


def requests(mutator: Mutator) -> Iterator[tuple[str, Any]]:
    for _ in range(4):
        request = analyze(mutator)
        yield "Remediate", request
        yield "Analyze", request
    yield "AnalyzeStack", stack(mutator)


class RefusedError(Exception):
    """The pack says that a setting is wrong."""


class Refusing:
    """A call's context, of which only the refusal matters."""

    def abort(self, _code: Any, text: str) -> None:
        raise RefusedError(text)


def wrong(servicer: Servicer, call: str, request: Message) -> list[str]:
    """What is wrong with the reply."""
    counter = Calls()
    try:
        with counter.counted():
            reply = getattr(servicer, call)(request, Refusing())
    except RefusedError as refused:
        return _wrong_text(call, str(refused))
    reply.SerializeToString()
    problems = []
    if call in ("Analyze", "AnalyzeStack"):
        for one in reply.diagnostics:
            problems += _wrong_text(call, one.message)
        for one in reply.not_applicable:
            problems += _wrong_text(call, one.reason)
    if counter.number > (most := CALLS + CALLS_FOR_EACH * _size(request)):
        problems.append(f"{call}: {counter.number} calls, more than {most}")
    return problems


def _wrong_text(call: str, text: str) -> list[str]:
    problems = [
        *(f"acts: {one!r}" for one in acting(text)),
        *(["is too long"] if len(text.encode("utf-8", "surrogatepass")) > LONGEST else []),
        # A policy configuration has no secrets; Pulumi keeps it in plain text.
        *(["shows a secret"] if CANARY in text.lower() and call != "Configure" else []),
        *(["failed"] if _FAILED.search(text) else []),
    ]
    return [f"{call}: {problem}: {text[:400]}" for problem in problems]


def _size(request: Message) -> int:
    return request.ByteSize() // 20


def _object(tree: Any) -> dict[str, Any]:
    return tree if isinstance(tree, dict) else {"a": tree}


def test_the_search_sees_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    servicer = make_servicer(ROOT)
    request = analyze(Mutator(random.Random(0), values()))

    def crash(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(Session, "resource", crash)
    assert [one.partition(": ")[2][:6] for one in wrong(servicer, "Analyze", request)] == ["failed"]
    assert len(_wrong_text("Analyze", f"\x1b{CANARY}" * 1000)) > 3
