"""Notifications: events, prefixes and suffixes that overlap or do not; FIFO queues by dependency and by ARN."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import s3, sqs
from policypack.aws.s3.rules.s3_notification_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource

PUT, ALL, REMOVED = "s3:ObjectCreated:Put", "s3:ObjectCreated:*", "s3:ObjectRemoved:*"


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (([PUT], "", ""), ([PUT], "", ""), "violated: topics[1]"),
        (([ALL], "", ""), ([PUT], "", ""), "violated: topics[1]"),
        (([PUT], "", ""), ([ALL], "", ""), "violated: topics[1]"),
        (([PUT], "", ""), ([REMOVED], "", ""), "fine"),
        (([PUT], "", ""), (["s3:ObjectCreated:Post"], "", ""), "fine"),
        (([ALL], "a/", ""), ([ALL], "b/", ""), "fine"),
        (([ALL], "a/", ""), ([ALL], "a/b/", ""), "violated: topics[1]"),
        (([ALL], "a/", ".jpg"), ([ALL], "a/", ".png"), "fine"),
        (([ALL], "a/", ".gz"), ([ALL], "a/b", ".tar.gz"), "violated: topics[1]"),
        (([ALL], None, None), ([ALL], "a", ".b"), "violated: topics[1]"),
        (([ALL], UNKNOWN, ""), ([ALL], "a", ""), "undetermined: topics[0].filterPrefix"),
        (([ALL], UNKNOWN, ".jpg"), ([ALL], "a", ".png"), "fine"),
        ((UNKNOWN, "", ""), ([ALL], "", ""), "undetermined: topics[0].events"),
        ((UNKNOWN, "a", ""), ([ALL], "b", ""), "fine"),
    ],
)
def test_overlaps(first: tuple[Any, ...], second: tuple[Any, ...], verdict: str) -> None:
    topics = [
        {"topicArn": f"arn:aws:sns:us-east-1:1:t{index}", "events": events, "filterPrefix": prefix, "filterSuffix": end}
        for index, (events, prefix, end) in enumerate((first, second))
    ]
    assert str(judge(RULE, bucket="b", topics=topics)) == verdict


def test_kinds_of_destinations_overlap_with_each_other() -> None:
    queues = [{"queueArn": "arn:aws:sqs:us-east-1:1:q", "events": [ALL]}]
    functions = [{"lambdaFunctionArn": "arn:aws:lambda:us-east-1:1:function:f", "events": [PUT]}]
    assert str(judge(RULE, bucket="b", queues=queues, lambdaFunctions=functions)) == "violated: lambdaFunctions[0]"


@pytest.mark.parametrize(
    ("arn", "flags", "verdict"),
    [
        ("arn:aws:sqs:us-east-1:1:q", (), "fine"),
        ("arn:aws:sqs:us-east-1:1:q.fifo", (), "violated: queues"),
        (UNKNOWN, (False,), "fine"),
        (UNKNOWN, (None,), "fine"),
        (UNKNOWN, ("true",), "violated: queues"),
        (UNKNOWN, (True, False), "undetermined: queues[0].queueArn"),
        (UNKNOWN, (UNKNOWN,), "undetermined: fifoQueue"),
        (UNKNOWN, (), "undetermined: queues[0].queueArn"),
    ],
)
def test_fifo_queues(arn: Any, flags: tuple[Any, ...], verdict: str) -> None:
    queues = [resource(sqs.QUEUE[0], f"q{index}", {"fifoQueue": flag}) for index, flag in enumerate(flags)]
    inputs = {"bucket": "b", "queues": [{"queueArn": arn, "events": [ALL]}]}
    it = resource(s3.BUCKET_NOTIFICATION[0], "it", inputs, depends={"queues": queues})
    assert str(judge_stack(RULE, it, *queues)["it"]) == verdict
