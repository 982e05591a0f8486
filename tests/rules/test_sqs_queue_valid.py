"""Queues: the limit of a name and its suffix, and what is only for FIFO queues."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.sqs.rules.sqs_queue_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "not applicable"),
        ({"name": ""}, "not applicable"),
        ({"name": "a" * 80}, "fine"),
        ({"name": "a" * 81}, "violated: name"),
        ({"name": "a" * 75 + ".fifo", "fifoQueue": True}, "fine"),
        ({"name": "a" * 76 + ".fifo", "fifoQueue": True}, "violated: name"),
        ({"name": "a b"}, "violated: name"),
        ({"name": "a.b"}, "violated: name"),
        ({"name": "A-b_3"}, "fine"),
        ({"name": 7}, "fine"),
        ({"name": UNKNOWN}, "undetermined: name"),
        ({"name": ["a"]}, "undetermined: name"),
        ({"name": "a.fifo"}, "violated: fifoQueue"),
        ({"name": "a.fifo", "fifoQueue": "true"}, "fine"),
        ({"name": "a", "fifoQueue": True}, "violated: fifoQueue"),
        ({"name": "a", "fifoQueue": UNKNOWN}, "undetermined: fifoQueue"),
        ({"namePrefix": "a.b"}, "not applicable"),
        ({"deduplicationScope": "queue"}, "violated: deduplicationScope"),
        ({"fifoThroughputLimit": "perQueue"}, "violated: fifoThroughputLimit"),
        ({"deduplicationScope": ""}, "not applicable"),
        ({"contentBasedDeduplication": True}, "violated: contentBasedDeduplication"),
        ({"contentBasedDeduplication": False}, "not applicable"),
        ({"contentBasedDeduplication": True, "fifoQueue": True}, "not applicable"),
        ({"contentBasedDeduplication": True, "fifoQueue": UNKNOWN}, "undetermined: fifoQueue"),
        ({"fifoQueue": True, "fifoThroughputLimit": "perMessageGroupId"}, "violated: deduplicationScope"),
        (
            {"fifoQueue": True, "fifoThroughputLimit": "perMessageGroupId", "deduplicationScope": "queue"},
            "violated: deduplicationScope",
        ),
        (
            {"fifoQueue": True, "fifoThroughputLimit": "perMessageGroupId", "deduplicationScope": "messageGroup"},
            "fine",
        ),
        ({"fifoQueue": True, "fifoThroughputLimit": "perQueue", "deduplicationScope": "messageGroup"}, "fine"),
    ],
)
def test_verdict(inputs: dict[str, Any], verdict: str) -> None:
    found = str(judge(RULE, **inputs))
    assert found == verdict or (verdict == "not applicable" and found == "fine")


def test_a_secret_name_is_not_shown() -> None:
    (message,) = judge(RULE, name=secret("orders.created")).messages
    assert "orders.created" not in message
