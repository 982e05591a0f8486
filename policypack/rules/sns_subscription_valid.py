"""sns-subscription-valid: SNS subscription options must fit the protocol."""

from collections.abc import Iterator

from policypack.aws import sns
from policypack.aws.faults import json_fault
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Bad, Context, Good, Rejection, ResourceRule, Undecided


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
    severity="high",
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
    examples=(
        Bad(
            """
            import json
            import pulumi_aws as aws
            here = "us-east-1:123456789012"

            def subscribe(name, policy=None, protocol="sqs", **more):
                aws.sns.TopicSubscription(
                    name, topic=f"arn:aws:sns:{here}:orders", protocol=protocol,
                    endpoint=f"arn:aws:{protocol}:{here}:orders",
                    filter_policy=None if policy is None else json.dumps(policy), **more)

            subscribe("raw-lambda", protocol="lambda", raw_message_delivery=True)
            subscribe("no-role", protocol="firehose")
            subscribe("scalar", {"kind": "order"})
            subscribe("empty", {"kind": []})
            subscribe("six", {f"key-{index}": ["yes"] for index in range(6)})
            subscribe("nested", {"order": {"kind": ["new"]}})
            """,
            finds={
                "raw-lambda": "rawMessageDelivery",
                "no-role": "subscriptionRoleArn",
                "scalar": "filterPolicy",
                "empty": "filterPolicy",
                "six": "filterPolicy",
                "nested": "filterPolicy",
            },
        ),
        Good(
            """
            import json
            import pulumi_aws as aws
            here = "us-east-1:123456789012"

            def subscribe(name, policy=None, protocol="sqs", **more):
                aws.sns.TopicSubscription(
                    name, topic=f"arn:aws:sns:{here}:orders", protocol=protocol,
                    endpoint=f"arn:aws:{protocol}:{here}:orders",
                    filter_policy=None if policy is None else json.dumps(policy), **more)

            subscribe("raw-queue", raw_message_delivery=True)
            subscribe("cooked-lambda", protocol="lambda", raw_message_delivery=False)
            delivery = aws.iam.Role("delivery", assume_role_policy=json.dumps({
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                               "Action": "sts:AssumeRole"}]}))
            subscribe("role", protocol="firehose", subscription_role_arn=delivery.arn)
            subscribe("five", {f"key-{index}": ["yes", {"prefix": "no"}] for index in range(5)})
            subscribe("body", {"order": {"kind": ["new"]}}, filter_policy_scope="MessageBody")
            subscribe("either", {"$or": [{"kind": ["new"]}, {"size": [{"numeric": [">", 100]}]}]})
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.sns.TopicSubscription("orders", topic="arn:aws:sns:us-east-1:123456789012:orders", protocol="sqs",
                                      endpoint="arn:aws:sqs:us-east-1:123456789012:orders",
                                      filter_policy=old.outputs["Filter"])
            """,
            because={"orders": "filterPolicy"},
        ),
    ),
)
