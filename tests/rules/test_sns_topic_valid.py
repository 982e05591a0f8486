"""Topics: the limit of a name and its suffix, and what is only for FIFO topics."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.sns.rules.sns_topic_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"name": "a" * 256}, "fine"),
        ({"name": "a" * 257}, "violated: name"),
        ({"name": "a" * 251 + ".fifo", "fifoTopic": True}, "fine"),
        ({"name": "a" * 252 + ".fifo", "fifoTopic": True}, "violated: name"),
        ({"name": "a.b"}, "violated: name"),
        ({"name": "a.fifo"}, "violated: fifoTopic"),
        ({"name": "a", "fifoTopic": "true"}, "violated: fifoTopic"),
        ({"name": UNKNOWN}, "undetermined: name"),
        ({"name": "a.fifo", "fifoTopic": UNKNOWN}, "undetermined: fifoTopic"),
        ({"archivePolicy": "{}"}, "violated: archivePolicy"),
        ({"archivePolicy": "{}", "fifoTopic": True}, "fine"),
        ({"archivePolicy": ""}, "not applicable"),
        ({"fifoThroughputScope": "Topic"}, "violated: fifoThroughputScope"),
        ({"contentBasedDeduplication": "true"}, "violated: contentBasedDeduplication"),
        ({"contentBasedDeduplication": False}, "not applicable"),
        ({"displayName": "a" * 100}, "fine"),
        ({"displayName": "a" * 101}, "violated: displayName"),
        ({"displayName": UNKNOWN}, "undetermined: displayName"),
    ],
)
def test_verdict(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **inputs)) == verdict


def test_a_secret_name_is_not_shown() -> None:
    (message,) = judge(RULE, name=secret("orders.created")).messages
    assert "orders.created" not in message
