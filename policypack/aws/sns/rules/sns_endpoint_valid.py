"""sns-endpoint-valid: SNS endpoints must fit their protocol and topic."""

from collections.abc import Iterator

from policypack.aws import sns
from policypack.aws.common.fifo import is_fifo
from policypack.check import TRUE, Fact, Resource, Verdict, all_of, combined, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


def check(subscription: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The endpoint is of the protocol's form, and a FIFO queue is subscribed to a FIFO topic only."""
    protocol, endpoint = subscription["protocol"], subscription["endpoint"]
    wrong = combined(sns.endpoint_fault, protocol, endpoint)
    yield require(
        comes_from_its_kind(subscription, context) if endpoint.is_unknown else wrong.is_empty(),
        at=endpoint,
        problem=f"The endpoint is {endpoint} and the protocol {protocol}: the endpoint"
        f" {wrong.say(str, 'does not fit the protocol')}, so SNS refuses it.",
        fix="endpoint=queue.arn  # what the protocol asks for: an ARN, a URL or an address",
    )
    yield require(
        is_not(
            all_of(
                is_fifo(endpoint, subscription, "endpoint", context.stack),
                is_not(is_fifo(subscription["topic"], subscription, "topic", context.stack)),
            )
        ),
        when=protocol.equals("sqs"),
        at=endpoint,
        problem="The endpoint is a FIFO queue and the topic is a standard topic, which SNS refuses: FIFO SQS Queues can"
        " not be subscribed to standard SNS topics.",
        fix="fifo_topic=True  # on the topic; or a standard queue as the endpoint",
    )


def comes_from_its_kind(subscription: Resource, context: StackContext[None]) -> Fact:
    """An endpoint that is not known yet is an output of a resource whose ARN the protocol asks for."""
    endpoint = subscription["endpoint"]
    sources = {context.stack.type_of(urn) for urn in subscription.property_dependencies.get("endpoint", ())}

    def is_source(protocol: object) -> Fact:
        types = sns.ENDPOINT_TYPES.get(str(protocol))
        return TRUE if types is not None and sources & set(types) else endpoint.undecided()

    return subscription["protocol"].or_default("").then(is_source)


_SUBSCRIBE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
_FIFO = "https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html"

RULE = StackRule(
    id="sns-endpoint-valid",
    summary="SNS endpoints must fit their protocol and topic",
    rationale="""
        What an endpoint looks like follows from the protocol: the ARN of a queue, a function or a delivery stream, an
        address, or a URL with the protocol's own scheme. A FIFO queue can be subscribed only to a FIFO topic; a
        standard queue to both. In a first preview the resource that an ARN comes from tells all of this. Telephone
        numbers and endpoints of applications are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=sns.SUBSCRIPTION,
    references=(_SUBSCRIBE, _FIFO),
    rejections=(
        Rejection(
            service="SNS",
            condition="A subscription's endpoint is a URL of another scheme than its protocol",
            error="InvalidParameter: Invalid parameter: Endpoint must match the specified protocol",
            source=_SUBSCRIBE,
            invalid="plain-http",
            valid="url",
        ),
        Rejection(
            service="SNS",
            condition="The endpoint of a subscription to a queue, a function or Firehose is not an ARN of one",
            error="InvalidParameter: Invalid parameter: SQS endpoint ARN",
            source=_SUBSCRIBE,
            invalid="queue-url",
            valid="queue",
        ),
        Rejection(
            service="SNS",
            condition="The endpoint of a subscription by email is not an address",
            error="InvalidParameter: Invalid parameter: Email address",
            source=_SUBSCRIBE,
            invalid="no-address",
            valid="address",
        ),
        Rejection(
            service="SNS",
            condition="A FIFO queue is subscribed to a standard topic",
            error="InvalidParameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to"
            " standard SNS topics",
            source=_FIFO,
            invalid="ordered-queue",
            valid="ordered-both",
        ),
    ),
    check=check,
)
