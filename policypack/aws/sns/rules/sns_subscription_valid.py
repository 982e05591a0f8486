"""sns-subscription-valid: SNS subscription options must fit the protocol."""

from collections.abc import Iterator

from policypack.aws import sns
from policypack.aws.common.faults import json_fault
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(subscription: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The options fit the protocol, and the filter policy is of SNS's grammar."""
    protocol = subscription["protocol"]
    yield require(
        protocol.is_in(sns.RAW_DELIVERY),
        when=subscription["rawMessageDelivery"].is_true(),
        at="rawMessageDelivery",
        problem=f"rawMessageDelivery is true and the protocol is {protocol}: Delivery protocol does not support raw"
        " message delivery.",
        fix="raw_message_delivery=False  # it is for sqs, http, https and firehose",
    )
    yield require(
        subscription["subscriptionRoleArn"].is_set(),
        when=protocol.equals("firehose"),
        at="subscriptionRoleArn",
        problem="The subscription delivers to Firehose and has no subscriptionRoleArn, which SNS refuses: it writes to"
        " the stream in that role.",
        fix="subscription_role_arn=delivery.arn",
    )
    yield filter_policy(subscription)


def filter_policy(subscription: Resource) -> Verdict:
    """The grammar depends on whether attributes or the body are matched."""
    policy, scope = subscription["filterPolicy"], subscription["filterPolicyScope"].or_default(sns.ATTRIBUTES)
    of_body = scope.equals(sns.BODY)
    wrong = (
        scope if of_body.is_unknown else json_fault(policy, sns.body_fault if of_body.truth else sns.attribute_fault)
    )
    return require(
        wrong.is_empty(),
        when=is_not(policy.is_empty()),
        at=policy,
        problem=f"filterPolicy {wrong.say(str, 'is not valid')}, so SNS refuses it.",
        fix='filter_policy=json.dumps({"kind": ["order"]})  # each key with a list of values',
    )


_SUBSCRIBE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
_FILTERS = "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html"

RULE = ResourceRule(
    id="sns-subscription-valid",
    summary="SNS subscription options must fit the protocol",
    rationale="""
        A filter policy is JSON that only SNS reads: each key stands for a list of values, and as long as it matches
        attributes and not the body, it has five keys at most and no objects. Messages are delivered raw only to queues,
        HTTP endpoints and Firehose, and Firehose needs a role to be written to.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=sns.SUBSCRIPTION,
    references=(_SUBSCRIBE, _FILTERS),
    rejections=(
        Rejection(
            service="SNS",
            condition="A subscription of another protocol than sqs, http, https and firehose delivers messages raw",
            error="InvalidParameter: Invalid parameter: Attributes Reason: Delivery protocol [lambda] does not support"
            " raw message delivery.",
            source="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
            invalid="raw-lambda",
            valid="raw-queue",
        ),
        Rejection(
            service="SNS",
            condition="A subscription to Firehose has no role",
            error="InvalidParameter: Invalid parameter: Delivery protocol firehose can only be subscribed with"
            " subscription role arn",
            source=_SUBSCRIBE,
            invalid="no-role",
            valid="role",
        ),
        Rejection(
            service="SNS",
            condition="A key of a filter policy has a value that is no list",
            error='InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: "kind" must be an object or an'
            " array",
            source=_FILTERS,
            invalid="scalar",
            valid="five",
        ),
        Rejection(
            service="SNS",
            condition="A key of a filter policy has an empty list",
            error="InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: Empty arrays are not allowed",
            source=_FILTERS,
            invalid="empty",
            valid="five",
        ),
        Rejection(
            service="SNS",
            condition="A filter policy on attributes has more than 5 keys",
            error="InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: Filter policy can not have"
            " more than 5 keys",
            source=_FILTERS,
            invalid="six",
            valid="five",
        ),
        Rejection(
            service="SNS",
            condition="A filter policy on attributes nests objects",
            error="InvalidParameter: Invalid parameter: Attributes Reason: Filter policy scope MessageAttributes does"
            " not support nested filter policy",
            source=_FILTERS,
            invalid="nested",
            valid="body",
        ),
    ),
    check=check,
)
