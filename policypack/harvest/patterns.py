"""Patterns of other dialects that mean the same in Python, and that are linear."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_constants as constants
    import sre_parse as parser

_OTHER_DIALECT = re.compile(
    r"&&|\\p\{|\\P\{|\\u[dD][89a-fA-F]|\[:|\(\?|\\[zZAGhHRX]|\[[^\]\\]*\[|\+\+|\*\+|\?\+|\\b|\\\d"
)
_MOST_REPEATS = 2
_LONGEST = 400


def normal(pattern: str) -> str | None:
    """The pattern for ``re.fullmatch``; None where it is not anchored, of another dialect or not surely linear."""
    if not (pattern.startswith("^") and pattern.endswith("$")) or len(pattern) > _LONGEST or pattern.endswith(r"\$"):
        return None
    own = pattern[1:-1]
    if _OTHER_DIALECT.search(own) or _has_ways(own):
        return None
    try:
        tree = parser.parse(own, re.ASCII)
        re.compile(own, re.ASCII)
    except (re.error, OverflowError):
        return None
    repeats = list(_repeats(tree, inside=False))
    if None in repeats or len(repeats) > _MOST_REPEATS or _says_nothing(own):
        return None
    return own


def whole(pattern: str) -> str:
    """The pattern of a whole text, where its ends are not said."""
    return f"^{pattern}$" if not pattern.startswith("^") and not pattern.endswith("$") else pattern


def either(ways: tuple[str, ...]) -> str:
    """A pattern of what one of several matches."""
    return ways[0] if len(ways) == 1 else "|".join(f"({one})" for one in ways)


def _has_ways(pattern: str) -> bool:
    """It is one of several patterns, of which only the first and the last are anchored."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern)
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    return "|" in bare


def _says_nothing(pattern: str) -> bool:
    """No character that a name may have by mistake breaks it."""
    return all(re.fullmatch(pattern, one * length, re.ASCII) for one in "a0-_. !/:,é" for length in (3, 30))


def _repeats(tree: Any, *, inside: bool) -> Iterable[int | None]:
    """One for each repetition of variable length; None for what is inside another one, or looks elsewhere."""
    for operation, argument in tree:
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            low, high, inner = argument
            if low != high and high > 1:
                yield None if inside else 1
            yield from _repeats(inner, inside=inside or high > 1)
        elif operation is constants.SUBPATTERN:
            yield from _repeats(argument[-1], inside=inside)
        elif operation is constants.BRANCH:
            if inside:
                yield None
            for branch in argument[1]:
                yield from _repeats(branch, inside=inside)
        elif operation not in (
            constants.LITERAL,
            constants.NOT_LITERAL,
            constants.IN,
            constants.ANY,
            constants.CATEGORY,
        ):
            yield None
