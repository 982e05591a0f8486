"""Slips of the pen: a value that can only be meant as one of the allowed ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST = 6
"""Letters of a word in which a wrong one is no other word."""
_MOST = 2


def meant(text: str, allowed: Iterable[str]) -> str | None:
    """The one allowed value that differs from the text by case, by separators, or by two letters of a long word."""
    values = tuple(allowed)
    folded = [one for one in values if _folded(one) == _folded(text)]
    if len(folded) == 1:
        return folded[0]
    close = [] if folded else [one for one in values if _is_close(_folded(text), _folded(one))]
    return close[0] if len(close) == 1 else None


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _is_close(text: str, other: str) -> bool:
    """Both begin alike, have the same digits, are long, and differ by two letters at most."""
    if min(len(text), len(other)) < _SHORTEST or max(len(text), len(other)) > 40 or text[:2] != other[:2]:
        return False
    if re.sub(r"\D", "", text) != re.sub(r"\D", "", other) or abs(len(text) - len(other)) > 1:
        return False
    same_end = text[-1] == other[-1] or text.rstrip("s") == other.rstrip("s")
    return same_end and _distance(text, other) <= _MOST


def _distance(text: str, other: str) -> int:
    """How many letters must be added, removed or replaced."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(text, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted)))
        above = line
    return above[-1]
