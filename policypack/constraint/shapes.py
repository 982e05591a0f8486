"""Rows of the common shapes: what differs is said, the rest is derived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from policypack.constraint.corrections import Correction, closest, cut, nearest
from policypack.constraint.row import Constraint
from policypack.constraint.witnesses import NOTHING, Inputs
from policypack.fix import Blank, Fix, Remove, Set, fix, note
from policypack.model.conditions import Argument, Condition, all_conditions, listed
from policypack.model.values import Plain


def within(path: str, low: float, high: float, *, given: Inputs = NOTHING, error: str, source: str) -> Constraint:
    """A number from ``low`` to ``high``."""
    row = _row(
        Argument(path).between(low, high),
        path,
        given,
        error,
        source,
        fix(Set(path, high)),
        (low - 1, high + 1),
        (low, high),
    )
    return replace(row, correct=nearest(low, high))


def one_of(
    path: str, *allowed: str | int, but_not: str | int, given: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """One of a few values; ``but_not`` is an example of another."""
    demand = Argument(path).one_of(*allowed)
    row = _row(
        demand,
        path,
        given,
        error,
        source,
        fix(Set(path, Blank(listed(allowed)))),
        (but_not,),
        dict.fromkeys((allowed[0], allowed[-1])),
    )
    return replace(row, correct=closest(allowed))


def form(
    path: str,
    pattern: str,
    words: str,
    *,
    invalid: str | tuple[str, ...],
    valid: str | tuple[str, ...],
    correct: Correction | None = None,
    given: Inputs = NOTHING,
    error: str,
    source: str,
) -> Constraint:
    """A text that the pattern matches as a whole; ``words`` complete "... must be".

    The fix is what ``correct`` makes of the present text if that has the form, otherwise a blank.
    """
    bad, good = ((one,) if isinstance(one, str) else one for one in (invalid, valid))
    demand = Argument(path).matches(pattern, words)
    row = _row(demand, path, given, error, source, fix(Set(path, Blank(words))), bad, good)
    return replace(row, correct=correct)


def length(
    path: str,
    most: int,
    *,
    prefix: str = "",
    cuts: bool = True,
    keeps: str = "",
    given: Inputs = NOTHING,
    error: str,
    source: str,
) -> Constraint:
    """A text of at most so many characters, which starts with ``prefix`` in the examples.

    The fix is its first characters before the suffix that it ``keeps``; without ``cuts`` a blank, as half an expression
    is none.
    """
    demand = Argument(path).no_longer_than(most)
    longest = prefix.ljust(most, "a")
    how = fix(Set(path, Blank(f"at most {most:,} characters")))
    row = _row(demand, path, given, error, source, how, (f"{longest}a",), (longest,))
    return replace(row, correct=cut(most, keeps=keeps)) if cuts else row


def few(path: str, most: int, *, item: Plain, given: Inputs = NOTHING, error: str, source: str) -> Constraint:
    """A list of at most so many elements. ``item`` is an example of one; a text is numbered."""
    lists = [[f"{item}{n}" if isinstance(item, str) else item for n in range(count)] for count in (most + 1, most)]
    demand = Argument(path).has_at_most(most)
    return _row(demand, path, given, error, source, note(f"at most {most} {path}"), (lists[0],), (lists[1],))


def distinct(
    path: str,
    field: str,
    *,
    items: tuple[Plain, Plain],
    again: Plain = None,
    given: Inputs = NOTHING,
    beside: Inputs = NOTHING,
    error: str,
    source: str,
) -> Constraint:
    """A list whose elements have each another ``field``, or are each another, where that is empty. ``items`` are
    examples of two; ``again`` is one with the first one's field."""
    first, second = items
    present = Argument(path).is_given().unsaid()
    return Constraint(
        demand=Argument(path).has_no_two(field),
        when=holding(given) & present if given else present,
        error=error,
        source=source,
        fix=note(f"one element of {path} for each {field}" if field else f"each element of {path} once"),
        invalid={**beside, **chosen(given), path: [first, first if again is None else again]},
        valid={**beside, **chosen(given), path: [first, second]},
    )


