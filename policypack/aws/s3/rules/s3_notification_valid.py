"""s3-notification-valid: S3 event notifications must not overlap or target FIFO queues and topics."""

from collections.abc import Iterator
from itertools import combinations

from policypack.aws import s3
from policypack.aws.common.fifo import is_fifo
from policypack.aws.s3.notifications import notifications, overlap
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

FILTERING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html"
DESTINATIONS = (
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html"
)
OVERLAP = Rejection(
    service="S3",
    condition="Two notifications share an event, and both their prefixes and their suffixes overlap",
    error="InvalidArgument: Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the"
    " prefixes are overlapping for the same event type.",
    source=FILTERING,
    invalid="ambiguous",
    valid="apart",
)
FIFO_QUEUE = Rejection(
    service="S3",
    condition="A notification goes to a FIFO queue",
    error="InvalidArgument: FIFO SQS queues are not supported.",
    source=DESTINATIONS,
    invalid="ordered",
    valid="apart",
)
FIFO_TOPIC = Rejection(
    service="S3",
    condition="A notification goes to a FIFO topic",
    error="InvalidArgument: The ARN failed to satisfy constraint: Member must satisfy regular expression pattern:"
    " ^arn:aws[\\p{Alpha}\\-]*:sns:[\\p{Alnum}\\-]+:[\\p{Digit}]{12}:[\\p{Alnum}\\-_]{1,256}$",
    source=DESTINATIONS,
    invalid="ordered-topic",
    valid="apart",
)


def check(notification: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No event on a key goes to two destinations, and no destination is a FIFO queue or topic."""
    for one, other in combinations(notifications(notification), 2):
        yield require(
            is_not(overlap(one, other)),
            at=other,
            problem=f"{one.path} and {other.path} share an event, and their prefixes and suffixes overlap.",
            fix=fix(
                Set(f"{other.path}.filterPrefix", Blank(f"a prefix that does not overlap with that of {one.path}")),
                otherwise=(Remove(other.path), Set("eventbridge", True)),
                note="EventBridge can send one event to several targets",
            ),
            rejects=OVERLAP,
        )
    for argument, arn, kind, rejection in (
        ("queues", "queueArn", "queue", FIFO_QUEUE),
        ("topics", "topicArn", "topic", FIFO_TOPIC),
    ):
        for target in notification[argument].elements():
            yield require(
                is_not(is_fifo(target[arn], notification, argument, context.stack)),
                at=argument,
                problem=f"{target.path} is a FIFO {kind}.",
                fix=fix(
                    Set(f"{target.path}.{arn}", Blank(f"the ARN of a standard {kind}")),
                    otherwise=(Remove(target.path), Set("eventbridge", True)),
                    note="an EventBridge rule can send events to a FIFO queue",
                ),
                rejects=rejection,
            )


RULE = StackRule(
    id="s3-notification-valid",
    summary="S3 event notifications must not overlap or target FIFO queues and topics",
    rationale="""
        S3 sends an event on a key to one destination, so two notifications of a bucket can share an event type only if
        their prefixes, or their suffixes, cannot both match one key. A wildcard (s3:ObjectCreated:*) shares each of its
        events. FIFO queues and topics cannot be destinations. Several BucketNotification resources of one bucket
        replace each other: S3 does not reject that, and it is not checked here.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=s3.BUCKET_NOTIFICATION,
    references=(FILTERING, DESTINATIONS),
    rejections=(OVERLAP, FIFO_QUEUE, FIFO_TOPIC),
    check=check,
)
