"""Placeholders: marked texts that stand for outputs in a preview with foresight, and how they are found again.

A mark is lowercase hexadecimal, so it fits into IDs, names and hosts, and no JSON, URL or template escapes it. What was
computed from a placeholder and holds no whole mark (a hash, a slice) cannot be read; the program's own process sees to
it that no such text arrives here (see ``sources.callbacks``).
"""

from __future__ import annotations

import re
import zlib
from threading import Lock

from policypack.model.holes import Hole, Text
from policypack.model.records import record
from policypack.model.values import UNKNOWN, Plain

_START = "0f0e5e"
MARK_PATTERN = _START + "[0-9a-f]{11}"
ACCOUNT = "704819253617"
"""The account in placeholders; like a mark it is never a value."""
ORIGINAL = (_START, ACCOUNT)
ALTERNATES = (("0f0e5f", "385160472918"), ("zz0f1e", "926037184455"))
"""How marks start, and the account, in placeholders and in those of a callback's further runs: before and after most
other texts."""
_MARK = re.compile(MARK_PATTERN, re.IGNORECASE)
_REMAINS = re.compile("|".join((_START, *(one for pair in ALTERNATES for one in pair))), re.IGNORECASE)
_ACCOUNT_HOLE = Hole("", "account ID", quotable=True, longest=12)


@record(frozen=True, slots=True)
class _Placeholder:
    text: str
    mark: str
    hole: Hole


class Placeholders:
    """Makes the placeholders of one run and reads them back; calls may come from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: list[_Placeholder] = []
        self._numbers: dict[Hole, int] = {}

    def __getstate__(self) -> tuple[list[_Placeholder], dict[Hole, int]]:
        """For runs that are kept in a file."""
        return self._made, self._numbers

    def __setstate__(self, state: tuple[list[_Placeholder], dict[Hole, int]]) -> None:
        self._lock = Lock()
        self._made, self._numbers = state

    def __len__(self) -> int:
        return len(self._made)

    def text(self, template: str, hole: Hole) -> str:
        """A placeholder for the output that ``hole`` names, always the same; ``{mark}`` and ``{account}`` in the
        template are filled."""
        with self._lock:
            number = self._numbers.setdefault(hole, len(self._made))
            if number == len(self._made):
                mark = _mark(number)
                filled = template.replace("{account}", ACCOUNT).replace("{mark}", mark)
                self._made.append(_Placeholder(filled, mark, hole))
        return self._made[number].text

    def read(self, text: str) -> Plain:
        """The text with holes that a text is; the text itself where nothing in it was foreseen, UNKNOWN where it cannot
        be read."""
        if not _may_hold_marks(text):
            return text
        parts: list[str | Hole] = []
        position = 0
        for found in _MARK.finditer(text):
            if found.start() < position:
                return UNKNOWN
            placeholder = self._of(found.group().lower())
            if placeholder is None:
                return UNKNOWN
            before, after, hole = _around(text, position, found, placeholder)
            parts += (*_literals(text[position:before]), hole)
            position = after
        parts += _literals(text[position:])
        if any(isinstance(part, str) and _REMAINS.search(part) for part in parts):
            return UNKNOWN
        return Text(tuple(parts)) if any(isinstance(part, Hole) for part in parts) else text

    def _of(self, mark: str) -> _Placeholder | None:
        number = int(mark[6:12], 16)
        made = self._made[number] if number < len(self._made) else None
        return made if made is not None and made.mark == mark else None


def holds_marks(text: str) -> bool:
    """Whether a placeholder, or a part of one, is in the text."""
    return _may_hold_marks(text)


def _may_hold_marks(text: str) -> bool:
    lower = text.lower()
    return ACCOUNT in lower or "0f0e" in lower or any(one in lower for pair in ALTERNATES for one in pair)


def _mark(number: int) -> str:
    """Its first digits are fixed, then comes the number, then a check of it."""
    digits = f"{number:06x}"
    return f"{_START}{digits}{zlib.crc32(digits.encode()) & 0xFFFFF:05x}"


def _around(text: str, start: int, found: re.Match[str], placeholder: _Placeholder) -> tuple[int, int, Hole]:
    """Where the placeholder, as far as it is there, begins and ends, and its hole. What is cut off the placeholder may
    be what the guess of its form is wrong about, so as much of it as possible is in the hole."""
    left, _, right = placeholder.text.partition(placeholder.mark)
    before, after = found.start(), found.end()
    lower = text.lower()
    for letter in reversed(left.lower()):
        if before <= start or lower[before - 1] != letter:
            break
        before -= 1
    for letter in right.lower():
        if after >= len(text) or lower[after] != letter:
            break
        after += 1
    hole = placeholder.hole
    if text[before:after] != placeholder.text:
        hole = Hole(hole.resource, hole.output, hole.urn, whole=False, quotable=hole.quotable, longest=hole.longest)
    return before, after, hole


def _literals(text: str) -> list[str | Hole]:
    """The literal parts of a text between marks, and the account in it."""
    parts: list[str | Hole] = []
    for index, piece in enumerate(text.split(ACCOUNT)):
        if index:
            parts.append(_ACCOUNT_HOLE)
        if piece:
            parts.append(piece)
    return parts
