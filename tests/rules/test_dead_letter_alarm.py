"""What counts as an alarm on a dead-letter queue."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.sqs.rules.dead_letter_alarm import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

QUEUE, ALARM = "aws:sqs/queue:Queue", "aws:cloudwatch/metricAlarm:MetricAlarm"
TO_DEAD = json.dumps({"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead", "maxReceiveCount": 5})


def on(queue: Any) -> dict[str, Any]:
    return {"metricQueries": [{"id": "dead", "metric": {"namespace": "AWS/SQS", "dimensions": {"QueueName": queue}}}]}


@pytest.mark.parametrize(
    ("alarm", "verdict"),
    [
        ({"dimensions": {"QueueName": "dead"}}, "fine"),
        ({"dimensions": {"QueueName": "orders"}}, "violated: name"),
        ({"dimensions": {"FunctionName": "dead"}}, "violated: name"),
        ({"dimensions": UNKNOWN}, "undetermined: "),
        ({"dimensions": {"QueueName": UNKNOWN}}, "undetermined: "),
        (on("dead"), "fine"),
        (on("orders"), "violated: name"),
        (on(UNKNOWN), "undetermined: "),
        ({"metricQueries": UNKNOWN}, "undetermined: metricQueries"),
        ({"metricQueries": [{"id": "all", "expression": "SEARCH('{AWS/SQS,QueueName}', 'Sum')"}]}, "undetermined: "),
        ({"metricQueries": [{"id": "all", "expression": "SUM(METRICS())"}]}, "violated: name"),
    ],
)
def test_alarm(alarm: Any, verdict: str) -> None:
    dead = resource(QUEUE, "dead", {"name": "dead"})
    orders = resource(QUEUE, "orders", {"name": "orders", "redrivePolicy": TO_DEAD})
    judged = judge_stack(RULE, dead, orders, resource(ALARM, "alarm", alarm))
    assert str(judged["dead"]).startswith(verdict)


@pytest.mark.parametrize(
    ("policy", "verdict"), [({}, "not applicable"), ({"redrivePolicy": UNKNOWN}, "undetermined: ")]
)
def test_only_what_gets_dead_letters_is_asked(policy: Any, verdict: str) -> None:
    judged = judge_stack(RULE, resource(QUEUE, "dead", {"name": "dead"}), resource(QUEUE, "orders", policy))
    assert str(judged["dead"]).startswith(verdict)


def test_a_function_that_reads_the_queue_counts() -> None:
    dead = resource(QUEUE, "dead", {"name": "dead"}, outputs={"arn": "arn:aws:sqs:us-east-1:123456789012:dead"})
    orders = resource(QUEUE, "orders", {"name": "orders", "redrivePolicy": TO_DEAD})
    reads = {"eventSourceArn": "arn:aws:sqs:us-east-1:123456789012:dead", "functionName": "mend"}
    reader = resource("aws:lambda/eventSourceMapping:EventSourceMapping", "reader", reads)
    assert str(judge_stack(RULE, dead, orders)["dead"]) == "violated: name"
    assert str(judge_stack(RULE, dead, orders, reader)["dead"]) == "fine"
