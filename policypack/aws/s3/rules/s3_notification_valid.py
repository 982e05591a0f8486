"""s3-notification-valid: S3 event notifications must not overlap or target FIFO queues."""

from collections.abc import Iterator
from itertools import combinations

from policypack.aws import s3
from policypack.aws.common.fifo import is_fifo
from policypack.aws.s3.notifications import notifications, overlap
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


def check(notification: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No event on a key goes to two destinations, and no destination is a FIFO queue."""
    for one, other in combinations(notifications(notification), 2):
        yield require(
            is_not(overlap(one, other)),
            at=other,
            problem=f"{one.path} and {other.path} share an event, and their prefixes and suffixes overlap, which S3"
            " refuses: Configuration is ambiguously defined.",
            fix="one notification to an SNS topic or to EventBridge (eventbridge=True), which reaches both; or prefixes"
            " that do not begin each other",
        )
    for queue in notification["queues"].elements():
        yield require(
            is_not(is_fifo(queue["queueArn"], notification, "queues", context.stack)),
            at="queues",
            problem="The destination is a FIFO queue, and S3 does not keep the order of events: FIFO SQS queues are not"
            " supported.",
            fix="a standard queue; or eventbridge=True and an EventBridge rule that sends to the FIFO queue",
        )


_FILTERING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html"
_DESTINATIONS = (
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html"
)

RULE = StackRule(
    id="s3-notification-valid",
    summary="S3 event notifications must not overlap or target FIFO queues",
    rationale="""
        S3 sends an event on a key to one destination, so two notifications of a bucket may share an event type only if
        their prefixes, or their suffixes, cannot both fit one key. A wildcard (s3:ObjectCreated:*) shares each of its
        events. FIFO queues are no destinations. Notifications of a bucket that stand in several BucketNotification
        resources replace each other; that is no error of S3's and is not judged here.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=s3.BUCKET_NOTIFICATION,
    references=(_FILTERING, _DESTINATIONS),
    rejections=(
        Rejection(
            service="S3",
            condition="Two notifications share an event, and both their prefixes and their suffixes overlap",
            error="InvalidArgument: Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules"
            " if the prefixes are overlapping for the same event type.",
            source=_FILTERING,
            invalid="ambiguous",
            valid="apart",
        ),
        Rejection(
            service="S3",
            condition="A notification goes to a FIFO queue",
            error="InvalidArgument: FIFO SQS queues are not supported.",
            source=_DESTINATIONS,
            invalid="ordered",
            valid="apart",
        ),
    ),
    check=check,
)
