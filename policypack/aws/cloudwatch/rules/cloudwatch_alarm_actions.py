"""cloudwatch-alarm-actions: Alarms must act."""

import re
from collections.abc import Iterator

from policypack.aws.cloudwatch import COMPOSITE_ALARM, METRIC_ALARM
from policypack.aws.common.named import Named
from policypack.check import Fact, Reason, Resource, Stack, Verdict, any_fact, any_of, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.model.values import text_of
from policypack.rule import StackContext, StackRule

NAMED = re.compile(r"""(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*["']?(?:arn:[^"')]*:alarm:)?([^"')]+?)["']?\s*\)""")
"""The name of an alarm in the rule of a composite one."""
READERS = (
    (("aws:ecs/service:Service",), "alarms.alarmNames"),
    (("aws:codedeploy/deploymentGroup:DeploymentGroup",), "alarmConfiguration.alarms"),
    (("aws:route53/healthCheck:HealthCheck",), "cloudwatchAlarmName"),
    (("aws:appconfig/environment:Environment",), "monitors"),
)
"""What looks at an alarm by itself, and the argument that names it."""
HOLE = "*"
"""Stands for an output in the rule; no alarm has this name."""


def check(alarm: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The alarm has an action, or is a part of a composite one, and its actions are not turned off."""
    yield require(
        any_of(is_not(alarm["alarmActions"].is_empty()), is_part(alarm, context.stack), is_read(alarm, context.stack)),
        at="alarmActions",
        problem="alarmActions is not set: the alarm goes off, and nobody hears of it.",
        fix=fix(Set("alarmActions", [Blank("the ARN of a topic")])),
    )
    yield require(
        is_not(alarm["actionsEnabled"].is_false()),
        at="actionsEnabled",
        problem="actionsEnabled is false: the alarm goes off, and nobody hears of it.",
        fix=fix(Set("actionsEnabled", True)),
    )


def is_part(alarm: Resource, stack: Stack) -> Fact:
    """The rule of a composite alarm names this one: the composite one acts."""
    return stack.derived(parts_of).has(alarm)


def is_read(alarm: Resource, stack: Stack) -> Fact:
    """A deployment or a health check looks at the alarm."""
    return any_fact(stack.linked(types, to=alarm, by=by, names=("name",)).exists() for types, by in READERS)


def parts_of(stack: Stack) -> Named:
    """What the rules of all composite alarms name, by a name in the text or an output in it."""
    names: set[str] = set()
    urns: set[str] = set()
    reasons: list[Reason] = []
    for one in stack.of_type(COMPOSITE_ALARM):
        rule = one["alarmRule"]
        urns.update(one.property_dependencies.get("alarmRule", ()))
        text = text_of(rule)
        if text is not None:
            names.update(NAMED.findall("".join(one if isinstance(one, str) else HOLE for one in text.parts)))
        elif rule.is_unknown:
            reasons.append(rule.reason)
        else:
            names.update(rule.say(lambda known_text: NAMED.findall(str(known_text)), []))
    return Named(frozenset(urns), frozenset(names), tuple(reasons))


RULE = StackRule(
    id="cloudwatch-alarm-actions",
    summary="Alarms must act",
    rationale="""
        An alarm without an action changes its color in the console. An action sends a message to a topic, scales a
        group or calls a function. An alarm that is a part of a composite one, or at which a deployment or a health
        check looks, needs none of its own. actionsEnabled turns all actions of an alarm off, often for a maintenance
        that is long over.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    applies_to=METRIC_ALARM,
    controls=("CloudWatch.15", "CloudWatch.17"),
    references=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",),
    check=check,
)
