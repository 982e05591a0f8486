"""dead-letter-alarm: Dead-letter queues must have an alarm."""

from policypack.aws import sqs
from policypack.aws.cloudwatch import METRIC_ALARM
from policypack.aws.common.named import Named
from policypack.aws.sqs.dead_letters import gets_dead_letters
from policypack.check import Fact, Reason, Resource, Stack, Verdict, any_of, require
from policypack.fix import Blank, Create, Map, Ref, fix
from policypack.model.values import plain
from policypack.rule import StackContext, StackRule

READER = ("aws:lambda/eventSourceMapping:EventSourceMapping",)
NAMESPACE = "AWS/SQS"


def check(queue: Resource, context: StackContext[None]) -> Verdict:
    """An alarm of the stack watches the queue, or a function reads it."""
    stack = context.stack
    arguments = {
        "namespace": NAMESPACE,
        "metricName": "ApproximateNumberOfMessagesVisible",
        "dimensions": Map({"QueueName": Ref.to(queue, "name")}),
        "statistic": "Maximum",
        "comparisonOperator": "GreaterThanThreshold",
        "threshold": 0,
        "evaluationPeriods": 1,
        "period": Blank("seconds, such as 300"),
        "alarmActions": [Blank("the ARN of a topic")],
    }
    return require(
        any_of(
            stack.linked(METRIC_ALARM, to=queue, by="dimensions.QueueName", names=("name",)).exists(),
            is_in_queries(queue, stack),
            stack.linked(READER, to=queue, by="eventSourceArn", names=("name",)).exists(),
        ),
        when=gets_dead_letters(queue, stack),
        at="name",
        problem="No alarm of the stack watches this dead-letter queue: what could not be handled lies there unseen"
        " until SQS removes it.",
        fix=fix(Create(METRIC_ALARM[0], queue.name, arguments)),
    )


def is_in_queries(queue: Resource, stack: Stack) -> Fact:
    """An alarm on several metrics, or on what is computed from them, has one of the queue."""
    return stack.derived(queried).has(queue)


def queried(stack: Stack) -> Named:
    """What the alarms on several metrics name; which queues the expression of a search finds, nobody tells."""
    urns: set[str] = set()
    names: set[str] = set()
    reasons: list[Reason] = []
    for alarm in stack.of_type(METRIC_ALARM):
        sources = alarm.property_dependencies.get("metricQueries", ())
        urns.update(sources)
        for query in alarm["metricQueries"].elements():
            name, expression = query["metric"]["dimensions"]["QueueName"], query["expression"]
            names.update([str(plain(name))] if name.is_known else [])
            unclear = [one for one in (name, expression) if one.is_unknown and not sources]
            searches = expression.is_known and NAMESPACE in str(plain(expression))
            reasons.extend(one.reason for one in (*unclear, *([expression] if searches else [])))
    return Named(frozenset(urns), frozenset(names), tuple(reasons[:1]))


RULE = StackRule(
    id="dead-letter-alarm",
    summary="Dead-letter queues must have an alarm",
    rationale="""
        A message in a dead-letter queue is an order that nobody filled. Nothing tells of it, and when the retention of
        the queue is over it is gone: a dead-letter queue without an alarm delays the loss. Any alarm with the queue as
        its dimension QueueName counts, alone or among several metrics; so does a function that reads the queue. Where
        another stack makes the alarms, an exemption says so.
    """,
    level="advisory",
    consequence="data loss",
    rated="low",
    since="0.3.0",
    applies_to=sqs.QUEUE,
    references=(
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    ),
    check=check,
)
