"""sqs-dead-letter-queue-valid: Dead-letter queues must be FIFO if and only if their source queue is."""

from policypack.aws import sqs
from policypack.aws.fifo import is_fifo
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


def check(source: Resource, context: StackContext[None]) -> Verdict:
    """A FIFO queue's dead-letter queue is a FIFO queue, and a standard queue's is a standard queue."""
    policy = source["redrivePolicy"]
    target = policy.as_json()["deadLetterTargetArn"]
    ordered = source_is_fifo(source, context)
    dead_ordered = is_fifo(target, source, "redrivePolicy", context.stack)
    return require(
        any_of(all_of(ordered, dead_ordered), all_of(is_not(ordered), is_not(dead_ordered))),
        when=is_not(policy.is_empty()) if policy.is_known else policy.is_set(),
        at=policy,
        problem="One of the queue and its dead-letter queue is a FIFO queue and the other is not, which SQS refuses:"
        " Dead-letter queue must be same type of queue as the source.",
        fix="fifo_queue=True  # on both, or on neither",
    )


def source_is_fifo(source: Resource, context: StackContext[None]) -> Fact:
    """The queue that the policy stands on is a FIFO queue."""
    if source.type in sqs.QUEUE:
        return sqs.is_fifo(source)
    return is_fifo(source["queueUrl"], source, "queueUrl", context.stack)


_DOCUMENT = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"

RULE = StackRule(
    id="sqs-dead-letter-queue-valid",
    summary="Dead-letter queues must be FIFO if and only if their source queue is",
    rationale="""
        The dead-letter queue of a FIFO queue must be a FIFO queue, too, and that of a standard queue a standard queue.
        In a first preview the policy is not known yet; the queue that it is made of tells its kind all the same.
    """,
    level="mandatory",
    severity="high",
    applies_to=(*sqs.QUEUE, *sqs.REDRIVE_POLICY),
    references=(_DOCUMENT,),
    rejections=(
        Rejection(
            service="SQS",
            condition="A FIFO queue's dead-letter queue is a standard queue, or the other way round",
            error='InvalidParameterValue: Value {"deadLetterTargetArn":"arn:aws:sqs:us-east-1:...:orders-dead",'
            '"maxReceiveCount":5} for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same type'
            " of queue as the source.",
            source=_DOCUMENT,
            invalid="ordered",
            valid="both-ordered",
        ),
    ),
    check=check,
    examples=(
        Bad(
            """
            import json
            import pulumi
            import pulumi_aws as aws
            dead = aws.sqs.Queue("dead")
            aws.sqs.Queue("ordered", fifo_queue=True, redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}))
            aws.sqs.Queue("standard", redrive_policy=json.dumps(
                {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo", "maxReceiveCount": 5}))
            ordered = aws.sqs.Queue("source", fifo_queue=True)
            aws.sqs.RedrivePolicy("separate", queue_url=ordered.url, redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": dead.arn, "maxReceiveCount": 5}))
            """,
            finds={"ordered": "redrivePolicy", "standard": "redrivePolicy", "separate": "redrivePolicy"},
        ),
        Good(
            """
            import json
            import pulumi
            import pulumi_aws as aws

            def redrive(queue):
                return pulumi.Output.json_dumps({"deadLetterTargetArn": queue.arn, "maxReceiveCount": 5})

            dead, dead_ordered = aws.sqs.Queue("dead"), aws.sqs.Queue("dead-ordered", fifo_queue=True)
            aws.sqs.Queue("both-ordered", fifo_queue=True, redrive_policy=redrive(dead_ordered))
            standard = aws.sqs.Queue("both-standard")
            aws.sqs.RedrivePolicy("both-standard", queue_url=standard.url, redrive_policy=redrive(dead))
            aws.sqs.Queue("elsewhere", fifo_queue=True, redrive_policy=json.dumps(
                {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo", "maxReceiveCount": 5}))
            """
        ),
        Undecided(
            """
            import pulumi
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.sqs.Queue("orders", redrive_policy=pulumi.Output.json_dumps(
                {"deadLetterTargetArn": old.outputs["DeadLetters"], "maxReceiveCount": 5}))
            """,
            because={"orders": "redrivePolicy"},
        ),
    ),
)
