"""lambda-event-source-valid: Lambda event source mappings must fit their source and function."""

from collections.abc import Iterator

from policypack.aws import lambda_, sqs
from policypack.aws.common.fifo import is_fifo
from policypack.aws.eventbridge.patterns import object_error, scalar_error
from policypack.aws.lambda_.event_sources import STREAMS, service
from policypack.check import Fact, Linked, Resource, Value, Verdict, all_of, any_of, is_not, require, together
from policypack.constraint import Constraint, Json, Table, argument, ordered
from policypack.fix import Blank, Fix, Remove, Set, Target, fix
from policypack.model.values import plain
from policypack.rule import Rejection, StackContext, StackRule

QUEUES = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"
CREATE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"
FIFO = "https://github.com/aws/aws-lambda-dotnet/pull/1758"
MOST_AT_ONCE = 10
"""Messages of a queue in one batch without a batching window, and the most in a batch of a FIFO queue."""
DEFAULT_VISIBILITY = 30
"""Seconds."""
ADVISED = 6
"""Times the function's timeout: the visibility timeout that AWS advises for a source queue."""


def _rejection(condition: str, error: str, source: str, invalid: str, valid: str) -> Rejection:
    return Rejection(
        service="Lambda",
        condition=condition,
        error=f"InvalidParameterValueException: {error}",
        source=source,
        invalid=invalid,
        valid=valid,
    )


NO_WINDOW = _rejection(
    "A batch has more than ten messages of a queue and there is no batching window",
    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    "https://github.com/aws/chalice/issues/1778",
    invalid="no-window",
    valid="window",
)
FIFO_BATCH = _rejection(
    "A batch has more than ten messages of a FIFO queue",
    "For FIFO queues, the maximum is 10.",
    QUEUES,
    invalid="fifo-eleven",
    valid="fifo-ten",
)
FIFO_WINDOW = _rejection(
    "A mapping of a FIFO queue has a batching window",
    "Batching window is not supported for FIFO queues",
    FIFO,
    invalid="fifo-window",
    valid="fifo-ten",
)
SHORT_VISIBILITY = _rejection(
    "A queue's visibility timeout is less than its function's timeout",
    "Queue visibility timeout: 60 seconds is less than Function timeout: 120 seconds",
    "https://github.com/18F/identity-terraform/pull/27",
    invalid="impatient",
    valid="patient",
)
NO_POSITION = _rejection(
    "A mapping of a Kinesis or DynamoDB stream has no starting position",
    "The position in a stream from which to start reading. Required for Amazon Kinesis and Amazon DynamoDB Stream event"
    " sources.",
    CREATE,
    invalid="nowhere",
    valid="stream",
)


POSITION = _rejection(
    "A mapping of a queue has a starting position",
    "StartingPosition is not valid for SQS event sources.",
    CREATE,
    invalid="from-latest",
    valid="patient",
)

MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/lambda"
OTHERS = ("sqs", "mq")
"""Services whose messages are neither a stream nor a Kafka topic."""
NOT_A_STREAM = ("sqs", "mq", "kafka", "rds")
OF_STREAMS_AND_TOPICS = (
    ("bisectBatchOnFunctionError", "BisectBatchOnFunctionError", OTHERS, "bisecting"),
    ("maximumRetryAttempts", "MaximumRetryAttempts", OTHERS, "retrying"),
    ("maximumRecordAgeInSeconds", "MaximumRecordAgeInSeconds", OTHERS, "aging"),
    ("destinationConfig.onFailure", "DestinationConfig", OTHERS, "sending-failures"),
    ("parallelizationFactor", "ParallelizationFactor", NOT_A_STREAM, "parallel"),
    ("tumblingWindowInSeconds", "TumblingWindowInSeconds", NOT_A_STREAM, "tumbling"),
    ("functionResponseTypes", "FunctionResponseTypes", ("mq", "rds"), "reporting"),
    ("scalingConfig", "ScalingConfig", ("kinesis", "dynamodb", "kafka", "mq", "rds"), "scaling"),
)
"""An argument, its name in the API, the services that do not support it, and the example of it.

https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html, botocore's model of November 2026."""
UNSUPPORTED = {
    path: _rejection(
        f"{path} is set for {', '.join(services)}",
        f"Unsupported {name} parameter for given event source mapping type.",
        CREATE,
        invalid=example,
        valid="stream" if path != "scalingConfig" else "window",
    )
    for path, name, services, example in OF_STREAMS_AND_TOPICS
}
AT_TIMESTAMP = _rejection(
    "A mapping of a DynamoDB stream starts at a timestamp",
    "Unsupported starting position for arn type: arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/...",
    CREATE,
    invalid="table-at-time",
    valid="stream",
)
BROKER_POSITION = _rejection(
    "A mapping of a message broker has a starting position",
    "Amazon MQ event sources reject StartingPosition",
    f"{MADE}/pf-lambda-esm-mq-starting-position-unsupported/meta.yaml",
    invalid="broker-from-latest",
    valid="broker",
)
NO_TOPIC = _rejection(
    "A mapping of a Kafka cluster has no topic",
    "Required 'topics' parameter is missing.",
    f"{MADE}/pf-lambda-esm-msk-topics-required/meta.yaml",
    invalid="no-topic",
    valid="topic",
)
NO_ACCESS = _rejection(
    "A mapping of a message broker has no credentials",
    "Required 'sourceAccessConfigurations' parameter is missing.",
    f"{MADE}/pf-lambda-esm-mq-auth-secret-required/meta.yaml",
    invalid="no-access",
    valid="broker",
)
QUEUE = "arn:aws:sqs:us-east-1:123456789012:orders"
pattern = argument("pattern")
STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks"
TABLE = Table(
    "Lambda",
    {
        lambda_.EVENT_SOURCE_MAPPING: (
            Constraint(
                demand=argument("maximumRecordAgeInSeconds").at_least(60)
                | argument("maximumRecordAgeInSeconds").equals(-1),
                when=argument("maximumRecordAgeInSeconds").at_least(1).unsaid(),
                error="InvalidParameterValueException: MaximumRecordAgeInSeconds must be either -1 (forever) or between"
                " 60 and 604800 (inclusive)",
                source=f"{MADE}/pf-lambda-esm-record-age-effective-min/meta.yaml",
                fix=fix(Set("maximumRecordAgeInSeconds", 60)),
                invalid={"maximumRecordAgeInSeconds": 30},
                valid=({"maximumRecordAgeInSeconds": 60}, {"maximumRecordAgeInSeconds": -1}),
            ),
            Constraint(
                demand=argument("startingPosition").equals("AT_TIMESTAMP"),
                when=argument("startingPositionTimestamp").is_given(),
                at="startingPositionTimestamp",
                error="InvalidParameterValueException: Timestamp only valid with StartingPosition AT_TIMESTAMP",
                source=f"{MADE}/pf-lambda-esm-starting-position-timestamp-requires-at-timestamp/meta.yaml",
                fix=fix(Set("startingPosition", "AT_TIMESTAMP"), otherwise=Remove("startingPositionTimestamp")),
                invalid={"startingPositionTimestamp": "2026-11-01T00:00:00Z"},
                valid={"startingPosition": "AT_TIMESTAMP", "startingPositionTimestamp": "2026-11-01T00:00:00Z"},
            ),
            Constraint(
                demand=pattern.is_json()
                & pattern.holds("a JSON object", object_error)
                & pattern.holds("a pattern whose keys have lists or objects", scalar_error),
                when=pattern.is_given().unsaid(),
                error="InvalidParameterValueException: Invalid filter pattern definition.",
                source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
                fix=fix(Set("pattern", Blank("the corrected pattern"))),
                condition="a filter is no JSON object whose keys have lists",
                invalid=(
                    {"pattern": "orders"},
                    {"pattern": '["orders"]'},
                    {"pattern": Json({"data": {"state": "paid"}})},
                ),
                valid=(
                    {"pattern": Json({"data": {"state": ["paid"]}})},
                    {"pattern": Json({"body": [{"exists": True}]})},
                ),
            ).inside("filterCriteria.filters[]"),
            Constraint(
                demand=~argument("destinationConfig.onFailure.destinationArn").ends_with(".fifo"),
                when=argument("destinationConfig.onFailure.destinationArn").is_given().unsaid(),
                at="destinationConfig",
                error="An on-failure destination cannot be a FIFO queue or topic",
                source=f"{MADE}/pf-lambda-esm-ddb-destination-standard-only/meta.yaml",
                fix=fix(
                    Set("destinationConfig.onFailure.destinationArn", Blank("the ARN of a standard queue or topic"))
                ),
                invalid={"destinationConfig.onFailure.destinationArn": f"{QUEUE}.fifo"},
                valid={"destinationConfig.onFailure.destinationArn": QUEUE},
            ),
            ordered(
                "provisionedPollerConfig.minimumPollers",
                "provisionedPollerConfig.maximumPollers",
                low=2,
                high=4,
                error="MaximumPollers must be at least MinimumPollers",
                source=f"{MADE}/pf-lambda-esm-pollers-max-ge-min/meta.yaml",
            ),
            Constraint(
                demand=argument("scalingConfig.maximumConcurrency").is_empty(),
                when=argument("provisionedPollerConfig").is_given(),
                at="scalingConfig",
                error="ScalingConfig and ProvisionedPollerConfig are mutually exclusive",
                source=f"{MADE}/pf-lambda-esm-scaling-provisioned-mutually-exclusive/meta.yaml",
                fix=fix(Remove("scalingConfig"), otherwise=Remove("provisionedPollerConfig")),
                invalid={
                    "eventSourceArn": QUEUE,
                    "startingPosition": None,
                    "provisionedPollerConfig": {"minimumPollers": 2},
                    "scalingConfig": {"maximumConcurrency": 2},
                },
                valid={
                    "eventSourceArn": QUEUE,
                    "startingPosition": None,
                    "provisionedPollerConfig": {"minimumPollers": 2},
                },
            ),
        )
    },
    {
        lambda_.EVENT_SOURCE_MAPPING[0]: {
            "eventSourceArn": STREAM,
            "functionName": "orders",
            "startingPosition": "LATEST",
        }
    },
)


