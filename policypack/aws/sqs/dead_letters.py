"""Which queues of a stack get what others could not handle."""

from __future__ import annotations

import re

from policypack.aws import sqs
from policypack.aws.common.named import Named
from policypack.model.facts import Fact, Reason
from policypack.model.resources import Resource
from policypack.model.stack import Stack

SENDERS = (
    ((*sqs.QUEUE, *sqs.REDRIVE_POLICY, "aws:sns/topicSubscription:TopicSubscription"), "redrivePolicy"),
    (("aws:lambda/function:Function", "aws:cloudwatch/eventTarget:EventTarget"), "deadLetterConfig"),
)
"""What sends messages that nobody can handle to a queue, and the argument that names it."""
TARGETS = (*sqs.QUEUE, "aws:sns/topic:Topic")
_QUEUE_ARN = re.compile(r"arn:[a-z-]+:sqs:[^:]*:\d{12}:([A-Za-z0-9_.-]+)")


def gets_dead_letters(queue: Resource, stack: Stack) -> Fact:
    """Something of the stack sends there what it cannot handle."""
    return stack.derived(dead_letters).has(queue)


def dead_letters(stack: Stack) -> Named:
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
    return Named(frozenset(urns), frozenset(names), tuple(reasons[:1]))
