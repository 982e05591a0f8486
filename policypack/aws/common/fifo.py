"""FIFO queues and topics: their ARNs and URLs end in .fifo, and no others' do."""

from __future__ import annotations

from policypack.aws.common.names import FIFO_FLAGS, FIFO_SUFFIX, is_automatic
from policypack.fix import Blank, Set, Target
from policypack.model.facts import Fact, any_of
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

SUFFIX = FIFO_SUFFIX


def is_fifo(value: Value, resource: Resource, by: str, stack: Stack) -> Fact:
    """An ARN or URL, part of the resource's property ``by``, names a FIFO queue or topic.

    One that is not known yet is judged by the queues or topics that the property comes from, where they are alike.
    """
    if not value.is_unknown:
        return value.ends_with(SUFFIX)
    sources = (stack.get(urn) for urn in resource.property_dependencies.get(by, ()))
    facts = {one[FIFO_FLAGS[one.type]].is_true() for one in sources if one is not None and one.type in FIFO_FLAGS}
    return facts.pop() if len(facts) == 1 else value.undecided()


def make_fifo(one: Resource) -> tuple[Set, ...]:
    """The steps that make a FIFO queue or topic of a standard one: the flag, and the suffix of the program's name."""
    target, name = Target.of(one), one["name"]
    flag = Set(FIFO_FLAGS[one.type], True, on=target)
    if any_of(name.is_empty(), name.ends_with(SUFFIX), is_automatic(name, one)).truth:
        return (flag,)
    longer = name.say(lambda text: f"{text}{SUFFIX}", "") or Blank(f"a name with the suffix {SUFFIX}")
    return flag, Set("name", longer, on=target)
