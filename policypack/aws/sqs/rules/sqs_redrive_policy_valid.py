"""sqs-redrive-policy-valid: SQS redrive policies must be complete and valid."""

from policypack.aws.sqs import QUEUE, REDRIVE_ALLOW_POLICY, REDRIVE_POLICY
from policypack.aws.sqs.redrive import missing_attribute, receive_count_error, redrive_allow_error, target_error
from policypack.constraint import Blank, Constraint, Json, Set, argument, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html"
DEAD_LETTERS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"
TARGET = "arn:aws:sqs:us-east-1:123456789012:dead"
TOPIC = "arn:aws:sns:us-east-1:123456789012:dead"

redrive, redrive_allow = argument("redrivePolicy"), argument("redriveAllowPolicy")
REDRIVE = fix(
    Set(
        "redrivePolicy",
        Json({"deadLetterTargetArn": Blank("the ARN of a queue"), "maxReceiveCount": Blank("1 to 1,000")}),
    )
)
ALLOW = fix(
    Set(
        "redriveAllowPolicy",
        Json({"redrivePermission": "byQueue", "sourceQueueArns": [Blank("the ARNs of up to ten queues")]}),
    )
)

ROWS = (
    Constraint(
        demand=redrive.is_json() & redrive.holds("complete", missing_attribute),
        when=redrive.is_given(),
        error="InvalidParameterValue: Redrive policy does not contain mandatory attribute: maxReceiveCount.",
        source=CREATE,
        fix=REDRIVE,
        invalid=({"redrivePolicy": Json({"deadLetterTargetArn": TARGET})}, {"redrivePolicy": "{"}),
        valid={"redrivePolicy": Json({"deadLetterTargetArn": TARGET, "maxReceiveCount": 1})},
    ),
    Constraint(
        demand=redrive.holds('a policy with a "maxReceiveCount" of 1 to 1,000', receive_count_error),
        when=redrive.is_given(),
        error="InvalidParameterValue: Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both"
        " inclusive.",
        source=CREATE,
        fix=REDRIVE,
        invalid={"redrivePolicy": Json({"deadLetterTargetArn": TARGET, "maxReceiveCount": 1001})},
        valid={"redrivePolicy": Json({"deadLetterTargetArn": TARGET, "maxReceiveCount": 1000})},
    ),
    Constraint(
        demand=redrive.holds('a policy whose "deadLetterTargetArn" is a queue', target_error),
        when=redrive.is_given(),
        error="InvalidParameterValue: Only SQS queues are valid resources for deadLetterTargetArn",
        source=CREATE,
        fix=REDRIVE,
        invalid={"redrivePolicy": Json({"deadLetterTargetArn": TOPIC, "maxReceiveCount": 5})},
        valid={"redrivePolicy": Json({"deadLetterTargetArn": TARGET, "maxReceiveCount": "5"})},
    ),
)
ALLOW_ROWS = (
    Constraint(
        demand=redrive_allow.is_json() & redrive_allow.holds("a valid redrive allow policy", redrive_allow_error),
        when=redrive_allow.is_given(),
        error="InvalidParameterValue: Amazon SQS can't create the redrive allow policy, as it's in an unsupported"
        " format.",
        source=DEAD_LETTERS,
        fix=ALLOW,
        invalid=(
            {"redriveAllowPolicy": Json({"redrivePermission": "byQueue"})},
            {"redriveAllowPolicy": Json({"redrivePermission": "denyAll", "sourceQueueArns": [TARGET]})},
        ),
        valid={"redriveAllowPolicy": Json({"redrivePermission": "byQueue", "sourceQueueArns": [TARGET] * 10})},
    ),
)

RULE = constraints_rule(
    id="sqs-redrive-policy-valid",
    service="SQS",
    summary="SQS redrive policies must be complete and valid",
    rationale="""
        Only SQS reads a redrive policy: without a target, without a count, or with a count over 1,000 it rejects the
        queue. A redrive allow policy lists sources only for the permission byQueue, and at most ten. A policy made of
        the ARN of a queue that does not exist yet is judged in the update, before its queue is made.
    """,
    since="0.1.0",
    constraints={
        (*QUEUE, *REDRIVE_POLICY): ROWS,
        (*QUEUE, *REDRIVE_ALLOW_POLICY): ALLOW_ROWS,
    },
    base={
        REDRIVE_POLICY[0]: {"queueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders"},
        REDRIVE_ALLOW_POLICY[0]: {"queueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders"},
    },
)
