"""Which resources the backup plans of a stack select."""

from __future__ import annotations

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
    named = stack.linked(SELECTION, to=resource, by="resources").exists()
    wide = (_selects(one, resource, service, kind, deployment) for one in stack.derived(_wide))
    return any_of(named, any_fact(wide))


def _wide(stack: Stack) -> tuple[Resource, ...]:
    """The selections that do not only name resources one by one."""
    return tuple(one for one in stack.of_type(SELECTION) if _by_more_than_names(one))


def _by_more_than_names(selection: Resource) -> bool:
    return any(not selection[name].is_absent for name in ("selectionTags", "conditions", "notResources")) or any(
        one.is_known and "*" in one.say(str, "") for one in selection["resources"].elements()
    )


def _selects(selection: Resource, resource: Resource, service: str, kind: str, deployment: Deployment) -> Fact:
    for name in ("conditions", "notResources"):
        if not selection[name].is_absent:
            return selection[name].undecided()
    patterns = any_fact(_matches(one, service, kind) for one in selection["resources"].elements())
    tags = any_fact(_has_tag(one, resource, deployment) for one in selection["selectionTags"].elements())
    return any_of(patterns, tags)


def _matches(arn: Value, service: str, kind: str) -> Fact:
    text = arn.say(str, "") if arn.is_known else ""
    if "*" not in text:
        return FALSE
    parts = text.split(":", _ARN_PARTS - 1)
    if text == "*" or (len(parts) == _ARN_PARTS and parts[2] == "*"):
        return TRUE
    if len(parts) < _ARN_PARTS or parts[2] != service:
        return FALSE
    return TRUE if parts[3:] == ["*", "*", f"{kind}*"] or parts[5] == "*" else arn.undecided()


def _has_tag(condition: Value, resource: Resource, deployment: Deployment) -> Fact:
    key, value = condition["key"], condition["value"]
    if not (key.is_known and value.is_known):
        return condition.undecided()
    wanted, name = value.say(str, ""), key.say(str, "")
    return any_of(*(_is_tag(tags, name, wanted) for tags in (resource["tags"], default_tags(resource, deployment))))


def _is_tag(tags: Value, key: str, value: str) -> Fact:
    if tags.is_unknown:
        return tags.undecided()
    return any_fact(own.equals(value) for name, own in tags.fields() if name == key)
