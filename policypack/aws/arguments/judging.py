"""What the rows of a type say of a resource: verdicts of those that are certain, and of those that are advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Annotated

from policypack.aws.arguments import relations, slips
from policypack.aws.arguments.rows import (
    ENUM,
    ITEMS,
    LENGTH,
    PATTERN,
    RANGE,
    Relation,
    Row,
    TypeRows,
    folder_of,
    rows_of,
)
from policypack.fix import NO_FIX, Fix, Set, fix, note
from policypack.model.conditions import listed
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_of, is_not
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value
from policypack.model.verdicts import Verdict, require

_LONGEST = 2_048
"""Characters of a text that a pattern is asked of."""
_SHOWN = 12
_NOT_SENT: tuple[object, ...] = (0, "0", "", [], {})
"""Values that a message lists."""


@record(frozen=True)
class Options:
    """What is not checked."""

    ignored: Annotated[
        tuple[str, ...],
        "Services, types, kinds or rows that are not checked: `ecr`, `aws:ecr/repository:Repository`, `pattern`,"
        " `aws:ecr/repository:Repository name length`.",
    ] = field(default=())


def certain(resource: Resource, options: Options) -> Iterator[Verdict]:
    """What AWS rejects for certain: two sources agree, and of an open enumeration only a slip of the pen."""
    for rows, row in _asked(resource, options):
        if row.certain:
            for value in values_of(resource, row):
                yield _verdict(rows, row, value, _fits_or_may_be_newer(row, value, _newer(rows, resource)))
    yield from _of_relations(resource, options, certain=True)


def likely(resource: Resource, options: Options) -> Iterator[Verdict]:
    """What is outside of what one source says, or is no known value of an enumeration that AWS adds to."""
    for rows, row in _asked(resource, options):
        if not row.certain or _is_open(row):
            for value in values_of(resource, row):
                holds = fits(row, value)
                yield _verdict(rows, row, value, any_of(holds, _is_slip(row, value)) if row.certain else holds)
    yield from _of_relations(resource, options, certain=False)


def _asked(resource: Resource, options: Options) -> Iterator[tuple[TypeRows, Row]]:
    rows = _rows(resource, options)
    if rows is not None:
        for name in resource.inputs:
            for row in rows.by_argument.get(name, ()):
                if not _is_ignored(rows, row, options):
                    yield rows, row


def _of_relations(resource: Resource, options: Options, *, certain: bool) -> Iterator[Verdict]:
    rows = _rows(resource, options)
    if rows is not None:
        for relation in rows.relations_by_certainty[certain]:
            if relation.may_speak(resource.inputs) and not _is_ignored(rows, relation, options):
                yield from relations.verdicts(rows, relation, resource)


def _rows(resource: Resource, options: Options) -> TypeRows | None:
    """The rows of the resource's type, unless it or its service is turned off."""
    rows = rows_of(resource.type)
    ignored = rows is None or {folder_of(resource.type).rstrip("_"), resource.type} & set(options.ignored)
    return None if ignored else rows


def _is_ignored(rows: TypeRows, row: Row | Relation, options: Options) -> bool:
    return bool(options.ignored) and (
        row.kind in options.ignored or f"{rows.type} {row.path} {row.kind}" in options.ignored
    )


def values_of(resource: Resource, row: Row) -> tuple[Value, ...]:
    """The values that the row is about, without those that the provider leaves out of its calls."""
    found = resource.each(row.path) if "[]" in row.path else (resource.at(row.path),)
    return tuple(value for value in found if _is_sent(row, value).truth is not False)


def _is_sent(row: Row, value: Value) -> Fact:
    """The provider takes an empty text, a list without elements, 0 and false for what is not set."""
    if value.is_absent:
        return FALSE
    return is_not(value.test(lambda plain: plain in _NOT_SENT) if row.kind == RANGE else value.is_empty())


def _is_open(row: Row) -> bool:
    return row.kind == ENUM and not row.closed


def _fits_or_may_be_newer(row: Row, value: Value, newer: Fact) -> Fact:
    """Another value of an enumeration may be newer than the data unless it is a slip: of an open one always, of a
    closed one where the provider is newer."""
    holds = fits(row, value)
    if row.kind != ENUM or (row.closed and newer.truth is False):
        return holds
    other = is_not(_is_slip(row, value))
    return any_of(holds, all_of(other, newer) if row.closed else other)


def _newer(rows: TypeRows, resource: Resource) -> Fact:
    """Whether the program's provider may know values that the data does not."""
    version = resource.provider["version"] if resource.provider is not None else None
    if version is None or version.is_absent:
        return FALSE
    newer = version.test(lambda text: _release(str(text)) > _release(rows.provider))
    return newer if newer.truth is False else version.undecided()


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version)[:2])


