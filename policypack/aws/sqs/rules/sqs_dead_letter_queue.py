"""sqs-dead-letter-queue: Queues must have a dead-letter queue."""

import re

from policypack.aws import sqs
from policypack.check import FALSE, Fact, Reason, Resource, Stack, Verdict, any_of, known, require, unknown
from policypack.fix import Blank, Json, Set, fix
from policypack.model.conditions import argument
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

SENDERS = (
    ((*sqs.QUEUE, *sqs.REDRIVE_POLICY, "aws:sns/topicSubscription:TopicSubscription"), "redrivePolicy"),
    (("aws:lambda/function:Function", "aws:cloudwatch/eventTarget:EventTarget"), "deadLetterConfig"),
)
"""What sends messages that nobody can handle to a queue, and the argument that names it."""
TARGETS = (*sqs.QUEUE, "aws:sns/topic:Topic")
_QUEUE_ARN = re.compile(r"arn:[a-z-]+:sqs:[^:]*:\d{12}:([A-Za-z0-9_.-]+)")


def check(queue: Resource, context: StackContext[None]) -> Verdict:
    """The queue has a redrive policy, of its own or as a resource, or is a dead-letter queue itself."""
    policies = context.stack.linked(sqs.REDRIVE_POLICY, to=queue, by="queueUrl", names=("name",))
    policy = {"deadLetterTargetArn": Blank("the ARN of a queue"), "maxReceiveCount": Blank("a number, such as 5")}
    return require(
        any_of(
            argument("redrivePolicy").is_present().ask(queue),
            policies.exists(),
            is_dead_letter_queue(queue, context.stack),
        ),
        at="redrivePolicy",
        problem="The queue has no dead-letter queue: a message that cannot be handled comes back until its time is"
        " over, and is then lost.",
        fix=fix(Set("redrivePolicy", Json(policy))),
    )


@record(frozen=True)
class DeadLetters:
    """The queues that others send to what they cannot handle, by URN and by name."""

    urns: frozenset[str]
    names: frozenset[str]
    open: tuple[Reason, ...]
    """Why there may be more of them."""


def is_dead_letter_queue(queue: Resource, stack: Stack) -> Fact:
    """Something of the stack sends there what it cannot handle, or the queue says who may."""
    found = stack.derived(dead_letters)
    named = queue["name"].test(lambda name: name in found.names) if found.names else known(False)
    may_send = argument("redriveAllowPolicy").is_present().ask(queue)
    more = unknown(*found.open) if found.open else FALSE
    return any_of(known(queue.urn in found.urns), named, may_send, _has_allow_policy(queue, stack), more)


def _has_allow_policy(queue: Resource, stack: Stack) -> Fact:
    return stack.linked(sqs.REDRIVE_ALLOW_POLICY, to=queue, by="queueUrl", names=("name",)).exists()


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


RULE = StackRule(
    id="sqs-dead-letter-queue",
    summary="Queues must have a dead-letter queue",
    rationale="""
        A message that its consumer cannot handle becomes visible again, is tried again, and holds up others, until SQS
        removes it. With a dead-letter queue it is set aside after a few tries, can be looked at, and sent again once
        the fault is gone; an alarm on that queue tells of it. A queue to which others send what they cannot handle
        needs none.
    """,
    level="advisory",
    consequence="data loss",
    rated="low",
    since="0.3.0",
    applies_to=sqs.QUEUE,
    references=(
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
    ),
    check=check,
)
