"""s3-notification-valid: S3 event notifications must not overlap or target FIFO queues."""

from collections.abc import Iterator
from itertools import combinations

from policypack.aws import s3
from policypack.aws.fifo import is_fifo
from policypack.aws.s3_notifications import notifications, overlap
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    severity="high",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            topic, function = "arn:aws:sns:us-east-1:123456789012:a", "arn:aws:lambda:us-east-1:123456789012:function:a"
            uploads, orders = aws.s3.Bucket("uploads"), aws.s3.Bucket("orders")
            aws.s3.BucketNotification(
                "ambiguous", bucket=uploads.id,
                topics=[{"topic_arn": topic, "events": ["s3:ObjectCreated:*"], "filter_prefix": "images/"}],
                lambda_functions=[{"lambda_function_arn": function, "events": ["s3:ObjectCreated:Put"],
                                   "filter_prefix": "images/raw/", "filter_suffix": ".png"}])
            fifo = aws.sqs.Queue("fifo", fifo_queue=True)
            aws.s3.BucketNotification("ordered", bucket=orders.id,
                                      queues=[{"queue_arn": fifo.arn, "events": ["s3:ObjectCreated:*"]}])
            """,
            finds={"ambiguous": "lambdaFunctions[0]", "ordered": "queues"},
        ),
        Good(
            """
            import pulumi_aws as aws
            topic, function = "arn:aws:sns:us-east-1:123456789012:a", "arn:aws:lambda:us-east-1:123456789012:function:a"
            uploads = aws.s3.Bucket("uploads")
            standard = aws.sqs.Queue("standard")
            aws.s3.BucketNotification(
                "apart", bucket=uploads.id,
                queues=[{"queue_arn": standard.arn, "events": ["s3:ObjectRemoved:*"]}],
                topics=[{"topic_arn": topic, "events": ["s3:ObjectCreated:*"], "filter_prefix": "images/",
                         "filter_suffix": ".jpg"}],
                lambda_functions=[
                    {"lambda_function_arn": function, "events": ["s3:ObjectCreated:Put"],
                     "filter_prefix": "images/", "filter_suffix": ".png"},
                    {"lambda_function_arn": function, "events": ["s3:ObjectCreated:*"], "filter_prefix": "texts/"}])
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            uploads = aws.s3.Bucket("uploads")
            aws.s3.BucketNotification("uploads", bucket=uploads.id,
                                      queues=[{"queue_arn": old.outputs["Queue"], "events": ["s3:ObjectCreated:*"]}])
            """,
            because={"uploads": "queues[0].queueArn"},
        ),
    ),
)
