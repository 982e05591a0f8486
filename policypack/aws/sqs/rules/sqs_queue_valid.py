"""sqs-queue-valid: SQS queues must have valid names and attributes."""

from collections.abc import Iterator

from policypack.aws import sqs
from policypack.aws.common.fifo import SUFFIX
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

ONLY_FIFO = {
    "deduplicationScope": "You can specify the DeduplicationScope only when FifoQueue is set to true.",
    "fifoThroughputLimit": "You can specify the FifoThroughputLimit only when FifoQueue is set to true.",
}


def check(queue: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name fits the kind of queue, and what is only for FIFO queues stands on one."""
    yield from name_fits(queue)
    for argument, error in ONLY_FIFO.items():
        yield require(
            sqs.is_fifo(queue),
            when=queue[argument].test(bool),
            at=argument,
            problem=f"{argument} stands on a standard queue, which SQS refuses: {error}",
            fix="fifo_queue=True  # or without this argument",
        )
    yield require(
        is_not(queue["contentBasedDeduplication"].is_true()),
        when=is_not(sqs.is_fifo(queue)),
        at="contentBasedDeduplication",
        problem="contentBasedDeduplication stands on a standard queue, which SQS refuses: Unknown Attribute"
        " ContentBasedDeduplication.",
        fix="fifo_queue=True  # or without this argument",
    )
    yield require(
        queue["deduplicationScope"].equals("messageGroup"),
        when=queue["fifoThroughputLimit"].equals("perMessageGroupId"),
        at="deduplicationScope",
        problem=f"fifoThroughputLimit is perMessageGroupId and deduplicationScope is {queue['deduplicationScope']},"
        " which SQS refuses: the DeduplicationScope must be messageGroup.",
        fix='deduplication_scope="messageGroup"',
    )


def name_fits(queue: Resource) -> Iterator[Verdict]:
    """Up to 80 letters, digits, hyphens and underscores; .fifo at the end, which counts, for a FIFO queue only."""
    name, fifo = queue["name"], sqs.is_fifo(queue)
    said = is_not(name.is_empty())
    yield require(
        all_of(name.matches(r"[A-Za-z0-9_-]+(\.fifo)?"), name.as_text().test(lambda text: len(text) <= sqs.LONGEST)),
        when=said,
        at=name,
        problem=f"The queue's name is {name}, which SQS refuses: Can only include alphanumeric characters, hyphens, or"
        " underscores. 1 to 80 in length",
        fix='name="orders"',
    )
    yield require(
        any_of(all_of(fifo, name.ends_with(SUFFIX)), all_of(is_not(fifo), is_not(name.ends_with(SUFFIX)))),
        when=said,
        at="fifoQueue",
        problem=f"fifoQueue is {queue['fifoQueue']} and the queue's name is {name}, which SQS refuses: the name of a"
        " FIFO queue ends in .fifo, and no other queue's name does.",
        fix='fifo_queue=True, name="orders.fifo"  # or neither',
    )


_CREATE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"
_THROUGHPUT = (
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/enable-high-throughput-fifo.html"
)

RULE = ResourceRule(
    id="sqs-queue-valid",
    summary="SQS queues must have valid names and attributes",
    rationale="""
        A queue's name tells SQS what kind it is of: .fifo at its end stands for a FIFO queue and counts among its 80
        characters. Deduplication and the throughput of message groups are only for FIFO queues, and the limit per
        message group needs deduplication per message group.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=sqs.QUEUE,
    references=(_CREATE, _THROUGHPUT),
    rejections=(
        Rejection(
            service="SQS",
            condition="A queue's name has other characters than letters, digits, hyphens and underscores, or over 80",
            error="InvalidParameterValue: Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
            " length",
            source=_CREATE,
            invalid="dotted",
            valid="longest",
        ),
        Rejection(
            service="SQS",
            condition="A standard queue's name ends in .fifo, or a FIFO queue's does not",
            error="InvalidParameterValue: The name of a FIFO queue can only include alphanumeric characters, hyphens,"
            " or underscores, must end with .fifo suffix and be 1 to 80 in length.",
            source=_CREATE,
            invalid="suffix",
            valid="ordered",
        ),
        Rejection(
            service="SQS",
            condition="A standard queue has a deduplication scope or a FIFO throughput limit",
            error="InvalidAttributeValue: You can specify the DeduplicationScope only when FifoQueue is set to true.",
            source=_CREATE,
            invalid="scoped",
            valid="ordered",
        ),
        Rejection(
            service="SQS",
            condition="A standard queue has content-based deduplication",
            error="InvalidAttributeName: Unknown Attribute ContentBasedDeduplication.",
            source=_CREATE,
            invalid="content",
            valid="ordered",
        ),
        Rejection(
            service="SQS",
            condition="A FIFO queue's throughput limit is per message group and its deduplication is not",
            error="InvalidAttributeValue: Invalid value for the parameter FifoThroughputLimit. Reason: To set"
            " FifoThroughputLimit to perMessageGroupId, the DeduplicationScope must be messageGroup.",
            source=_THROUGHPUT,
            invalid="throughput",
            valid="ordered",
        ),
    ),
    check=check,
)
