"""Fixes of lifecycle rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policypack.aws.s3 import lifecycle
from policypack.fix import Add, Blank, Fix, Remove, Set, Step, fix
from policypack.model.alike import Alike
from policypack.model.values import Plain, Value, together


def unique_ids(rules: Value) -> Fix:
    """Another ID for each rule whose ID an earlier rule has."""
    repeated = []
    before: Alike[Value] = Alike()
    for rule in rules.elements():
        own = rule["id"]
        if own.is_absent or own.is_unknown:
            continue
        if any(together(lifecycle.all_differ, own, earlier).truth is False for earlier in before.like(own)):
            repeated.append(rule.path)
        before.add(own, own)
    return fix(
        *(Set(f"{path}.id", Blank("an ID that no other rule has")) for path in repeated),
        note=f"in {' and '.join(repeated)}" if repeated else "",
    )


def by_days_only(actions: Iterable[Value]) -> Fix:
    """Days for each action that has a date."""
    by_date = [action.path for action in actions if lifecycle.is_by_date(action).truth]
    days = Blank("days after the creation of an object")
    return fix(*(step for path in by_date for step in (Remove(f"{path}.date"), Set(f"{path}.days", days))))


def in_own_rule(rule: Value, rules: Value, action: Value) -> Fix:
    """The rule without tags, where it has no other action; else the action in another rule, which has none."""
    actions = [one for one in lifecycle.actions(rule) if one.path != action.path]
    if all(one.is_empty().truth for one in actions):
        return fix(*without_tags(rule))
    own: dict[str, Plain] = {"id": Blank("another ID"), **lifecycle.switched_on(rule)}
    name = action.path.rpartition(".")[2]
    same = Blank(f"the same {name}") if action.is_secret or not action.is_complete else action.say(lambda it: it, None)
    return fix(Remove(action.path), Add(rules.path, {**own, name: same}))


def without_tags(rule: Value) -> Iterator[Step]:
    """The rule's filter, or its inline arguments, without tags."""
    if not rule["filter"].is_absent:
        prefix = rule.at("filter.and.prefix").say(str, "")
        yield Set(f"{rule.path}.filter", {"prefix": prefix})
    if not rule["tags"].is_absent:
        yield Remove(f"{rule.path}.tags")
