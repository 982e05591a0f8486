"""sqs-dead-letter-queue-valid: Dead-letter queues must be FIFO if and only if their source queue is."""

from policypack.aws import sqs
from policypack.aws.common.fifo import is_fifo, make_fifo
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Edit, Fix, fix
from policypack.rule import Rejection, StackContext, StackRule

DOCUMENT = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"
OTHER_KIND = Rejection(
    service="SQS",
    condition="A FIFO queue's dead-letter queue is a standard queue, or the other way round",
    error='InvalidParameterValue: Value {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:...:orders-dead",'
    '"maxReceiveCount":5} for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type'
    " of queue as the source.",
    source=DOCUMENT,
    invalid="ordered",
    valid="both-ordered",
)


def check(source: Resource, context: StackContext[None]) -> Verdict:
    """A FIFO queue's dead-letter queue is a FIFO queue, and a standard queue's is a standard queue."""
    policy = source["redrivePolicy"]
    target = policy.as_json()["deadLetterTargetArn"]
    ordered = source_is_fifo(source, context)
    dead_ordered = is_fifo(target, source, "redrivePolicy", context.stack)
    return require(
        any_of(all_of(ordered, dead_ordered), all_of(is_not(ordered), is_not(dead_ordered))),
        when=is_not(policy.is_empty()) if policy.is_known else policy.is_set(),
        at=policy,
        problem="One of the queue and its dead-letter queue is a FIFO queue, and the other is a standard queue.",
        fix=lambda: same_kind(source, ordered, context),
        rejects=OTHER_KIND,
    )


def same_kind(source: Resource, ordered: Fact, context: StackContext[None]) -> Fix:
    """The stack's dead-letter queue of a FIFO queue becomes a FIFO queue; else another queue takes its place."""
    origins = map(context.stack.get, source.property_dependencies.get("redrivePolicy", ()))
    dead = [one for one in origins if one is not None and one.type in sqs.QUEUE]
    if ordered.truth and len(dead) == 1:
        return fix(*make_fifo(dead[0]))
    other = Blank(f"the ARN of a {'FIFO' if ordered.truth else 'standard'} queue")
    return fix(Edit("redrivePolicy", "deadLetterTargetArn", other))


def source_is_fifo(source: Resource, context: StackContext[None]) -> Fact:
    """The queue that the policy is on is a FIFO queue."""
    if source.type in sqs.QUEUE:
        return sqs.is_fifo(source)
    return is_fifo(source["queueUrl"], source, "queueUrl", context.stack)


RULE = StackRule(
    id="sqs-dead-letter-queue-valid",
    summary="Dead-letter queues must be FIFO if and only if their source queue is",
    rationale="""
        The dead-letter queue of a FIFO queue must be a FIFO queue, too, and that of a standard queue a standard queue.
        In a first preview the policy is not known yet; the queue that it is made of tells its kind all the same.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*sqs.QUEUE, *sqs.REDRIVE_POLICY),
    references=(DOCUMENT,),
    rejections=(OTHER_KIND,),
    check=check,
)
