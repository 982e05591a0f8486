"""sns-endpoint-valid: SNS endpoints must fit their protocol and topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.common.computed import comes_from
from policypack.aws.common.fifo import is_fifo, make_fifo
from policypack.aws.sns import SUBSCRIPTION, TOPIC
from policypack.aws.sqs import QUEUE
from policypack.check import (
    Resource,
    Stack,
    Verdict,
    all_of,
    any_of,
    is_not,
    require,
    together,
    undetermined,
)
from policypack.fix import Blank, Fix, Set, fix, note
from policypack.model.records import record
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

SUBSCRIBE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
FIFO_TOPICS = "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html"

OTHER_SCHEME = Rejection(
    service="SNS",
    condition="A subscription's endpoint is a URL of another scheme than its protocol",
    error="InvalidParameter: Invalid parameter: Endpoint must match the specified protocol",
    source=SUBSCRIBE,
    invalid="plain-http",
    valid="url",
)
NO_QUEUE = Rejection(
    service="SNS",
    condition="The endpoint of a subscription with the protocol sqs is not the ARN of a queue",
    error="InvalidParameter: Invalid parameter: SQS endpoint ARN",
    source=SUBSCRIBE,
    invalid="queue-url",
    valid="queue",
)
NO_FUNCTION = Rejection(
    service="SNS",
    condition="The endpoint of a subscription with the protocol lambda is not the ARN of a function",
    error="InvalidParameter: Invalid parameter: Lambda endpoint ARN",
    source=SUBSCRIBE,
    invalid="function-name",
    valid="function",
)
NO_DELIVERY_STREAM = Rejection(
    service="SNS",
    condition="The endpoint of a subscription with the protocol firehose is not the ARN of a delivery stream",
    error="InvalidParameter: Invalid parameter: Firehose endpoint ARN",
    source=SUBSCRIBE,
    invalid="bucket",
    valid="stream",
)
NO_ADDRESS = Rejection(
    service="SNS",
    condition="The endpoint of a subscription by email is not an email address",
    error="InvalidParameter: Invalid parameter: Email address",
    source=SUBSCRIBE,
    invalid="no-address",
    valid="address",
)
FIFO_QUEUE = Rejection(
    service="SNS",
    condition="A FIFO queue is subscribed to a standard topic",
    error="InvalidParameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS"
    " topics",
    source=FIFO_TOPICS,
    invalid="ordered-queue",
    valid="ordered-both",
)

NOT_OF_FIFO = ("lambda", "http", "https", "email", "email-json", "sms", "application")
"""Protocols that a FIFO topic does not have: https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-delivery.html"""
FIFO_PROTOCOL = Rejection(
    service="SNS",
    condition="A subscription to a FIFO topic has another protocol than sqs",
    error="InvalidParameter: Invalid parameter: Invalid protocol type: lambda",
    source="https://github.com/hashicorp/terraform/issues/28632",
    invalid="to-function",
    valid="ordered-topic",
)
OTHER_REGION = Rejection(
    service="SNS",
    condition="A subscription is made in another region than its topic",
    error="InvalidParameter: Invalid parameter: TopicArn",
    source="https://github.com/sysdiglabs/terraform-aws-secure-for-cloud/issues/105",
    invalid="abroad",
    valid="at-home",
)


@record(frozen=True, slots=True)
class Form:
    """The endpoints of a protocol; ``made_by`` are the types whose ARN is one."""

    pattern: str
    name: str
    rejection: Rejection
    made_by: tuple[str, ...] = ()

    def allows(self, endpoint: Plain) -> bool:
        """True also for an endpoint that is absent or no text, which the provider's schema is about."""
        return not isinstance(endpoint, str) or re.match(self.pattern, endpoint) is not None


ADDRESS = Form(r"[^@]+@[^@]+$", "an email address", NO_ADDRESS)
FORMS = {
    "sqs": Form(r"arn:[^:]+:sqs:", "the ARN of a queue", NO_QUEUE, QUEUE),
    "lambda": Form(
        r"arn:[^:]+:lambda:",
        "the ARN of a function",
        NO_FUNCTION,
        ("aws:lambda/function:Function", "aws:lambda/alias:Alias"),
    ),
    "firehose": Form(
        r"arn:[^:]+:firehose:",
        "the ARN of a delivery stream",
        NO_DELIVERY_STREAM,
        ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",),
    ),
    "email": ADDRESS,
    "email-json": ADDRESS,
    "http": Form(r"(?i:http)://", "an http:// URL", OTHER_SCHEME),
    "https": Form(r"(?i:https)://", "an https:// URL", OTHER_SCHEME),
}
"""By protocol, https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html, read in November 2026."""


