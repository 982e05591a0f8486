"""Which resources the backup plans of a stack select."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.aws.backup import SELECTION
from policypack.aws.common.tags import default_tags
from policypack.model.facts import FALSE, TRUE, Fact, any_fact, any_of
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

_ARN_PARTS = 6


def has_selections(stack: Stack) -> Fact:
    """A backup plan of the stack selects something."""
    return stack.all_of_type(SELECTION).exists()


def is_selected(resource: Resource, service: str, kind: str, stack: Stack, deployment: Deployment) -> Fact:
    """A selection of the stack names the resource, a pattern of its ARN, or a tag that it has.

    ``service`` and ``kind`` are what its ARN has: ``dynamodb`` and ``table/``. Unknown where a selection has
    conditions.
    """
    wanted = stack.derived(_tags)
    tags = (resource["tags"], default_tags(resource, deployment)) if wanted else ()
    return any_of(
        stack.linked(SELECTION, to=resource, by="resources").exists(),
        stack.derived(_by_pattern, service, kind),
        *(_has_one(own, wanted) for own in tags),
        stack.derived(_by_what_is_not_known),
    )


def _plain_selections(stack: Stack) -> tuple[Resource, ...]:
    """The selections that select all that they name, without conditions and exceptions."""
    exact = ("conditions", "notResources")
    return tuple(one for one in stack.of_type(SELECTION) if all(one[name].is_absent for name in exact))


def _by_pattern(stack: Stack, service: str, kind: str) -> Fact:
    """A pattern is of all resources, or of all of this kind; unknown where one is of some of them."""
    patterns = {
        text: one
        for selection in stack.derived(_plain_selections)
        for one in selection["resources"].elements()
        if one.is_known and "*" in (text := one.say(str, ""))
    }
    return any_fact(_matches(text, one, service, kind) for text, one in patterns.items())


def _matches(text: str, arn: Value, service: str, kind: str) -> Fact:
    parts = text.split(":", _ARN_PARTS - 1)
    if text == "*" or (len(parts) == _ARN_PARTS and parts[2] == "*"):
        return TRUE
    if len(parts) < _ARN_PARTS or parts[2] != service:
        return FALSE
    return TRUE if parts[3:] in (["*", "*", f"{kind}*"], ["*", "*", "*"]) else arn.undecided()


def _tags(stack: Stack) -> Mapping[str, frozenset[str]]:
    """Key -> the values of a tag that selections select by."""
    found: dict[str, set[str]] = {}
    for selection in stack.derived(_plain_selections):
        for one in selection["selectionTags"].elements():
            key, value = one["key"], one["value"]
            if key.is_known and value.is_known:
                found.setdefault(key.say(str, ""), set()).add(value.say(str, ""))
    return {key: frozenset(values) for key, values in found.items()}


def _has_one(tags: Value, wanted: Mapping[str, frozenset[str]]) -> Fact:
    if tags.is_unknown:
        return tags.undecided()
    return any_fact(value.is_in(wanted[key]) for key, value in tags.fields() if key in wanted)


def _by_what_is_not_known(stack: Stack) -> Fact:
    """Unknown where a selection has conditions or exceptions, or tags that are not known; else false."""
    for selection in stack.of_type(SELECTION):
        for name in ("conditions", "notResources"):
            if not selection[name].is_absent:
                return selection[name].undecided()
        tags = selection["selectionTags"]
        unknown = [one for one in (tags, *tags.elements()) if not one.is_absent and not one.is_complete]
        if unknown:
            return unknown[-1].undecided()
    return FALSE
