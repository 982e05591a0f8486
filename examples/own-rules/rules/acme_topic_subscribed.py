"""acme-topic-subscribed: somebody hears what a topic says."""

from policypack.check import Resource, Verdict, require
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule

TOPIC = ("aws:sns/topic:Topic",)
SUBSCRIPTION = ("aws:sns/topicSubscription:TopicSubscription",)


def check(topic: Resource, context: StackContext[None]) -> Verdict:
    """A subscription of the stack names the topic."""
    subscriptions = context.stack.linked(SUBSCRIPTION, to=topic, by="topic")
    subscription = {"topic": Ref.to(topic, "arn"), "protocol": "email", "endpoint": Blank("an address")}
    return require(
        subscriptions.exists(),
        at="name",
        problem="The stack has no subscription of the topic: its messages are lost.",
        fix=fix(Create(SUBSCRIPTION[0], topic.name, subscription)),
    )


RULE = StackRule(
    id="acme-topic-subscribed",
    summary="Topics must have a subscription",
    rationale="Messages of a topic without a subscription are lost. The rule does not see those of other stacks.",
    level="advisory",
    consequence="downtime",
    since="1.0.0",
    applies_to=TOPIC,
    references=("https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",),
    check=check,
)
