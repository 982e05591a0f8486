"""Queues and streams by ARN and by link, in a first preview and later."""

import pytest

from policypack.aws import lambda_, sqs
from policypack.aws.lambda_.rules.lambda_event_source_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

QUEUE = "arn:aws:sqs:eu-south-2:123456789012:orders"
FIFO = QUEUE + ".fifo"
WINDOW = "maximumBatchingWindowInSeconds"


@pytest.mark.parametrize(
    ("source", "inputs", "answer"),
    [
        (QUEUE, {}, "fine"),
        (QUEUE, {"batchSize": 10}, "fine"),
        (QUEUE, {"startingPosition": "LATEST"}, "violated: startingPosition"),
        (QUEUE, {"batchSize": 11}, f"violated: {WINDOW}"),
        (QUEUE, {"batchSize": "11", WINDOW: 0}, f"violated: {WINDOW}"),
        (QUEUE, {"batchSize": 11, WINDOW: 1}, "fine"),
        (QUEUE, {"batchSize": 11, WINDOW: UNKNOWN}, f"undetermined: {WINDOW}"),
        (QUEUE, {"batchSize": UNKNOWN}, "undetermined: batchSize"),
        (FIFO, {"batchSize": 10}, "fine"),
        (FIFO, {"batchSize": 11}, "violated: batchSize"),
        (FIFO, {WINDOW: 1}, f"violated: {WINDOW}"),
        (FIFO, {WINDOW: 0}, "fine"),
        ("arn:aws:kinesis:eu-south-2:123456789012:stream/clicks", {"batchSize": 100}, "violated: startingPosition"),
        ("arn:aws:kinesis:eu-south-2:123456789012:stream/clicks", {"startingPosition": "LATEST"}, "fine"),
        ("arn:aws:dynamodb:eu-south-2:123456789012:table/a/stream/1", {}, "violated: startingPosition"),
        ("arn:aws:kafka:eu-south-2:123456789012:cluster/a/b", {"batchSize": 100}, "violated: topics"),
        (None, {"batchSize": 100, "selfManagedEventSource": {}}, "fine"),
        ("not an ARN", {"batchSize": 100}, "fine"),
        (UNKNOWN, {"startingPosition": "LATEST"}, "undetermined: eventSourceArn"),
        (UNKNOWN, {}, "undetermined: eventSourceArn"),
    ],
)
def test_by_arn(source, inputs, answer):
    assert str(judge(RULE, eventSourceArn=source, functionName="orders", **inputs)) == answer


def linked(queue, function, *, outputs=None, function_name=UNKNOWN):
    q = resource(sqs.QUEUE[0], "queue", queue)
    f = resource(lambda_.FUNCTION[0], "function", function)
    mapping = resource(
        lambda_.EVENT_SOURCE_MAPPING[0],
        "it",
        {"eventSourceArn": UNKNOWN, "functionName": function_name},
        outputs=outputs,
        depends={"eventSourceArn": [q], "functionName": [f]},
    )
    return str(judge_stack(RULE, q, f, mapping)["it"])


@pytest.mark.parametrize(
    ("queue", "function", "answer"),
    [
        ({}, {}, "fine"),
        ({}, {"timeout": 30}, "fine"),
        ({}, {"timeout": 31}, "violated: eventSourceArn"),
        ({"visibilityTimeoutSeconds": "31"}, {"timeout": 31.0}, "fine"),
        ({"visibilityTimeoutSeconds": 0}, {}, "violated: eventSourceArn"),
        ({"visibilityTimeoutSeconds": 60}, {"timeout": UNKNOWN}, "undetermined: timeout"),
        ({"visibilityTimeoutSeconds": UNKNOWN}, {}, "undetermined: visibilityTimeoutSeconds"),
    ],
)
def test_visibility(queue, function, answer):
    assert linked(queue, function) == answer


def test_a_mapping_that_exists_is_not_compared_again():
    assert linked({}, {"timeout": 900}, outputs={"id": "a-b-c"}) == "fine"


def test_a_queue_of_the_stack_tells_whether_it_is_fifo():
    queue = resource(sqs.QUEUE[0], "queue", {"fifoQueue": True})
    inputs = {"eventSourceArn": UNKNOWN, "functionName": "orders", "batchSize": 11}
    mapping = resource(lambda_.EVENT_SOURCE_MAPPING[0], "it", inputs, depends={"eventSourceArn": [queue]})
    assert str(judge_stack(RULE, queue, mapping)["it"]) == "violated: batchSize"


def test_a_stream_of_the_stack_is_read_from_a_position():
    stream = resource("aws:kinesis/stream:Stream", "clicks")
    inputs = {"eventSourceArn": UNKNOWN, "functionName": "orders"}
    mapping = resource(lambda_.EVENT_SOURCE_MAPPING[0], "it", inputs, depends={"eventSourceArn": [stream]})
    assert str(judge_stack(RULE, stream, mapping)["it"]) == "violated: startingPosition"


@pytest.mark.parametrize(
    ("timeout", "fix"),
    [
        (31, 'visibility_timeout_seconds=186  # on Queue "queue"'),
        (None, 'visibility_timeout_seconds=18  # on Queue "queue"'),
        (secret(31), "visibility_timeout_seconds=...  # on Queue"),
    ],
)
def test_the_fix_is_a_visibility_timeout_of_the_queue(timeout, fix):
    queue = resource(sqs.QUEUE[0], "queue", {"visibilityTimeoutSeconds": 1})
    function = resource(lambda_.FUNCTION[0], "function", {"timeout": timeout})
    inputs = {"eventSourceArn": UNKNOWN, "functionName": UNKNOWN}
    links = {"eventSourceArn": [queue], "functionName": [function]}
    mapping = resource(lambda_.EVENT_SOURCE_MAPPING[0], "it", inputs, depends=links)
    assert fix in judge_stack(RULE, queue, function, mapping)["it"].messages[0]