def needs(
    given: Inputs,
    path: str,
    value: Plain,
    *,
    blank: str = "",
    beside: Inputs = NOTHING,
    error: str,
    source: str,
    note: str = "",
) -> Constraint:
    """With ``given``, the argument must be set. An output of another resource counts.

    ``value`` is the fix; with ``blank``, which says what may be written there, it is only an example.
    """
    return Constraint(
        demand=Argument(path).is_present(),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Set(path, Blank(blank) if blank else value), note=note),
        invalid={**beside, **chosen(given), path: None},
        valid={**beside, **chosen(given), path: value},
    )


def needs_value(
    given: Inputs, path: str, value: Plain, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """With ``given``, the argument must have just this value."""
    return Constraint(
        demand=Argument(path).equals(value),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Set(path, value)),
        invalid={**beside, **chosen(given), path: None},
        valid={**beside, **chosen(given), path: value},
    )


def only_with(
    path: str, value: Plain, given: Inputs, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """The argument may be set only with ``given``; ``value`` is an example of it. A switch may be off."""
    own = Argument(path)
    return Constraint(
        demand=holding(given),
        when=own.is_true() if value is True else own.is_given(),
        at=path,
        error=error,
        source=source,
        fix=fix(*(Set(name, wanted) for name, wanted in chosen(given).items()), otherwise=Remove(path)),
        invalid={**beside, path: value},
        valid={**beside, path: value, **chosen(given)},
    )


def not_with(
    path: str, value: Plain, given: Inputs, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """With ``given``, the argument may not be set; ``value`` is an example of it. A switch may be off."""
    own = Argument(path)
    return Constraint(
        demand=~own.is_true() if value is True else own.is_empty(),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Remove(path), otherwise=Remove(next(iter(given)))),
        invalid={**beside, **chosen(given), path: value},
        valid={**beside, **chosen(given)},
    )


def ordered(
    lower: str,
    upper: str,
    *,
    low: float,
    high: float,
    strictly: bool = False,
    beside: Inputs = NOTHING,
    at: str = "",
    error: str,
    source: str,
) -> Constraint:
    """The first number is not above the second (``strictly``: below it), where both are set; ``low`` and ``high`` are
    examples."""
    own, limit = Argument(lower), Argument(upper)
    than = ("less than", "more than") if strictly else ("at most", "at least")
    return Constraint(
        demand=own.below_that_of(limit) if strictly else own.at_most_that_of(limit),
        at=at,
        error=error,
        source=source,
        fix=fix(Set(lower, Blank(f"{than[0]} {upper}")), otherwise=Set(upper, Blank(f"{than[1]} {lower}"))),
        correct=None if strictly or at not in ("", lower) else lambda most: most,
        made_of=(upper,),
        invalid={**beside, lower: high if strictly else high + 1, upper: high},
        valid={**beside, lower: low if strictly else high, upper: high},
    )


def holding(given: Inputs) -> Condition:
    """Each argument has the value that ``given`` says: a tuple means one of several, None that it is not set, a
    list of blocks that there is one."""
    return all_conditions(_holds(Argument(path), value) for path, value in given.items())


def _holds(own: Argument, value: Plain) -> Condition:
    if value is None:
        return own.is_empty()
    if isinstance(value, tuple):
        return own.one_of(*value)
    if value is True:
        return own.is_true()
    if isinstance(value, list) and isinstance(value[0], Mapping):
        return own.is_given()
    return own.contains(value[0]) if isinstance(value, list) else own.equals(value)


def chosen(given: Inputs) -> Inputs:
    """``given`` with the first of each set of values."""
    return {path: value[0] if isinstance(value, tuple) else value for path, value in given.items()}


def _row(
    demand: Condition,
    path: str,
    given: Inputs,
    error: str,
    source: str,
    how: Fix,
    invalid: Sequence[Plain] | Mapping[Plain, None],
    valid: Sequence[Plain] | Mapping[Plain, None],
) -> Constraint:
    present = Argument(path).is_given().unsaid()
    return Constraint(
        demand=demand,
        when=holding(given) & present if given else present,
        error=error,
        source=source,
        fix=how,
        invalid=tuple({**chosen(given), path: one} for one in invalid),
        valid=tuple({**chosen(given), path: one} for one in valid),
    )
