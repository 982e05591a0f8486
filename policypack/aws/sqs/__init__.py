"""The nouns of SQS."""

from __future__ import annotations

from policypack.model.facts import Fact
from policypack.model.resources import Resource

QUEUE = ("aws:sqs/queue:Queue",)
REDRIVE_POLICY = ("aws:sqs/redrivePolicy:RedrivePolicy",)
REDRIVE_ALLOW_POLICY = ("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",)
LONGEST = 80
"""Characters of a queue's name, the suffix included."""


def is_fifo(queue: Resource) -> Fact:
    """The queue is made as a FIFO queue."""
    return queue["fifoQueue"].is_true()
