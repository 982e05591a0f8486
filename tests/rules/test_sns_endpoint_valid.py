"""Endpoints: forms by protocol, outputs of resources, FIFO queues on standard topics."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import sns, sqs
from policypack.aws.sns.rules.sns_endpoint_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource

HERE = "us-east-1:123456789012"


@pytest.mark.parametrize(
    ("protocol", "endpoint", "fine"),
    [
        ("sqs", f"arn:aws:sqs:{HERE}:q", True),
        ("sqs", f"arn:aws:lambda:{HERE}:function:f", False),
        ("sqs", "https://sqs.us-east-1.amazonaws.com/1/q", False),
        ("lambda", f"arn:aws-us-gov:lambda:{HERE}:function:f:live", True),
        ("lambda", "f", False),
        ("firehose", f"arn:aws:firehose:{HERE}:deliverystream/d", True),
        ("firehose", f"arn:aws:s3:::{HERE}", False),
        ("email", "a@b.example", True),
        ("email", "a.example", False),
        ("email-json", "a@b@c", False),
        ("http", "http://example.com", True),
        ("http", "https://example.com", False),
        ("https", "HTTPS://example.com", True),
        ("https", "example.com", False),
        ("https", 5, True),
    ],
)
def test_forms(protocol: str, endpoint: Any, fine: bool) -> None:
    topic = f"arn:aws:sns:{HERE}:t"
    found = str(judge(RULE, protocol=protocol, endpoint=endpoint, topic=topic))
    assert found == ("fine" if fine else "violated: endpoint")


@pytest.mark.parametrize("protocol", ["sms", "application"])
def test_other_protocols_have_no_form(protocol: str) -> None:
    assert str(judge(RULE, protocol=protocol, endpoint="anything", topic="t")) == "fine"


@pytest.mark.parametrize(
    ("protocol", "source", "verdict"),
    [
        ("sqs", "aws:sqs/queue:Queue", "fine"),
        ("lambda", "aws:lambda/function:Function", "fine"),
        ("lambda", "aws:sqs/queue:Queue", "undetermined: endpoint"),
        ("https", "aws:apigatewayv2/api:Api", "undetermined: endpoint"),
        (UNKNOWN, "aws:sqs/queue:Queue", "undetermined: protocol"),
    ],
)
def test_outputs(protocol: Any, source: str, verdict: str) -> None:
    made, topic = resource(source, "source"), resource(sns.TOPIC[0], "topic")
    depends = {"endpoint": [made], "topic": [topic]}
    inputs = {"protocol": protocol, "endpoint": UNKNOWN, "topic": UNKNOWN}
    it = resource(sns.SUBSCRIPTION[0], "it", inputs, depends=depends)
    assert str(judge_stack(RULE, it, made, topic)["it"]) == verdict


@pytest.mark.parametrize("topic_fifo", [True, False])
@pytest.mark.parametrize("queue_fifo", [True, False])
def test_fifo_queues_and_topics(topic_fifo: bool, queue_fifo: bool) -> None:
    expected = "violated: endpoint" if queue_fifo and not topic_fifo else "fine"
    topic = resource(sns.TOPIC[0], "topic", {"fifoTopic": topic_fifo})
    queue = resource(sqs.QUEUE[0], "queue", {"fifoQueue": queue_fifo})
    inputs = {"protocol": "sqs", "endpoint": UNKNOWN, "topic": UNKNOWN}
    it = resource(sns.SUBSCRIPTION[0], "it", inputs, depends={"endpoint": [queue], "topic": [topic]})
    assert str(judge_stack(RULE, it, topic, queue)["it"]) == expected
    names = {True: "a.fifo", False: "a"}
    known = {"protocol": "sqs", "endpoint": f"arn:aws:sqs:{HERE}:{names[queue_fifo]}"}
    assert str(judge(RULE, **known, topic=f"arn:aws:sns:{HERE}:{names[topic_fifo]}")) == expected


def test_a_topic_from_nowhere_matters_only_to_a_fifo_queue() -> None:
    known = {"protocol": "sqs", "topic": UNKNOWN}
    assert str(judge(RULE, **known, endpoint=f"arn:aws:sqs:{HERE}:a")) == "fine"
    assert str(judge(RULE, **known, endpoint=f"arn:aws:sqs:{HERE}:a.fifo")) == "undetermined: topic"


@pytest.mark.parametrize(("name", "renamed"), [(None, ""), ("orders", 'name="orders.fifo"')])
def test_the_fix_makes_the_topic_of_the_stack_a_fifo_topic(name: Any, renamed: str) -> None:
    topic = resource(sns.TOPIC[0], "topic", {"name": name})
    inputs = {"protocol": "sqs", "endpoint": f"arn:aws:sqs:{HERE}:a.fifo", "topic": UNKNOWN}
    it = resource(sns.SUBSCRIPTION[0], "it", inputs, depends={"topic": [topic]})
    (message,) = judge_stack(RULE, it, topic)["it"].messages
    assert "fifo_topic=True" in message
    assert 'on Topic "topic"' in message
    assert renamed in message


@pytest.mark.parametrize(("protocol", "is_changed"), [("sqs", True), ("email", False), (UNKNOWN, False)])
def test_a_topic_with_subscriptions_of_a_standard_topic_stays_one(protocol: Any, is_changed: bool) -> None:
    topic = resource(sns.TOPIC[0], "topic")
    other = {"protocol": protocol, "endpoint": "a@b.example" if protocol == "email" else UNKNOWN, "topic": UNKNOWN}
    it = {"protocol": "sqs", "endpoint": f"arn:aws:sqs:{HERE}:a.fifo", "topic": UNKNOWN}
    made = [
        resource(sns.SUBSCRIPTION[0], name, inputs, depends={"topic": [topic]})
        for name, inputs in (("it", it), ("other", other))
    ]
    (verdict,) = [one for one in judge_stack(RULE, topic, *made)["it"].verdicts if one.problem]
    assert bool(verdict.fix.steps) is is_changed
