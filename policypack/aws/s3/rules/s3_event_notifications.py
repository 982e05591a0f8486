"""s3-event-notifications: S3 buckets must tell of what happens to their objects."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate
from policypack.check import Resource, Verdict, require
from policypack.fix import fix
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A notification is linked to the bucket."""
    notifications = s3.linked(context.stack, s3.BUCKET_NOTIFICATION, bucket)
    return require(
        notifications.exists(),
        at="bucket",
        problem="The bucket tells nobody when its objects are written or deleted.",
        fix=fix(separate(bucket, s3.BUCKET_NOTIFICATION, {"eventbridge": True}, context.stack)),
    )


RULE = StackRule(
    id="s3-event-notifications",
    summary="S3 buckets must tell of what happens to their objects",
    rationale="""
        With notifications, S3 sends an event to EventBridge, a queue, a topic or a function when an object is written
        or deleted. PCI DSS asks for it; for most buckets nobody would read the events: the rule is off unless a setting
        gives it a level.
    """,
    level="disabled",
    consequence="hygiene",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.11",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",),
    check=check,
)
