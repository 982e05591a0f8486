"""What an offline run sends is what the real engine sent for the same programs: names' random digits aside.

A changed example needs a new recording: tests/engine/README.md says how.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from pulumi.runtime.proto import analyzer_pb2

from policypack.sources.program import run_program
from policypack.wire.trees import SIGNATURE
from tests.engine.recorder import read_recording
from tests.sources.runs import UNKNOWN

ROOT = Path(__file__).parents[2]
STACK_TYPE = "pulumi:pulumi:Stack"


def comparable(message: Message) -> Any:
    """The message as data without what differs from run to run."""
    return _comparable(MessageToDict(message))


def _comparable(tree: Any) -> Any:
    if isinstance(tree, dict):
        if SIGNATURE in tree:
            return "secret"  # the programs make a password from Python's own random
        return {key: _comparable(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return sorted((_comparable(item) for item in tree), key=lambda item: json.dumps(item, sort_keys=True))
    named = isinstance(tree, str) and tree != UNKNOWN
    return re.sub(r"[0-9a-f]{7}$", "#######", tree) if named else tree


@pytest.mark.parametrize("name", ["flawed", "hardened"])
def test_an_example(name: str) -> None:
    calls = read_recording(ROOT / "tests" / "recorded" / f"{name}-preview.json")
    run = run_program(ROOT / "examples" / name)
    recorded = {call.request.urn: comparable(call.request) for call in calls if call.call == "Analyze"}
    assert {one.urn: comparable(one) for one in run.analyses} == recorded
    (stack,) = (call.request for call in calls if call.call == "AnalyzeStack")
    resources = {one.urn: one for one in run.stack.resources}
    assert set(resources) == {one.urn for one in stack.resources}
    for one in stack.resources:
        _compare(resources[one.urn], one)


def _compare(offline: analyzer_pb2.AnalyzerResource, real: analyzer_pb2.AnalyzerResource) -> None:
    ours, theirs = comparable(offline), comparable(real)
    # The provider's stand-in behind the recording knows fewer outputs, and some defaults of pulumi-random.
    outputs, known = ours.pop("properties", {}), theirs.pop("properties", {})
    for key, value in outputs.items():
        assert value in (UNKNOWN, "secret", known.get(key)), key
    assert {key for key, value in known.items() if value == UNKNOWN} <= set(outputs)
    if real.type == STACK_TYPE:
        ours.pop("propertyDependencies")  # the engine does not say what exports are made of
    assert ours == theirs
