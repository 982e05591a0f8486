"""lambda-event-source-valid: Lambda event source mappings must fit their source and function."""

from collections.abc import Iterator

from policypack.aws import lambda_, sqs
from policypack.aws.common.fifo import is_fifo
from policypack.aws.lambda_.event_sources import STREAMS, service
from policypack.check import Fact, Resource, Verdict, all_of, is_not, known, require, together
from policypack.rule import Rejection, StackContext, StackRule

MOST_AT_ONCE = 10
"""Messages of a queue that come without waiting for more, and from a FIFO queue at all."""
DEFAULT_VISIBILITY = 30
"""Seconds."""


def check(mapping: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A queue's batches, window and visibility fit, and a stream has a position to start from."""
    source = service(mapping, context.stack)
    fifo = is_fifo(mapping["eventSourceArn"], mapping, "eventSourceArn", context.stack)
    yield from batches(mapping, source.equals("sqs"), fifo)
    yield require(
        mapping["startingPosition"].is_set(),
        when=source.is_in(STREAMS),
        at="startingPosition",
        problem="The mapping reads a stream and has no startingPosition, which Lambda needs.",
        fix='starting_position="LATEST"  # or "TRIM_HORIZON"',
    )
    yield visibility(mapping, context)


def batches(mapping: Resource, is_queue: Fact, fifo: Fact) -> Iterator[Verdict]:
    """More than ten messages take time to gather, and a FIFO queue has no such time."""
    size, window = mapping["batchSize"], mapping["maximumBatchingWindowInSeconds"]
    large, waits = size.at_least(MOST_AT_ONCE + 1), window.at_least(1)
    yield require(
        is_not(fifo),
        when=all_of(is_queue, large),
        at=size,
        problem=f"batchSize is {size}, and a FIFO queue gives {MOST_AT_ONCE} messages at most.",
        fix=f"batch_size={MOST_AT_ONCE}",
    )
    yield require(
        is_not(fifo),
        when=all_of(is_queue, waits),
        at=window,
        problem=f"maximumBatchingWindowInSeconds is {window}: Batching window is not supported for FIFO queues.",
        fix="# without maximum_batching_window_in_seconds",
    )
    yield require(
        waits,
        when=all_of(is_queue, is_not(fifo), large),
        at=window,
        problem=f"batchSize is {size} and maximumBatchingWindowInSeconds is {window}: Maximum batch window in seconds"
        f" must be greater than 0 if maximum batch size is greater than {MOST_AT_ONCE}.",
        fix="maximum_batching_window_in_seconds=5",
    )


def visibility(mapping: Resource, context: StackContext[None]) -> Verdict:
    """Lambda compares the queue with the function when the mapping is made, and not later."""
    queues = context.stack.referred(mapping, "eventSourceArn", sqs.QUEUE, ("name",))
    functions = context.stack.referred(mapping, "functionName", lambda_.FUNCTION, lambda_.NAMES)
    return require(
        queues.all(lambda queue: functions.all(lambda function: is_hidden_long_enough(queue, function))),
        when=all_of(known(not mapping.is_deployed), queues.exists(), functions.exists()),
        at="eventSourceArn",
        problem="The queue shows a message again sooner than the function may have done with it: its visibility timeout"
        " is less than the function's timeout, with which Lambda refuses the mapping.",
        fix="visibility_timeout_seconds=6 * timeout  # on the queue",
    )


def is_hidden_long_enough(queue: Resource, function: Resource) -> Fact:
    """Both are in seconds, with AWS's own defaults."""
    hidden = queue["visibilityTimeoutSeconds"].as_number().or_default(DEFAULT_VISIBILITY)
    timeout = function["timeout"].as_number().or_default(lambda_.DEFAULT_TIMEOUT)
    return together(lambda longest, needed: longest >= needed, hidden, timeout)


_QUEUES = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"
_CREATE = "https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html"
_FIFO = "https://github.com/aws/aws-lambda-dotnet/pull/1758"

RULE = StackRule(
    id="lambda-event-source-valid",
    summary="Lambda event source mappings must fit their source and function",
    rationale="""
        From a standard queue up to 10,000 messages come at once, but more than ten only with a window of time to gather
        them in; from a FIFO queue ten come at most, and there is no window. A queue must hide a message for at least
        as long as the function may work on it: 30 seconds, where a queue says nothing, is less than many timeouts.
        Lambda compares the two when the mapping is made, so a mapping that exists is not asked. A Kinesis or DynamoDB
        stream is read from a position that must be given.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=lambda_.EVENT_SOURCE_MAPPING,
    references=(_QUEUES, _CREATE, _FIFO),
    rejections=(
        Rejection(
            service="Lambda",
            condition="More than ten messages of a queue come at once, without a window of time",
            error="InvalidParameterValueException: Maximum batch window in seconds must be greater than 0 if maximum"
            " batch size is greater than 10",
            source="https://github.com/aws/chalice/issues/1778",
            invalid="no-window",
            valid="window",
        ),
        Rejection(
            service="Lambda",
            condition="More than ten messages of a FIFO queue come at once",
            error="InvalidParameterValueException: For FIFO queues, the maximum is 10.",
            source=_QUEUES,
            invalid="fifo-eleven",
            valid="fifo-ten",
        ),
        Rejection(
            service="Lambda",
            condition="A mapping of a FIFO queue has a batching window",
            error="InvalidParameterValueException: Batching window is not supported for FIFO queues",
            source=_FIFO,
            invalid="fifo-window",
            valid="fifo-ten",
        ),
        Rejection(
            service="Lambda",
            condition="A queue's visibility timeout is less than its function's timeout",
            error="InvalidParameterValueException: Queue visibility timeout: 60 seconds is less than Function timeout:"
            " 120 seconds",
            source="https://github.com/18F/identity-terraform/pull/27",
            invalid="impatient",
            valid="patient",
        ),
        Rejection(
            service="Lambda",
            condition="A mapping of a Kinesis or DynamoDB stream has no starting position",
            error="InvalidParameterValueException: The position in a stream from which to start reading. Required for"
            " Amazon Kinesis and Amazon DynamoDB Stream event sources.",
            source=_CREATE,
            invalid="nowhere",
            valid="stream",
        ),
    ),
    check=check,
)
