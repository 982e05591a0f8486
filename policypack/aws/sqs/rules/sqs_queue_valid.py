"""sqs-queue-valid: SQS queues must have valid names and times, and FIFO settings only if FIFO."""

from policypack.aws.sqs import LONGEST, QUEUE
from policypack.constraint import Constraint, argument, ended, form, joined, length, needs_value, only_with, within
from policypack.fix import Blank, Remove, Set, fix
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
RANGE = "InvalidAttributeValue: Invalid value for the parameter {}."
SET = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"
RANGES = (
    ("visibilityTimeoutSeconds", 0, 43_200, "VisibilityTimeout"),
    ("delaySeconds", 0, 900, "DelaySeconds"),
    ("messageRetentionSeconds", 60, 1_209_600, "MessageRetentionPeriod"),
    ("receiveWaitTimeSeconds", 0, 20, "ReceiveMessageWaitTimeSeconds"),
    ("maxMessageSize", 1_024, 1_048_576, "MaximumMessageSize"),
    ("kmsDataKeyReusePeriodSeconds", 60, 86_400, "KmsDataKeyReusePeriodSeconds"),
)
FIFO = {"fifoQueue": True}

name, fifo = argument("name"), argument("fifoQueue")

RULE = constraints_rule(
    id="sqs-queue-valid",
    service="SQS",
    summary="SQS queues must have valid names and times, and FIFO settings only if FIFO",
    rationale="""
        The suffix .fifo in a queue's name makes SQS treat it as a FIFO queue, and counts towards the 80 characters.
        Deduplication and per-message-group throughput exist only on FIFO queues, and a throughput limit per message
        group also needs deduplication per message group. A message is invisible for at most 12 hours, delayed for 15
        minutes and kept for one minute to 14 days.
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
                correct=joined("A-Za-z0-9_-", keeps=".fifo"),
                error=NAME,
                source=CREATE,
            ),
            length("name", LONGEST, error=NAME, source=CREATE, keeps=".fifo"),
            Constraint(
                demand=name.ends_with(".fifo"),
                when=fifo.is_true() & name.is_given(),
                at="fifoQueue",
                error=FIFO_NAME,
                source=CREATE,
                fix=fix(Set("name", Blank("a name with the suffix .fifo")), otherwise=Remove("fifoQueue")),
                correct=ended(".fifo", LONGEST),
                invalid={"name": "orders", **FIFO},
                valid={"name": "a" * 75 + ".fifo", **FIFO},
            ),
            Constraint(
                demand=fifo.is_true(),
                when=name.ends_with(".fifo"),
                error=NAME,
                source=CREATE,
                fix=fix(Set("fifoQueue", True), otherwise=Set("name", Blank("a name without the suffix .fifo"))),
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
            *(
                within(path, low, high, error=RANGE.format(parameter), source=SET)
                for path, low, high, parameter in RANGES
            ),
        )
    },
)