def fits(row: Row, value: Value) -> Fact:
    """The value is what the row says."""
    if row.kind == ENUM:
        return _is_in(row, value)
    if row.kind == PATTERN:
        too_long = value.as_text().test(lambda text: len(text) > _LONGEST)
        return too_long if too_long.truth else value.matches(row.pattern, re.ASCII)
    if row.kind == RANGE:
        return all_of(
            TRUE if row.low is None else value.at_least(row.low), TRUE if row.high is None else value.at_most(row.high)
        )
    count = value.length() if row.kind == LENGTH else value.count()
    return all_of(
        TRUE if row.low is None else count.at_least(int(row.low)),
        TRUE if row.high is None else is_not(count.at_least(int(row.high) + 1)),
    )


def _is_in(row: Row, value: Value) -> Fact:
    fits = value.is_in(row.values)
    if not row.any_case:
        return fits
    folded = {one.lower() for one in row.values}
    return any_of(fits, value.as_text().test(lambda text: text.lower() in folded))


def _is_slip(row: Row, value: Value) -> Fact:
    return value.as_text().test(lambda text: text not in row.values and slips.meant(text, row.values) is not None)


def _verdict(rows: TypeRows, row: Row, value: Value, holds: Fact) -> Verdict:
    broken = holds.truth is False
    return require(
        holds,
        when=_is_sent(row, value),
        at=value,
        problem=f"{row.name} is {_shown(row, value)}: {_demand(row)} ({row.member})." if broken else "",
        fix=_fix(row, value) if broken else NO_FIX,
        rejects=_rejection(rows, row, value) if broken and row.certain else None,
    )


def rejections(rows: TypeRows) -> Iterator[tuple[Rejection, bool]]:
    """What the rows of a type say, and whether it is certain; for reports."""
    for row in rows.rows:
        yield _rejection(rows, row), row.certain
    for relation in rows.relations:
        yield relations.rejection(rows, relation), relation.certain


def _rejection(rows: TypeRows, row: Row, value: Value | None = None) -> Rejection:
    return Rejection(
        service=rows.service,
        condition=f"{row.path} {_demand(row).removeprefix('it ')}",
        error=_error(rows, row, value),
        source=rows.source,
        invalid="",
        valid="",
    )


def _shown(row: Row, value: Value) -> str:
    if row.kind == ITEMS:
        return f"a list of {value.count()}"
    return f"{value}, {value.length()} characters long" if row.kind == LENGTH and not value.is_secret else f"{value}"


def _demand(row: Row) -> str:
    """The row as what it must be."""
    if row.kind == ENUM:
        more = f" or {len(row.values) - _SHOWN} others" if len(row.values) > _SHOWN else ""
        return f"it must be {listed(row.values[:_SHOWN])}{more}"
    if row.kind == PATTERN:
        return f"it must match {row.pattern}"
    unit = {LENGTH: " characters", ITEMS: " elements"}.get(row.kind, "")
    verb = "have" if unit else "be"
    if row.low is None or row.high is None:
        bound = (
            f"at least {_number(row.low)}"
            if row.high is None and row.low is not None
            else f"at most {_number(row.high or 0)}"
        )
        return f"it must {verb} {bound}{unit}"
    return f"it must {verb} {_number(row.low)} to {_number(row.high)}{unit}"


def _number(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number}"


def _error(rows: TypeRows, row: Row, value: Value | None) -> str:
    """The error of AWS's framework for services; the XML ones check a document against its schema."""
    if rows.protocol == "rest-xml":
        return f"{row.member} is not valid"
    name = ".".join(part[:1].lower() + part[1:] for part in row.member.split(".")[1:])
    limit = f"Value at '{name}' failed to satisfy constraint: Member must"
    if row.kind == ENUM:
        return f"{limit} satisfy enum value set: [{', '.join(row.values)}]"
    if row.kind == PATTERN:
        return f"{limit} satisfy regular expression pattern: {row.pattern}"
    low = row.low is not None and (row.high is None if value is None else _is_below(row, value, row.low))
    bound = f"{'greater' if low else 'less'} than or equal to {_plain((row.low if low else row.high) or 0)}"
    return f"{limit} have {'value' if row.kind == RANGE else 'length'} {bound}"


def _is_below(row: Row, value: Value, low: float) -> bool:
    if row.kind == RANGE:
        return value.at_least(low).truth is False
    return (value.length() if row.kind == LENGTH else value.count()).at_least(int(low)).truth is False


def _plain(number: float) -> str:
    return f"{int(number)}" if number == int(number) else f"{number}"


def _fix(row: Row, value: Value) -> Fix:
    if row.kind == ENUM:
        wanted = value.say(lambda text: slips.meant(str(text), row.values), None)
        return fix(Set(value.path, wanted)) if wanted else note(f"one of {listed(row.values[:_SHOWN])}")
    if row.kind == RANGE:
        low, high = row.low, row.high
        number = value.as_number().say(lambda own: low if low is not None and own < low else high, high)
        bound = number if number is not None else low
        return fix(Set(value.path, int(bound) if bound is not None and bound == int(bound) else bound))
    return note(f"a {row.name} that {_demand(row).removeprefix('it ')}")
