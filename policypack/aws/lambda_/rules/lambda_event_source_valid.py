"""lambda-event-source-valid: Lambda event source mappings must fit their source and function."""

from collections.abc import Iterator

from policypack.aws import lambda_, sqs
from policypack.aws.common.fifo import is_fifo
from policypack.aws.lambda_.event_sources import STREAMS, service
from policypack.check import Fact, Linked, Resource, Verdict, all_of, is_not, require, together
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
    yield visibility(mapping, context)


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
        starting position.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.EVENT_SOURCE_MAPPING,
    references=(QUEUES, CREATE, FIFO),
    rejections=(NO_WINDOW, FIFO_BATCH, FIFO_WINDOW, SHORT_VISIBILITY, NO_POSITION, POSITION),
    check=check,
)