def check(mapping: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The batch, batching window and visibility timeout of a queue fit, and a stream has a starting position."""
    source = service(mapping, context.stack)
    fifo = is_fifo(mapping["eventSourceArn"], mapping, "eventSourceArn", context.stack)
    yield from batches(mapping, source.equals("sqs"), fifo)
    yield require(
        mapping["startingPosition"].is_set(),
        when=source.is_in(STREAMS),
        at="startingPosition",
        problem="The mapping reads a stream and has no startingPosition.",
        fix=fix(Set("startingPosition", "LATEST"), otherwise=Set("startingPosition", "TRIM_HORIZON")),
        rejects=NO_POSITION,
    )
    yield require(
        mapping["startingPosition"].is_empty(),
        when=source.equals("sqs"),
        at="startingPosition",
        problem=f"startingPosition is {mapping['startingPosition']}; a queue has none.",
        fix=fix(Remove("startingPosition")),
        rejects=POSITION,
    )
    yield from supported(mapping, source)
    yield visibility(mapping, context)


def supported(mapping: Resource, source: Value) -> Iterator[Verdict]:
    """Each argument is one that the source's service supports, and a broker or cluster has what it needs."""
    for path, _, services, _ in OF_STREAMS_AND_TOPICS:
        value = mapping.at(path)
        yield require(
            is_not(is_used(value)),
            when=source.is_in(services),
            at=path.partition(".")[0],
            problem=f"{path} is set, and the source is of {source}, which does not support it.",
            fix=fix(Remove(path.partition(".")[0])),
            rejects=UNSUPPORTED[path],
        )
    yield require(
        is_not(mapping["startingPosition"].equals("AT_TIMESTAMP")),
        when=source.equals("dynamodb"),
        at="startingPosition",
        problem="startingPosition is AT_TIMESTAMP; a stream of DynamoDB is read from TRIM_HORIZON or LATEST.",
        fix=fix(
            Set("startingPosition", "LATEST"),
            *(() if mapping["startingPositionTimestamp"].is_absent else (Remove("startingPositionTimestamp"),)),
        ),
        rejects=AT_TIMESTAMP,
    )
    yield require(
        mapping["startingPosition"].is_empty(),
        when=source.equals("mq"),
        at="startingPosition",
        problem=f"startingPosition is {mapping['startingPosition']}; a message broker has none.",
        fix=fix(Remove("startingPosition")),
        rejects=BROKER_POSITION,
    )
    yield require(
        is_not(mapping["topics"].is_empty()),
        when=source.equals("kafka"),
        at="topics",
        problem="The mapping reads a Kafka cluster and has no topics.",
        fix=fix(Set("topics", [Blank("the topic that it reads")])),
        rejects=NO_TOPIC,
    )
    yield require(
        is_not(mapping["sourceAccessConfigurations"].is_empty()),
        when=source.equals("mq"),
        at="sourceAccessConfigurations",
        problem="The mapping reads a message broker and has no sourceAccessConfigurations: Lambda has no credentials.",
        fix=fix(
            Set(
                "sourceAccessConfigurations",
                [{"type": "BASIC_AUTH", "uri": Blank("the ARN of a secret with username and password")}],
            )
        ),
        rejects=NO_ACCESS,
    )


def is_used(value: Value) -> Fact:
    """True, a number above zero, or a block: what the provider sends."""
    return is_not(any_of(value.is_empty(), value.is_false(), value.equals(0)))


def batches(mapping: Resource, is_queue: Fact, fifo: Fact) -> Iterator[Verdict]:
    """More than ten messages need a batching window, which a FIFO queue cannot have."""
    size, window = mapping["batchSize"], mapping["maximumBatchingWindowInSeconds"]
    large, waits = size.at_least(MOST_AT_ONCE + 1), window.at_least(1)
    yield require(
        is_not(fifo),
        when=all_of(is_queue, large),
        at=size,
        problem=f"batchSize is {size}; the maximum for a FIFO queue is {MOST_AT_ONCE}.",
        fix=fix(Set("batchSize", MOST_AT_ONCE)),
        rejects=FIFO_BATCH,
    )
    yield require(
        is_not(fifo),
        when=all_of(is_queue, waits),
        at=window,
        problem=f"maximumBatchingWindowInSeconds is {window} and the source is a FIFO queue.",
        fix=fix(Remove("maximumBatchingWindowInSeconds")),
        rejects=FIFO_WINDOW,
    )
    yield require(
        waits,
        when=all_of(is_queue, is_not(fifo), large),
        at=window,
        problem=f"batchSize is {size} and maximumBatchingWindowInSeconds is {window}: more than {MOST_AT_ONCE} messages"
        " need a batching window.",
        fix=fix(Set("maximumBatchingWindowInSeconds", 5), otherwise=Set("batchSize", MOST_AT_ONCE)),
        rejects=NO_WINDOW,
    )


def visibility(mapping: Resource, context: StackContext[None]) -> Verdict:
    """Lambda compares the queue with the function only when it creates the mapping."""
    queues = context.stack.referred(mapping, "eventSourceArn", sqs.QUEUE, ("name",))
    functions = context.stack.referred(mapping, "functionName", lambda_.FUNCTION, lambda_.NAMES)
    return require(
        queues.all(lambda queue: functions.all(lambda function: is_hidden_long_enough(queue, function))),
        when=all_of(mapping.is_new(), queues.exists(), functions.exists()),
        at="eventSourceArn",
        problem="The queue's visibility timeout is shorter than the function's timeout: the queue would deliver a"
        " message again while the function still works on it.",
        fix=longer_visibility(queues, functions),
        rejects=SHORT_VISIBILITY,
    )


def is_hidden_long_enough(queue: Resource, function: Resource) -> Fact:
    """Both are in seconds, with AWS's own defaults."""
    hidden = queue["visibilityTimeoutSeconds"].as_number().or_default(DEFAULT_VISIBILITY)
    timeout = function["timeout"].as_number().or_default(lambda_.DEFAULT_TIMEOUT)
    return together(lambda longest, needed: longest >= needed, hidden, timeout)


def longer_visibility(queues: Linked, functions: Linked) -> Fix:
    """The visibility timeout that AWS advises, on each queue that has a shorter one than a function's timeout."""
    return fix(
        *(
            Set("visibilityTimeoutSeconds", advised(function), Target.of(queue))
            for queue in queues
            for function in functions
            if is_hidden_long_enough(queue, function).truth is False
        )
    )


def advised(function: Resource) -> int | Blank:
    """Seconds for which a queue should hide a message from other readers."""
    timeout = function["timeout"].as_number().or_default(lambda_.DEFAULT_TIMEOUT)
    if timeout.is_known and not timeout.is_secret:
        return ADVISED * int(plain(timeout))
    return Blank(f"{ADVISED} times the function's timeout")


RULE = StackRule(
    id="lambda-event-source-valid",
    summary="Lambda event source mappings must fit their source and function",
    rationale="""
        A batch has up to 10,000 messages of a standard queue, but more than ten only with a batching window; of a FIFO
        queue it has up to ten, and there is no batching window. A queue must hide a message for at least as long as the
        function may work on it: 30 seconds, the default of a queue, is less than many timeouts. Lambda compares the two
        when it creates the mapping, so a mapping that exists is not checked. A Kinesis or DynamoDB stream needs a
        starting position, a Kafka cluster a topic, a broker its credentials. What is for streams, such as a tumbling
        window, no queue has.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.EVENT_SOURCE_MAPPING,
    references=(QUEUES, CREATE, FIFO),
    rejections=(
        *TABLE.rejections,
        *(NO_WINDOW, FIFO_BATCH, FIFO_WINDOW, SHORT_VISIBILITY, NO_POSITION, POSITION),
        *UNSUPPORTED.values(),
        *(AT_TIMESTAMP, BROKER_POSITION, NO_TOPIC, NO_ACCESS),
    ),
    table=TABLE,
    check=check,
)
