"""Values that keep and that break a row of data, made from the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policypack.aws.arguments.judging import fits
from policypack.aws.arguments.rows import ENUM, ITEMS, LENGTH, PATTERN, RANGE, Row, TypeRows
from policypack.harvest.patterns import constants, parser
from policypack.model.paths import EACH, steps
from policypack.model.values import Value


def tree(path: str, value: Any) -> dict[str, Any]:
    """The inputs that have the value at the path, in the first element of each list."""
    made = value
    for step in reversed(steps(path)):
        made = [made] if step == EACH else {str(step): made}
    return dict(made)


def invalid(rows: TypeRows, row: Row) -> Iterator[Any]:
    """Values that break the row."""
    for one in (*_beyond(row), *(_candidates(row) if row.kind == PATTERN else ())):
        if fits(row, Value(one, row.path)).truth is False:
            yield one


def valid(rows: TypeRows, row: Row) -> Iterator[Any]:
    """Values that keep each row of the argument."""
    own = [one for one in rows.rows if one.path == row.path]
    inner = [one for one in rows.rows if one.path == f"{row.path}[]"]
    for candidate in (value for one in own for value in _candidates(one, inner)):
        if all(fits(one, Value(candidate, row.path)).truth is True for one in own):
            yield candidate


def _beyond(row: Row) -> Sequence[Any]:
    low, high = row.low, row.high
    if row.kind == ENUM:
        return ["no such value", *([row.values[0].swapcase()] if row.values[0].swapcase() not in row.values else [])]
    if row.kind == PATTERN:
        return [
            "\t\n",
            "é\n",
            " ! ",
            "\x7f",
            "a" * 300,
            "A,",
            "?#",
            "-",
            "_",
            "a b",
            "0",
            "!!!",
            ",,,,,,,,,,,,",
            "a!b:c,d/e fghij klmnop qrst",
            "a/b/c/d",
        ]
    beyond: list[Any] = []
    if low is not None and low - 1 != 0:
        beyond.append(low - 1)
    if high is not None and high + 1 != 0:
        beyond.append(high + 1)
    if row.kind == RANGE:
        return beyond
    filler = "a" if row.kind == LENGTH else [{"x": 1}]
    return [filler * int(number) for number in beyond if 0 < number < 3_000_000]


def _candidates(row: Row, inner: Sequence[Row] = ()) -> Iterator[Any]:
    low, high = row.low, row.high
    if row.kind == ENUM:
        yield from row.values
    elif row.kind == PATTERN:
        yield from (_sample(parser.parse(row.pattern, re.ASCII), size) for size in (1, 2, 3, 5, 8, 20, 36, 64))
    elif row.kind == RANGE:
        yield from (one for one in (low, high, (low or 0) + 1) if one is not None and one != 0)
    elif row.kind == LENGTH:
        lengths = {int(one) for one in (low or 1, high or 1, (low or 0) + 1)}
        yield from (letter * one for one in sorted(lengths) if one < 3_000_000 for letter in ("a", "A", "1"))
    elif row.kind == ITEMS:
        items = (candidate for one in inner for candidate in _candidates(one))
        kept = (one for one in items if all(fits(other, Value(one, other.path)).truth is True for other in inner))
        item = next(kept, {"x": 1})
        yield from ([item] * int(one) for one in (low, high) if one is not None and one > 0)


def _sample(items: Any, size: int) -> str:
    """A text that a pattern matches, with repetitions of about ``size``."""
    made = ""
    for operation, argument in items:
        if operation is constants.LITERAL:
            made += chr(argument)
        elif operation is constants.IN:
            made += _member(argument)
        elif operation in (constants.ANY, constants.NOT_LITERAL):
            made += "a"
        elif operation is constants.SUBPATTERN:
            made += _sample(argument[-1], size)
        elif operation is constants.BRANCH:
            made += _sample(argument[1][size % len(argument[1])], size)
        elif operation in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            low, high, inner = argument
            made += "".join(_sample(inner, size) for _ in range(min(max(low, size), high)))
    return made


def _member(items: Any) -> str:
    if items and items[0][0] is constants.NEGATE:
        rejected = re.compile("[^" + "".join(_written(one) for one in items[1:]) + "]")
        return next(one for one in "aA0-_ ." if rejected.match(one))
    for operation, argument in items:
        if operation is constants.RANGE:
            return chr(argument[0])
        if operation is constants.LITERAL:
            return chr(argument)
        if operation is constants.CATEGORY:
            return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(argument), "a")
    return ""


def _written(item: Any) -> str:
    operation, argument = item
    if operation is constants.LITERAL:
        return re.escape(chr(argument))
    if operation is constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}[str(argument)]
