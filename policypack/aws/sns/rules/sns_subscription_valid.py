"""sns-subscription-valid: SNS subscription options must fit the protocol."""

from policypack.aws import sns
from policypack.constraint import Constraint, argument, needs
from policypack.fix import Blank, Json, Ref, Remove, Set, fix, note
from policypack.rule import constraints_rule

SUBSCRIBE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"
FILTERS = "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html"
RAW = "https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html"
FILTER_POLICY = "InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: {}"
FILTER = fix(Set("filterPolicy", Json(Blank("an object with a list of values for each key"))))
ON_BODY = {"filterPolicyScope": "MessageBody"}
TO_FUNCTION = {"protocol": "lambda", "endpoint": "arn:aws:lambda:us-east-1:123456789012:function:orders"}
TO_URL = {"protocol": "https", "endpoint": "https://example.com/orders"}

DEAD = "arn:aws:sqs:us-east-1:123456789012:dead"

policy, protocol, raw = argument("filterPolicy"), argument("protocol"), argument("rawMessageDelivery")
redrive = argument("redrivePolicy")
on_attributes = (~argument("filterPolicyScope").equals("MessageBody")).called(
    "filterPolicyScope is MessageAttributes, the default", "filterPolicyScope must be MessageAttributes"
)

RULE = constraints_rule(
    id="sns-subscription-valid",
    service="SNS",
    summary="SNS subscription options must fit the protocol",
    rationale="""
        A filter policy is JSON that only SNS reads. Each key has a list of values. A policy on message attributes has
        at most five keys and no nested objects. Raw message delivery exists only for queues, HTTP endpoints and
        Firehose, and a subscription to Firehose needs a role that can write to the stream.
    """,
    since="0.1.0",
    references=(SUBSCRIBE, FILTERS),
    constraints={
        sns.SUBSCRIPTION: (
            Constraint(
                demand=(policy.is_json() & policy.holds("a JSON object", sns.policy_form_error)).called(
                    "filterPolicy is a JSON object",
                    "filterPolicy must be a JSON object",
                    fails="filterPolicy is not a JSON object",
                ),
                when=policy.is_given().unsaid(),
                error=FILTER_POLICY.format("failed to parse JSON"),
                source=FILTERS,
                fix=FILTER,
                invalid=({"filterPolicy": "{"}, {"filterPolicy": Json([])}),
                valid={"filterPolicy": Json({"kind": ["order"]})},
            ),
            Constraint(
                demand=policy.holds("an object with a list of values for each key", sns.scalar_error),
                when=policy.is_given().unsaid(),
                error=FILTER_POLICY.format('"kind" must be an object or an array'),
                source=FILTERS,
                fix=FILTER,
                invalid={"filterPolicy": Json({"kind": "order"})},
                valid={"filterPolicy": Json({"kind": ["order", {"prefix": "re"}, 1, None]})},
            ),
            Constraint(
                demand=policy.holds("an object without empty lists", sns.empty_list_error),
                when=policy.is_given().unsaid(),
                error=FILTER_POLICY.format("Empty arrays are not allowed"),
                source=FILTERS,
                fix=FILTER,
                invalid={"filterPolicy": Json({"kind": []})},
                valid={"filterPolicy": Json({"$or": [{"kind": ["new"]}, {"size": [{"numeric": [">", 100]}]}]})},
            ),
            Constraint(
                demand=policy.holds(f"an object of at most {sns.MOST_FILTER_KEYS} keys", sns.key_count_error),
                when=policy.is_given().unsaid() & on_attributes,
                error=FILTER_POLICY.format("Filter policy can not have more than 5 keys"),
                source=FILTERS,
                fix=note(f"keep at most {sns.MOST_FILTER_KEYS} keys in filterPolicy"),
                invalid={"filterPolicy": Json({f"key-{number}": ["yes"] for number in range(6)})},
                valid={"filterPolicy": Json({f"key-{number}": ["yes"] for number in range(5)})},
            ),
            Constraint(
                demand=policy.holds("an object without nested objects", sns.nesting_error),
                when=policy.is_given().unsaid() & on_attributes,
                error="InvalidParameter: Invalid parameter: Attributes Reason: Filter policy scope MessageAttributes"
                " does not support nested filter policy",
                source=FILTERS,
                fix=fix(Set("filterPolicyScope", "MessageBody")),
                invalid={"filterPolicy": Json({"order": {"kind": ["new"]}})},
                valid={"filterPolicy": Json({"order": {"kind": ["new"]}}), **ON_BODY},
            ),
            Constraint(
                demand=redrive.is_json()
                & redrive.holds('an object with "deadLetterTargetArn" alone', sns.redrive_error),
                when=redrive.is_given().unsaid(),
                error="InvalidParameter: Invalid parameter: Attributes Reason: RedrivePolicy: invalid JSON. Attribute"
                " maxReceiveCount is unknown.",
                source="https://github.com/cloudposse/terraform-aws-sns-topic/issues/48",
                fix=fix(Set("redrivePolicy", Json({"deadLetterTargetArn": Blank("the ARN of a queue")}))),
                invalid=(
                    {"redrivePolicy": Json({"deadLetterTargetArn": DEAD, "maxReceiveCount": 5})},
                    {"redrivePolicy": "{"},
                    {"redrivePolicy": Json([DEAD])},
                ),
                valid={"redrivePolicy": Json({"deadLetterTargetArn": DEAD})},
            ),
            Constraint(
                demand=protocol.one_of(*sns.RAW_DELIVERY),
                when=raw.is_true(),
                at="rawMessageDelivery",
                error="InvalidParameter: Invalid parameter: Attributes Reason: Delivery protocol [lambda] does not"
                " support raw message delivery.",
                source=RAW,
                fix=fix(Remove("rawMessageDelivery")),
                invalid={**TO_FUNCTION, "rawMessageDelivery": True},
                valid=({**TO_URL, "rawMessageDelivery": True}, {**TO_FUNCTION, "rawMessageDelivery": False}),
            ),
            needs(
                {"protocol": "firehose"},
                "subscriptionRoleArn",
                Ref("delivery_role", "arn"),
                blank="the ARN of a role that may write to the delivery stream",
                beside={"endpoint": "arn:aws:firehose:us-east-1:123456789012:deliverystream/orders"},
                error="InvalidParameter: Invalid parameter: Delivery protocol firehose can only be subscribed with"
                " subscription role arn",
                source=SUBSCRIBE,
            ),
        )
    },
    base={
        sns.SUBSCRIPTION[0]: {
            "topic": "arn:aws:sns:us-east-1:123456789012:orders",
            "protocol": "sqs",
            "endpoint": "arn:aws:sqs:us-east-1:123456789012:orders",
        }
    },
)
