"""Streams: names and metrics of shards."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.kinesis.rules.kinesis_stream_valid import RULE
from policypack.testing import UNKNOWN, judge


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"name": "a" * 128}, "fine"),
        ({"name": "a" * 129}, "violated: name"),
        ({"name": "a.b_c-1"}, "fine"),
        ({"name": "a/b"}, "violated: name"),
        ({"name": UNKNOWN}, "undetermined: name"),
        ({"shardLevelMetrics": ["ALL"]}, "fine"),
        ({"shardLevelMetrics": ["ALL", "IncomingBytes"]}, "violated: shardLevelMetrics"),
        ({"shardLevelMetrics": ["IncomingBytes", "OutgoingBytes"]}, "fine"),
        ({"shardLevelMetrics": ["IncomingBytes", UNKNOWN]}, "undetermined: shardLevelMetrics[1]"),
        ({"shardLevelMetrics": UNKNOWN}, "undetermined: shardLevelMetrics"),
        ({}, "fine"),
        ({"shardCount": None}, "violated: shardCount"),
        ({"shardCount": UNKNOWN}, "undetermined: shardCount"),
    ],
)
def test_verdict(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **{"shardCount": 1, **inputs})) == verdict
