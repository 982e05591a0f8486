"""sns-delivery-valid: SNS delivery, redrive and archive policies must be valid."""

from policypack.aws.sns import SUBSCRIPTION, TOPIC
from policypack.aws.sns.delivery import policy_error
from policypack.constraint import Blank, Constraint, Json, Set, argument, fix, note
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain
from policypack.rule import constraints_rule

RETRIES = "https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"
ARCHIVES = "https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-topic-owner.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/sns"
LONGEST_ARCHIVE = 365
"""Days that an archive keeps messages."""
RETRY = {"minDelayTarget": 20, "maxDelayTarget": 20, "numRetries": 3}
BY_HTTPS = {"protocol": "https", "endpoint": "https://example.com/orders"}

delivery, redrive, archive = argument("deliveryPolicy"), argument("redrivePolicy"), argument("archivePolicy")


def of_subscription(**retry: Plain) -> Json:
    """The delivery policy of a subscription."""
    return Json({"healthyRetryPolicy": {**RETRY, **retry}})


def target_error(policy: Plain) -> str | None:
    """The target of dead letters is the ARN of a queue."""
    target = policy.get("deadLetterTargetArn") if isinstance(policy, dict) else None
    if target is None:
        return 'it has no "deadLetterTargetArn"'
    is_text = isinstance(target, str) and not is_opaque(target)
    return f"{target} is not the ARN of a queue" if is_text and ":sqs:" not in target else None


def archive_error(policy: Plain) -> str | None:
    """An archive keeps messages for a day to a year."""
    days = policy.get("MessageRetentionPeriod") if isinstance(policy, dict) else None
    if not isinstance(days, int | float) or isinstance(days, bool) or 1 <= days <= LONGEST_ARCHIVE:
        return None
    return f'"MessageRetentionPeriod" is {days}'


RULE = constraints_rule(
    id="sns-delivery-valid",
    service="SNS",
    summary="SNS delivery, redrive and archive policies must be valid",
    rationale="""
        SNS tries an HTTP endpoint again up to 100 times, with delays from a second to an hour, and its phases have no
        more retries than there are. Messages that it cannot deliver go to a queue. A FIFO topic keeps messages for a
        year at most.
    """,
    since="0.2.0",
    references=(RETRIES,),
    constraints={
        (*SUBSCRIPTION, *TOPIC): (
            Constraint(
                demand=delivery.holds("a policy with possible delays and retries", policy_error),
                when=delivery.is_given().unsaid(),
                error="InvalidParameter: Invalid parameter: Attributes Reason: DeliveryPolicy:"
                " healthyRetryPolicy.numRetries must be less than or equal to 100",
                source=f"{OBSERVED}/pf-sns-delivery-policy/meta.yaml",
                fix=note("delays of 1 to 3,600 seconds, and up to 100 retries, with no more in the phases together"),
                invalid=(
                    {"deliveryPolicy": of_subscription(numRetries=101)},
                    {"deliveryPolicy": of_subscription(minDelayTarget=21)},
                    {"deliveryPolicy": of_subscription(numMinDelayRetries=2, numNoDelayRetries=2)},
                    {"deliveryPolicy": of_subscription(backoffFunction="cubic")},
                    {"deliveryPolicy": Json({"throttlePolicy": {"maxReceivesPerSecond": 0}})},
                ),
                valid=(
                    {"deliveryPolicy": of_subscription(numRetries=100, backoffFunction="linear")},
                    {"deliveryPolicy": Json({"http": {"defaultHealthyRetryPolicy": RETRY}})},
                ),
                condition="deliveryPolicy has delays, retries or a backoffFunction that SNS does not know",
            ),
        ),
        SUBSCRIPTION: (
            Constraint(
                demand=redrive.holds("a policy with the ARN of a queue", target_error),
                when=redrive.is_given().unsaid(),
                error="InvalidParameter: Invalid parameter: Attributes Reason: RedrivePolicy: deadLetterTargetArn must"
                " be a SQS queue",
                source=f"{OBSERVED}/pf-sns-subscription-redrive/meta.yaml",
                fix=fix(Set("redrivePolicy", Json({"deadLetterTargetArn": Blank("the ARN of a queue")}))),
                invalid=(
                    {"redrivePolicy": Json({"deadLetterTargetArn": "arn:aws:sns:us-east-1:123456789012:dead"})},
                    {"redrivePolicy": Json({"maxReceiveCount": 3})},
                ),
                valid={"redrivePolicy": Json({"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"})},
            ),
        ),
        TOPIC: (
            Constraint(
                demand=archive.holds(
                    f'a policy with a "MessageRetentionPeriod" of 1 to {LONGEST_ARCHIVE}', archive_error
                ),
                when=archive.is_given().unsaid(),
                error="InvalidParameter: MessageRetentionPeriod of ArchivePolicy: The number of days to store messages,"
                " 1 to 365",
                source=ARCHIVES,
                fix=fix(Set("archivePolicy", Json({"MessageRetentionPeriod": Blank("1 to 365 days")}))),
                invalid={"archivePolicy": Json({"MessageRetentionPeriod": 366})},
                valid={"archivePolicy": Json({"MessageRetentionPeriod": 365})},
            ),
        ),
    },
    base={
        SUBSCRIPTION[0]: {"topic": "arn:aws:sns:us-east-1:123456789012:orders", **BY_HTTPS},
        TOPIC[0]: {"name": "orders.fifo", "fifoTopic": True},
    },
)
