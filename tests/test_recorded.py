"""What the real engine sent for the example stacks, replayed: fast, and the same text every time."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from policypack.pack import make_servicer
from policypack.wire.servicer import Servicer
from tests.engine.recorder import RecordedCall, read_recording
from tests.expectations import WEIGHED_BY_HAND

ROOT = Path(__file__).parents[1]
RECORDED = ROOT / "tests" / "recorded"


@cache
def recording(name: str) -> tuple[RecordedCall, ...]:
    return read_recording(RECORDED / f"{name}.json")


def replay(calls: list[RecordedCall]) -> list[tuple[str, str, str]]:
    """Policy, URN and message of each diagnostic; those of a resource in the order in which the pack gave them."""
    servicer: Servicer = make_servicer(ROOT)
    found = []
    for call in calls:
        if call.call in ("ConfigureStack", "Analyze", "AnalyzeStack"):
            response = getattr(servicer, call.call)(call.request, None)
            found += [(one.policyName, one.urn, one.message) for one in getattr(response, "diagnostics", ())]
    return found


@pytest.mark.parametrize("stage", ["preview", "update"])
def test_flawed(stage: str) -> None:
    found = {(policy, urn.rsplit("::", 1)[-1]) for policy, urn, _ in replay(list(recording(f"flawed-{stage}")))}
    assert {("rds-storage-gp3", "orders"), ("s3-versioning", "artifacts"), ("vpc-three-zones", "vpc")} <= found
    # In an update the engine asks once everything is made: AWS has answered for the version by then.
    assert (("rds-engine-version-available", "orders") in found) is (stage == "preview")


@pytest.mark.parametrize("stage", ["preview", "update"])
def test_hardened(stage: str) -> None:
    assert [one for one in replay(list(recording(f"hardened-{stage}"))) if one[0] in WEIGHED_BY_HAND] == []


@pytest.mark.parametrize("name", ["flawed-preview", "hardened-preview"])
def test_ten_runs_in_any_order_say_the_same(name: str) -> None:
    calls = list(recording(name))
    before = [call for call in calls if call.call not in ("Analyze", "AnalyzeStack")]
    analyses = [call for call in calls if call.call == "Analyze"]
    stack = [call for call in calls if call.call == "AnalyzeStack"]
    texts = set()
    for seed in range(10):
        random.Random(seed).shuffle(analyses)
        shuffled = type(stack[0].request)()
        shuffled.CopyFrom(stack[0].request)
        resources = list(shuffled.resources)
        random.Random(seed).shuffle(resources)
        del shuffled.resources[:]
        shuffled.resources.extend(resources)
        first = replay([*before, *analyses])
        whole = replay([*before, *analyses, RecordedCall("AnalyzeStack", shuffled)])[len(first) :]
        texts.add((tuple(sorted(first)), tuple(whole)))
    assert len(texts) == 1
