"""Which queues of a stack get what others could not handle."""

from __future__ import annotations

import re

from policypack.aws import sqs
from policypack.model.facts import FALSE, Fact, Reason, any_of, known, unknown
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack

SENDERS = (
    ((*sqs.QUEUE, *sqs.REDRIVE_POLICY, "aws:sns/topicSubscription:TopicSubscription"), "redrivePolicy"),
    (("aws:lambda/function:Function", "aws:cloudwatch/eventTarget:EventTarget"), "deadLetterConfig"),
)
"""What sends messages that nobody can handle to a queue, and the argument that names it."""
TARGETS = (*sqs.QUEUE, "aws:sns/topic:Topic")
_QUEUE_ARN = re.compile(r"arn:[a-z-]+:sqs:[^:]*:\d{12}:([A-Za-z0-9_.-]+)")


@record(frozen=True)
class DeadLetters:
    """The queues that others send to what they cannot handle, by URN and by name."""

    urns: frozenset[str]
    names: frozenset[str]
    open: tuple[Reason, ...]
    """Why there may be more of them."""


def gets_dead_letters(queue: Resource, stack: Stack) -> Fact:
    """Something of the stack sends there what it cannot handle."""
    found = stack.derived(dead_letters)
    named = queue["name"].as_text().test(lambda name: name in found.names) if found.names else known(False)
    more = unknown(*found.open) if found.open else FALSE
    return any_of(known(queue.urn in found.urns), named, more)


def dead_letters(stack: Stack) -> DeadLetters:
    """The queues that the arguments of all senders name, by an output or in an ARN."""
    urns: set[str] = set()
    names: set[str] = set()
    reasons: list[Reason] = []
    for types, by in SENDERS:
        for one in stack.of_type(types):
            sources = one.property_dependencies.get(by, ())
            urns.update(sources)
            names.update(one[by].say(lambda value: _QUEUE_ARN.findall(str(value)), []))
            if not one[by].is_complete and not any(stack.type_of(urn) in TARGETS for urn in sources):
                reasons.append(one[by].reason)
    return DeadLetters(frozenset(urns), frozenset(names), tuple(reasons[:1]))
