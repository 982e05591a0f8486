"""sqs-dead-letter-queue: Queues must have a dead-letter queue."""

from policypack.aws import sqs
from policypack.aws.sqs.dead_letters import gets_dead_letters
from policypack.check import Fact, Resource, Stack, Verdict, any_of, require
from policypack.fix import Blank, Json, Set, fix
from policypack.model.conditions import argument
from policypack.rule import StackContext, StackRule


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


def is_dead_letter_queue(queue: Resource, stack: Stack) -> Fact:
    """Something of the stack sends there what it cannot handle, or the queue says who may."""
    may_send = argument("redriveAllowPolicy").is_present().ask(queue)
    return any_of(gets_dead_letters(queue, stack), may_send, _has_allow_policy(queue, stack))


def _has_allow_policy(queue: Resource, stack: Stack) -> Fact:
    return stack.linked(sqs.REDRIVE_ALLOW_POLICY, to=queue, by="queueUrl", names=("name",)).exists()


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