def check(subscription: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The endpoint has the protocol's form, and a FIFO queue is subscribed to a FIFO topic only."""
    protocol, endpoint = subscription["protocol"], subscription["endpoint"]
    if protocol.is_unknown:
        yield undetermined(protocol.reason, at=endpoint.path)
    for name, form in FORMS.items():
        if protocol.equals(name).truth:
            yield require(
                any_of(
                    comes_from(form.made_by.__contains__, endpoint, subscription, "endpoint", context.stack),
                    together(form.allows, endpoint),
                ),
                at=endpoint,
                problem=f"endpoint is {endpoint}; the protocol {name} requires {form.name}.",
                fix=fix(Set("endpoint", Blank(form.name))),
                rejects=form.rejection,
            )
    topic_is_fifo = is_fifo(subscription["topic"], subscription, "topic", context.stack)
    queue_is_fifo = is_fifo(endpoint, subscription, "endpoint", context.stack)
    yield require(
        is_not(all_of(queue_is_fifo, is_not(topic_is_fifo))),
        when=protocol.equals("sqs"),
        at=endpoint,
        problem="The endpoint is a FIFO queue and the topic is a standard topic.",
        fix=fifo_topic(subscription, context),
        rejects=FIFO_QUEUE,
    )
    yield require(
        is_not(topic_is_fifo),
        when=protocol.is_in(NOT_OF_FIFO),
        at="protocol",
        problem=f"protocol is {protocol}, and the topic is a FIFO topic, which delivers to queues only.",
        fix=note("a queue between the topic and the endpoint, or a standard topic"),
        rejects=FIFO_PROTOCOL,
    )
    topic, region = subscription["topic"], context.region(subscription)
    yield require(
        together(is_at_home, topic, region),
        when=all_of(
            is_not(comes_from(TOPIC.__contains__, topic, subscription, "topic", context.stack)), region.is_set()
        ),
        at="topic",
        problem=f"topic is {topic}, and the subscription is made in {region}: SNS makes it where the topic is.",
        fix=fix(
            Set("region", topic.as_text().say(region_of_arn, "")),
            note="with pulumi-aws 6, a provider of the topic's region as the option `provider` instead",
        ),
        rejects=OTHER_REGION,
    )


def region_of_arn(topic: str) -> str:
    """The region in a topic's ARN; none where it has no such part."""
    parts = topic.split(":")
    return parts[3] if len(parts) > 3 else ""


def is_at_home(topic: Plain, region: Plain) -> bool:
    """The topic's ARN is of the region, or says none."""
    own = region_of_arn(str(topic or ""))
    return not own or not region or own == region


def fifo_topic(subscription: Resource, context: StackContext[None]) -> Fix:
    """The topic of the stack becomes a FIFO topic, with the suffix that its name then needs, unless it has
    subscriptions that only a standard topic has."""
    for topic, is_topic in context.stack.referred(subscription, "topic", TOPIC).links:
        if is_topic.truth and not context.stack.derived(needs_standard, topic):
            return fix(*make_fifo(topic))
    return note("subscribe the queue to a FIFO topic, or a standard queue to this one")


def needs_standard(stack: Stack, topic: Resource) -> bool:
    """The topic may have a subscription of a protocol that a FIFO topic does not have."""
    subscriptions = stack.linked(SUBSCRIPTION, to=topic, by="topic")
    return any(one["protocol"].is_in(NOT_OF_FIFO).truth is not False for one in subscriptions)


RULE = StackRule(
    id="sns-endpoint-valid",
    summary="SNS endpoints must fit their protocol and topic",
    rationale="""
        The protocol decides what an endpoint must be: the ARN of a queue, a function or a delivery stream, an email
        address, or a URL with the protocol's scheme. A subscription is made in the region of its topic. A FIFO queue
        can be subscribed only to a FIFO topic; a standard queue to both. In a first preview, where an ARN is not known
        yet, the resource that it comes from decides. Phone numbers and endpoints of applications are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=SUBSCRIPTION,
    references=(SUBSCRIBE, FIFO_TOPICS),
    rejections=(
        OTHER_SCHEME,
        NO_QUEUE,
        NO_FUNCTION,
        NO_DELIVERY_STREAM,
        NO_ADDRESS,
        FIFO_QUEUE,
        FIFO_PROTOCOL,
        OTHER_REGION,
    ),
    check=check,
)
