"""sqs-queue-valid: SQS queues must have a valid name, and FIFO settings only on FIFO queues."""

from policypack.aws.sqs import LONGEST, QUEUE
from policypack.constraint import Constraint, argument, form, length, needs_value, only_with
from policypack.fix import Remove, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"
THROUGHPUT = (
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/enable-high-throughput-fifo.html"
)
NAME = "InvalidParameterValue: Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
FIFO_NAME = (
    "InvalidParameterValue: The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
    " must end with .fifo suffix and be 1 to 80 in length."
)
ONLY_FIFO = "InvalidAttributeValue: You can specify the {} only when FifoQueue is set to true."
FIFO = {"fifoQueue": True}

name, fifo = argument("name"), argument("fifoQueue")

RULE = constraints_rule(
    id="sqs-queue-valid",
    service="SQS",
    summary="SQS queues must have a valid name, and FIFO settings only on FIFO queues",
    rationale="""
        The suffix .fifo in a queue's name makes SQS treat it as a FIFO queue, and counts towards the 80 characters.
        Deduplication and per-message-group throughput exist only on FIFO queues, and a throughput limit per message
        group also needs deduplication per message group.
    """,
    since="0.1.0",
    constraints={
        QUEUE: (
            form(
                "name",
                r"[A-Za-z0-9_-]+(\.fifo)?",
                "letters, digits, hyphens and underscores",
                invalid="orders.created",
                valid="orders-created_2",
                error=NAME,
                source=CREATE,
            ),
            length("name", LONGEST, error=NAME, source=CREATE),
            Constraint(
                demand=name.ends_with(".fifo"),
                when=fifo.is_true() & name.is_given(),
                at="fifoQueue",
                error=FIFO_NAME,
                source=CREATE,
                fix=fix(Set("name", "orders.fifo"), otherwise=Remove("fifoQueue")),
                invalid={"name": "orders", **FIFO},
                valid={"name": "a" * 75 + ".fifo", **FIFO},
            ),
            Constraint(
                demand=fifo.is_true(),
                when=name.ends_with(".fifo"),
                error=NAME,
                source=CREATE,
                fix=fix(Set("fifoQueue", True), otherwise=Set("name", "orders")),
                invalid={"name": "orders.fifo"},
                valid={"name": "orders"},
            ),
            only_with("deduplicationScope", "queue", FIFO, error=ONLY_FIFO.format("DeduplicationScope"), source=CREATE),
            only_with(
                "fifoThroughputLimit", "perQueue", FIFO, error=ONLY_FIFO.format("FifoThroughputLimit"), source=CREATE
            ),
            only_with(
                "contentBasedDeduplication",
                True,
                FIFO,
                error="InvalidAttributeName: Unknown Attribute ContentBasedDeduplication.",
                source=CREATE,
            ),
            needs_value(
                {**FIFO, "fifoThroughputLimit": "perMessageGroupId"},
                "deduplicationScope",
                "messageGroup",
                error="InvalidAttributeValue: Invalid value for the parameter FifoThroughputLimit. Reason: To set"
                " FifoThroughputLimit to perMessageGroupId, the DeduplicationScope must be messageGroup.",
                source=THROUGHPUT,
            ),
        )
    },
)
