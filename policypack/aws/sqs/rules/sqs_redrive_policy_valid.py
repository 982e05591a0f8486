"""sqs-redrive-policy-valid: SQS redrive policies must be complete and valid."""

from collections.abc import Iterator

from policypack.aws import sqs
from policypack.aws.common.faults import json_fault
from policypack.aws.sqs.redrive import redrive_allow_fault, redrive_fault
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """A redrive policy has a target and a count, a redrive allow policy a permission that fits its sources."""
    if resource.type not in sqs.REDRIVE_ALLOW_POLICY:
        yield redrive_policy(resource)
    if resource.type not in sqs.REDRIVE_POLICY:
        yield redrive_allow_policy(resource)


def redrive_policy(resource: Resource) -> Verdict:
    policy = resource["redrivePolicy"]
    wrong = json_fault(policy, redrive_fault)
    return require(
        wrong.is_empty(),
        when=is_not(policy.is_empty()),
        at=policy,
        problem=f"redrivePolicy {wrong.say(str, 'is not valid')}, so SQS refuses it.",
        fix='redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead_letters.arn, "maxReceiveCount": 5})',
    )


def redrive_allow_policy(resource: Resource) -> Verdict:
    policy = resource["redriveAllowPolicy"]
    wrong = json_fault(policy, redrive_allow_fault)
    return require(
        wrong.is_empty(),
        when=is_not(policy.is_empty()),
        at=policy,
        problem=f"redriveAllowPolicy {wrong.say(str, 'is not valid')}, so SQS refuses it.",
        fix='redrive_allow_policy=pulumi.Output.json_dumps({"redrivePermission": "byQueue",'
        ' "sourceQueueArns": [orders.arn]})',
    )


_CREATE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"
_DEAD_LETTERS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"

RULE = ResourceRule(
    id="sqs-redrive-policy-valid",
    summary="SQS redrive policies must be complete and valid",
    rationale="""
        A redrive policy is JSON that only SQS reads: without a target, without a count, or with a count beyond 1000 the
        queue is refused. A redrive allow policy lists sources only for the permission byQueue, ten of them at most. A
        policy made of the ARN of a queue that does not exist yet is judged in the update, before its queue is made.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*sqs.QUEUE, *sqs.REDRIVE_POLICY, *sqs.REDRIVE_ALLOW_POLICY),
    references=(_CREATE, _DEAD_LETTERS),
    rejections=(
        Rejection(
            service="SQS",
            condition="A redrive policy lacks deadLetterTargetArn or maxReceiveCount",
            error="InvalidParameterValue: Redrive policy does not contain mandatory attribute: maxReceiveCount.",
            source=_CREATE,
            invalid="no-count",
            valid="thousand",
        ),
        Rejection(
            service="SQS",
            condition="maxReceiveCount is not from 1 to 1000",
            error="InvalidParameterValue: Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both"
            " inclusive.",
            source=_CREATE,
            invalid="many",
            valid="thousand",
        ),
        Rejection(
            service="SQS",
            condition="deadLetterTargetArn is not the ARN of a queue",
            error="InvalidParameterValue: Only SQS queues are valid resources for deadLetterTargetArn",
            source=_CREATE,
            invalid="topic",
            valid="thousand",
        ),
        Rejection(
            service="SQS",
            condition="A redrive allow policy's permission does not fit its sources",
            error="InvalidParameterValue: Amazon SQS can't create the redrive allow policy, as it's in an unsupported"
            " format.",
            source=_DEAD_LETTERS,
            invalid="no-sources",
            valid="ten-sources",
        ),
    ),
    check=check,
)
