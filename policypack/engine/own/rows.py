"""Rules that are YAML: rows of what an organization demands of arguments, for those who write no Python.

    summary: Databases must have a class that the platform team pays for
    why: A larger class needs an approval.
    types: aws:rds/instance:Instance
    rows:
      - property: instanceClass
        oneOf: [db.t4g.micro, db.t4g.small]

The rule's id is the file's name. Each row has a property, one demand, and what it needs besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

from policypack.constraint import Blank, Constraint, Inputs, Set, fix, several
from policypack.constraint.practices import Asked, has_one, not_one_of, one_value, practice, said, unsaid
from policypack.constraint.shapes import chosen, holding
from policypack.engine.configuration.tree import Node, nearest, read_file
from policypack.engine.own.keys import ROW_KEYS, RULE_KEYS
from policypack.engine.own.traps import check_type
from policypack.errors import ConfigurationError, RuleError
from policypack.model.conditions import ALWAYS, Argument, Condition
from policypack.model.headings import SEVERITIES, Consequence, Level
from policypack.model.paths import steps
from policypack.model.records import record
from policypack.model.values import Plain
from policypack.rule import AnyRule, constraints_rule

LEVELS: tuple[str, ...] = get_args(Level)
_FIRST = "1.0.0"
_WORDS = {"fine": True, "wrong": False}
_UNLIKELY = "another-value"


def read_rule(file: Path) -> AnyRule:
    """The rule in a YAML file. Raises RuleError with file, line and key where it is wrong."""
    try:
        return _rule(read_file(file), file)
    except ConfigurationError as error:
        raise RuleError(str(error)) from error


def _rule(node: Node, file: Path) -> AnyRule:
    fields = node.known_fields(RULE_KEYS)
    for key in ("summary", "why", "types", "rows"):
        if key not in fields:
            raise node.wrong(f"{key} is missing; a rule says summary, why, types and rows.")
    types = fields["types"].texts()
    for token in types:
        check_type(token, fields["types"].where)
    base = _inputs(fields["base"]) if "base" in fields else {}
    references = fields["references"].texts() if "references" in fields else ()
    why = fields["why"].text()
    rows = [_row(one, why, next(iter(references), "")) for one in fields["rows"].items()]
    if not rows:
        raise fields["rows"].wrong("has no row; add one: property and what it must be.")
    if any(row.error for row in rows) and "service" not in fields:
        raise node.wrong("service is missing; a row with AWS's error says whose it is, as RDS.")
    rule = constraints_rule(
        id=file.stem.replace("_", "-"),
        service=_text(fields, "service", ""),
        summary=fields["summary"].text().rstrip("."),
        rationale=why,
        level=cast("Level", _choice(fields, "level", LEVELS, "advisory")),
        consequence=cast("Consequence", _choice(fields, "consequence", SEVERITIES, "hygiene")),
        since=_text(fields, "since", _FIRST),
        aliases=fields["aliases"].texts() if "aliases" in fields else (),
        constraints={types: rows},
        base=dict.fromkeys(types, base),
        references=references,
    )
    controls = (*_controls(fields), *(one for row in rows for one in row.controls))
    return replace(
        rule, references=tuple(filter(None, rule.references)), controls=tuple(dict.fromkeys(controls)), file=str(file)
    )


# -- rows -------------------------------------------------------------------------------------


def _row(node: Node, why: str, reference: str) -> Constraint:
    fields = node.known_fields((*ROW_KEYS, *DEMANDS))
    if "property" not in fields:
        raise node.wrong("property is missing; name the argument as the provider's schema does: instanceClass.")
    path = _path(fields["property"])
    demands = [key for key in fields if key in DEMANDS]
    if len(demands) != 1:
        said_so = f"says {' and '.join(demands)}" if demands else "says nothing of the property"
        raise node.wrong(f"{said_so}; a row has one demand: {', '.join(DEMANDS)}.")
    asked: Asked = {"given": _given(fields["when"]) if "when" in fields else {}, "source": _source(fields, reference)}
    row = _saying(path, DEMANDS[demands[0]](_Said(path, fields[demands[0]], fields, asked)))
    if "each" in fields:
        each = _path(fields["each"])
        row = row.inside(each if each.endswith("[]") else f"{each}[]")
    return replace(
        row,
        error=_text(fields, "error", ""),
        harm=why,
        problem=_text(fields, "message", ""),
        controls=_controls(fields),
    )


def _saying(path: str, row: Constraint) -> Constraint:
    """The row without the examples that leave the argument out, which the provider may require."""
    bad, good = (several(own) for own in (row.invalid, row.valid))
    return replace(
        row,
        invalid=tuple(one for one in bad if path in one) or bad,
        valid=tuple(one for one in good if path in one) or good,
    )


@record(frozen=True, slots=True)
class _Said:
    """What a row says: of which property, its demand, all its keys, and where it is asked."""

    path: str
    node: Node
    fields: Mapping[str, Node]
    asked: Asked


def _equals(it: _Said) -> Constraint:
    value = _plain(it.node)
    return one_value(
        it.path, value, but_not=_wrong(it.fields, [value]), by_default=_unset(it.fields, fine=False), **it.asked
    )


def _one_of(it: _Said) -> Constraint:
    allowed = _plains(it.node)
    return one_value(
        it.path, *allowed, but_not=_wrong(it.fields, allowed), by_default=_unset(it.fields, fine=False), **it.asked
    )


def _none_of(it: _Said) -> Constraint:
    banned = _plains(it.node)
    return not_one_of(it.path, *banned, instead=_right(it.fields, banned, it.node), **it.asked)


def _at_least(it: _Said) -> Constraint:
    number = _number(it.node)
    return _of_number(it.path, Argument(it.path).at_least(number), number, number - 1, it.fields, it.asked, fine=False)


def _at_most(it: _Said) -> Constraint:
    number = _number(it.node)
    return _of_number(it.path, Argument(it.path).at_most(number), number, number + 1, it.fields, it.asked, fine=True)


def _of_number(
    path: str, demand: Condition, right: float, wrong: float, fields: Mapping[str, Node], asked: Asked, *, fine: bool
) -> Constraint:
    return _shape(path, demand, Set(path, right), [wrong], [right], _unset(fields, fine=fine), asked)


def _longest(it: _Said) -> Constraint:
    most = _number(it.node)
    if not isinstance(most, int) or not 0 < most < 100_000:
        raise it.node.wrong(f"{it.node.shown} is not a number of characters.")
    step = Set(it.path, Blank(f"at most {most:,} characters"))
    demand = Argument(it.path).no_longer_than(most)
    right = _plain(it.fields["right"]) if "right" in it.fields else "a" * most
    return _shape(it.path, demand, step, ["a" * (most + 1)], [right], _unset(it.fields, fine=True), it.asked)


def _matches(it: _Said) -> Constraint:
    pattern = it.node.text()
    for key in ("words", "right", "wrong"):
        if key not in it.fields:
            raise it.node.wrong(f"{key} is missing; with matches say words (the text must be ...), right and wrong.")
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise it.node.wrong(f"is no regular expression ({error}).") from error
    for key, is_right in (("right", True), ("wrong", False)):
        text = it.fields[key].text()
        if (compiled.fullmatch(text) is not None) is not is_right:
            raise it.fields[key].wrong(f"{text} {'does not match' if is_right else 'matches'} {pattern} as a whole.")
    words = it.fields["words"].text()
    demand, step = Argument(it.path).matches(pattern, words), Set(it.path, Blank(words))
    wrong, right = [it.fields["wrong"].text()], [it.fields["right"].text()]
    return _shape(it.path, demand, step, wrong, right, _unset(it.fields, fine=False), it.asked)


def _contains(it: _Said) -> Constraint:
    return has_one(it.path, *it.node.texts(), **it.asked)


def _is_set(it: _Said) -> Constraint:
    if not isinstance(it.node.content, bool):
        raise it.node.wrong(f"{it.node.shown} is not true or false.")
    key = "right" if it.node.content else "wrong"
    if key not in it.fields:
        raise it.node.wrong(f"{key} is missing; give a value as an example.")
    example = _plain(it.fields[key])
    if it.node.content:
        return said(it.path, example, blank=_text(it.fields, "words", ""), **it.asked)
    return unsaid(it.path, example, **it.asked)


DEMANDS: Mapping[str, Callable[[_Said], Constraint]] = {
    "equals": _equals,
    "oneOf": _one_of,
    "noneOf": _none_of,
    "atLeast": _at_least,
    "atMost": _at_most,
    "longest": _longest,
    "matches": _matches,
    "contains": _contains,
    "set": _is_set,
}
"""What a row may demand of its property."""


def _shape(
    path: str,
    demand: Condition,
    step: Set,
    wrong: Sequence[Plain],
    right: Sequence[Plain],
    unset_is_fine: bool,
    asked: Asked,
) -> Constraint:
    """A row whose demand is none of the common shapes: ``asked`` says where it is asked."""
    given = asked.get("given", {})
    whole = demand | ~Argument(path).is_set().unsaid() if unset_is_fine else demand
    return practice(
        whole,
        fix=fix(step),
        invalid=tuple({**chosen(given), path: one} for one in wrong),
        valid=tuple({**chosen(given), path: one} for one in right),
        source=asked.get("source", ""),
        when=holding(given) if given else ALWAYS,
    )


# -- values -----------------------------------------------------------------------------------


def _path(node: Node) -> str:
    text = node.text()
    try:
        first = steps(text)[0]
    except ValueError as error:
        raise node.wrong(f"{error}.") from error
    if not isinstance(first, str):
        raise node.wrong(f"{text}: starts with no argument; write it as scalingConfig.minSize.")
    return text


def _plain(node: Node) -> Plain:
    value = node.plain()
    if value is None:
        raise node.wrong("is empty; say a value.")
    return cast("Plain", value)


def _plains(node: Node) -> list[Plain]:
    values = [_plain(one) for one in node.items()]
    if not values:
        raise node.wrong("is empty; list the values.")
    return values


def _number(node: Node) -> float:
    value = node.content
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < 10**15:
        raise node.wrong(f"{node.shown} is not a number.")
    return value


def _text(fields: Mapping[str, Node], key: str, otherwise: str) -> str:
    return fields[key].text() if key in fields else otherwise


def _choice(fields: Mapping[str, Node], key: str, allowed: Iterable[str], otherwise: str) -> str:
    value = _text(fields, key, otherwise)
    if value not in allowed:
        raise fields[key].wrong(f"{fields[key].shown} is not one of {', '.join(allowed)}.")
    return value


def _unset(fields: Mapping[str, Node], *, fine: bool) -> bool:
    """Whether the property may be left out: what ``unset`` says, else ``fine``."""
    node = fields.get("unset")
    if node is None:
        return fine
    if node.content not in _WORDS:
        raise node.wrong(f"{node.shown} is not fine or wrong; {nearest(str(node.content), _WORDS)}")
    return _WORDS[str(node.content)]


def _wrong(fields: Mapping[str, Node], allowed: Sequence[Plain]) -> Plain:
    """A value that is none of the allowed ones: what ``wrong`` says, else one that is made up."""
    if "wrong" in fields:
        value = _plain(fields["wrong"])
        if value in allowed:
            raise fields["wrong"].wrong(f"{fields['wrong'].shown} is one of the values that are right.")
        return value
    if all(isinstance(one, bool) for one in allowed):
        return not allowed[0]
    numbers = [one for one in allowed if isinstance(one, int | float)]
    return max(numbers) + 1 if len(numbers) == len(allowed) else _UNLIKELY


def _right(fields: Mapping[str, Node], banned: Sequence[Plain], node: Node) -> Plain:
    if "right" not in fields:
        raise node.wrong("right is missing; say the value to set instead.")
    value = _plain(fields["right"])
    if value in banned:
        raise fields["right"].wrong(f"{fields['right'].shown} is one of the values that are wrong.")
    return value


def _given(node: Node) -> Inputs:
    """The arguments and values of ``when``: a list means one of several."""
    return {key: tuple(_plains(one)) if isinstance(one.content, tuple) else _plain(one) for key, one in _pairs(node)}


def _inputs(node: Node) -> Inputs:
    return {key: _plain(one) for key, one in _pairs(node)}


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    for key, one in node.fields().items():
        try:
            steps(key)
        except ValueError as error:
            raise one.wrong(f"{error}.") from error
        yield key, one


def _controls(fields: Mapping[str, Node]) -> tuple[str, ...]:
    if "controls" not in fields:
        return ()
    from policypack.frameworks.controls import all_controls  # noqa: PLC0415 - most rules of organizations have none

    node, known = fields["controls"], all_controls()
    for one in node.texts():
        if one not in known:
            raise node.wrong(f"{one}: no such control of AWS Security Hub; write it as RDS.3.")
    return node.texts()


def _source(fields: Mapping[str, Node], reference: str) -> str:
    return _text(fields, "source", reference)
