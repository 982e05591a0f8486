"""pipes-pipe-valid: Pipes must have parameters for streams, and targets that are no FIFO topics."""

from collections.abc import Iterator

from policypack.aws import dynamodb
from policypack.aws.kinesis import STREAM
from policypack.aws.msk import CLUSTER, SERVERLESS_CLUSTER
from policypack.aws.pipes import PIPE
from policypack.aws.sns import TOPIC
from policypack.check import Fact, Resource, Stack, Verdict, is_not, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.conditions import any_condition
from policypack.rule import Rejection, StackContext, StackRule

SOURCES = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html"
TARGETS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/pipes"
FIFO_TOPIC = Rejection(
    service="EventBridge Pipes",
    condition="The target of a pipe is a FIFO topic",
    error="ValidationException: SNS FIFO is not supported as a target",
    source=f"{OBSERVED}/pf-pipes-target-sns-fifo/meta.yaml",
    invalid="to-fifo",
    valid="to-topic",
)
NO_PARAMETERS = Rejection(
    service="EventBridge Pipes",
    condition="A pipe from a stream has no parameters of the stream",
    error="ValidationException: SourceParameters.KinesisStreamParameters Missing required parameter.",
    source=f"{OBSERVED}/pf-pipes-source-parameters/meta.yaml",
    invalid="from-stream",
    valid="from-start",
)
START = {"startingPosition": Blank("LATEST or TRIM_HORIZON")}
STREAMS = {
    "kinesisStreamParameters": (STREAM, r"arn:[^:]*:kinesis:.*", START),
    "dynamodbStreamParameters": (dynamodb.TABLE, r"arn:[^:]*:dynamodb:.*/stream/.*", START),
    "managedStreamingKafkaParameters": (
        (*CLUSTER, *SERVERLESS_CLUSTER),
        r"arn:[^:]*:kafka:.*:cluster/.*",
        {"topicName": Blank("the topic")},
    ),
}
"""The parameters that a source of a kind needs: the types that have such streams, the form of their ARNs, and what the
parameters must say."""


DESTINATIONS = ("cloudwatchLogsLogDestination", "firehoseLogDestination", "s3LogDestination")
TO_GROUP = "logConfiguration.cloudwatchLogsLogDestination"
LOGS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html"
TABLE = Table(
    "EventBridge Pipes",
    {
        PIPE: (
            Constraint(
                demand=any_condition(argument(f"logConfiguration.{name}").is_present() for name in DESTINATIONS).called(
                    "there is a destination", "there must be a destination", fails="there is no destination"
                ),
                when=argument("logConfiguration.level").one_of("ERROR", "INFO", "TRACE"),
                at="logConfiguration",
                error="ValidationException: Must provide at least 1 log destination in LogConfiguration",
                source=LOGS,
                fix=fix(
                    Set(
                        "logConfiguration.cloudwatchLogsLogDestination",
                        {"logGroupArn": Blank("the ARN of a log group")},
                    ),
                    otherwise=Remove("logConfiguration"),
                ),
                invalid={"logConfiguration.level": "INFO"},
                valid=(
                    {
                        "logConfiguration.level": "INFO",
                        f"{TO_GROUP}.logGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:/orders",
                    },
                    {"logConfiguration.level": "OFF"},
                ),
                condition="a pipe logs, and there is no destination",
                problem="The pipe writes logs, and logConfiguration says nowhere to.",
            ),
        )
    },
    base={
        PIPE[0]: {
            "name": "orders",
            "roleArn": "arn:aws:iam::123456789012:role/orders",
            "source": "arn:aws:sqs:us-east-1:123456789012:orders",
            "target": "arn:aws:lambda:us-east-1:123456789012:function:orders",
        }
    },
)


def check(pipe: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The target is no FIFO topic, and a stream has its parameters."""
    yield require(
        is_not(leads_to_fifo_topic(pipe, context.stack)),
        at="target",
        problem="target is a FIFO topic, to which pipes do not send.",
        fix=fix(Set("target", Blank("the ARN of a standard topic, or of a FIFO queue"))),
        rejects=FIFO_TOPIC,
    )
    for name, (types, form, said) in STREAMS.items():
        given = pipe["sourceParameters"][name]
        yield require(
            is_not(given.is_empty()),
            when=comes_from(pipe, types, form, context.stack),
            at="sourceParameters",
            problem=f"source is a stream, and sourceParameters has no {name}.",
            fix=fix(Set(f"sourceParameters.{name}", said)),
            rejects=NO_PARAMETERS,
        )


def leads_to_fifo_topic(pipe: Resource, stack: Stack) -> Fact:
    """The target is the ARN of a FIFO topic, or such a topic of the stack."""
    target = pipe["target"]
    if not target.is_unknown:
        return target.matches(r"arn:[^:]*:sns:.*\.fifo")
    return stack.referred(pipe, "target", TOPIC).any(lambda topic: topic["fifoTopic"].is_true())


def comes_from(pipe: Resource, types: tuple[str, ...], form: str, stack: Stack) -> Fact:
    """The source is an ARN of this form, or of a resource of these types of the stack."""
    source = pipe["source"]
    if not source.is_unknown:
        return source.matches(form)
    return stack.referred(pipe, "source", types).exists()


RULE = StackRule(
    id="pipes-pipe-valid",
    summary="Pipes must have parameters for streams, and targets that are no FIFO topics",
    rationale="""
        A pipe reads a stream from a position, which it must say, and does not send to FIFO topics. Sources and targets
        that the stack does not make are known by their ARNs. What it logs has a destination.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=PIPE,
    references=(SOURCES, TARGETS),
    rejections=(*TABLE.rejections, FIFO_TOPIC, NO_PARAMETERS),
    table=TABLE,
    check=check,
)
