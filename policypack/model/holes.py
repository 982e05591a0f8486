"""Texts with holes: what a preview knows of a text that is written around an output of a resource to be created.

A hole names the output. Nothing is known of its filling but the prefix that AWS gives every value of its kind, so a
question about the text is decided only where every filling gives the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from policypack.model.facts import FALSE, TRUE, Count, Fact, Reason
from policypack.model.json_text import parsed_json
from policypack.model.records import record


@record(frozen=True, slots=True)
class Hole:
    """The place of an output (``output`` of ``resource``) in a text.

    ``whole`` says that nothing was cut off the output; only then its ``prefix`` is certain. ``quotable`` says that a
    filling has no character that JSON escapes. ``guessed_list`` says that the output is an element of a list whose
    length is a guess. ``longest`` is how many characters, all of ASCII, a filling has at most; 0 where nothing says so.
    ``never_empty`` says that each filling has a character: what exists has an ID and an ARN. ``specimen`` is a filling
    whose form AWS gives to all of them; empty where nothing says so.
    """

    resource: str
    output: str
    urn: str = ""
    prefix: str = ""
    whole: bool = True
    quotable: bool = False
    guessed_list: bool = False
    longest: int = 0
    never_empty: bool = False
    specimen: str = ""

    @property
    def shortest(self) -> int:
        """No filling has fewer characters."""
        return max(len(self.prefix), int(self.never_empty))

    @property
    def reason(self) -> Reason:
        return Reason(self.output, self.resource)

    def __str__(self) -> str:
        return f"[{self.reason}]"


@record(frozen=True)
class Text:
    """A text of literal parts and at least one hole; equal to another where literals and holes are the same."""

    parts: tuple[str | Hole, ...]

    @property
    def holes(self) -> tuple[Hole, ...]:
        return tuple(part for part in self.parts if isinstance(part, Hole))

    @property
    def _literals(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if isinstance(part, str))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What has to be known before the text is."""
        return tuple(dict.fromkeys(hole.reason for hole in self.holes))

    @property
    def sole(self) -> Hole | None:
        """The output that the text is, where it is nothing else."""
        only = self.parts[0]
        return only if len(self.parts) == 1 and isinstance(only, Hole) and only.whole else None

    @property
    def is_of_guessed_list(self) -> bool:
        """It is an element of a list whose length is a guess."""
        return self.sole is not None and self.sole.guessed_list

    @property
    def head(self) -> str:
        """What the text starts with, whatever fills the holes."""
        return _certain(self.parts)

    @property
    def tail(self) -> str:
        """What the text ends with, whatever fills the holes."""
        last = self.parts[-1]
        return last if isinstance(last, str) else ""

    @property
    def least_length(self) -> int:
        """No filling makes the text shorter."""
        return sum(len(part) if isinstance(part, str) else part.shortest for part in self.parts)

    @cached_property
    def marked(self) -> str:
        """The text with a mark in place of each hole, for questions about its form."""
        return "".join(part if isinstance(part, str) else _token(index) for index, part in enumerate(self.parts))

    def undecided(self) -> Fact:
        return Fact(None, self.reasons)

    def equals(self, other: str) -> Fact:
        """False where no filling makes the text ``other``."""
        return self.undecided() if self._can_be(other) else FALSE

    def is_in(self, allowed: Iterable[str]) -> Fact:
        """False where no filling makes the text one of ``allowed``."""
        return self.undecided() if any(map(self._can_be, allowed)) else FALSE

    def starts_with(self, prefixes: tuple[str, ...]) -> Fact:
        """Decided as far as the literal start reaches."""
        head = self.head
        if head.startswith(prefixes):
            return TRUE
        return self.undecided() if any(prefix.startswith(head) for prefix in prefixes) else FALSE

    def ends_with(self, suffixes: tuple[str, ...]) -> Fact:
        """Decided as far as the literal end reaches."""
        tail = self.tail
        if tail.endswith(suffixes):
            return TRUE
        return self.undecided() if any(suffix.endswith(tail) for suffix in suffixes) else FALSE

    def has_form(self, pattern: str, flags: int) -> Fact:
        """True where the text is an output of AWS's own making, and a specimen of such outputs matches."""
        specimen = self.sole.specimen if self.sole is not None else ""
        return TRUE if specimen and re.fullmatch(pattern, specimen, flags) else self.undecided()

    def length(self, *, in_bytes: bool = False) -> Count:
        """Between the literal parts alone and the longest fillings."""
        literal = sum(length_of(part, in_bytes=in_bytes) for part in self._literals)
        longest = [hole.longest for hole in self.holes]
        highest = literal + sum(longest) if all(longest) else None
        return Count(literal + sum(hole.shortest for hole in self.holes), highest, self.reasons)

    def same_as(self, other: Text) -> Fact:
        """True for the same literals and holes, false where the literal starts or ends differ."""
        if self == other:
            return TRUE
        heads, tails = (self.head, other.head), (self.tail, other.tail)
        starts = heads[0].startswith(heads[1]) or heads[1].startswith(heads[0])
        ends = tails[0].endswith(tails[1]) or tails[1].endswith(tails[0])
        if not (starts and ends):
            return FALSE
        return Fact(None, tuple(dict.fromkeys((*self.reasons, *other.reasons))))

    def parsed(self, unknown: object) -> Any:
        """The tree in a JSON text, whose leaves may be texts with holes; ``unknown`` where a filling could change the
        tree itself, and in it for each object with a hole in one of its keys."""
        if not all(hole.quotable for hole in self.holes) or any(map(_TOKEN.search, self._literals)):
            return unknown
        try:
            tree = parsed_json(self.marked)
        except ValueError:
            return unknown
        return self._filled(tree, unknown)

    def _filled(self, tree: Any, unknown: object) -> Any:
        if isinstance(tree, str):
            return self._leaf(tree)
        if isinstance(tree, list):
            return [self._filled(item, unknown) for item in tree]
        if isinstance(tree, dict):
            if any(_TOKEN.search(key) for key in tree):
                return unknown
            return {key: self._filled(item, unknown) for key, item in tree.items()}
        return tree

    def _leaf(self, text: str) -> str | Text:
        pieces = _TOKEN.split(text)
        if len(pieces) == 1:
            return text
        # The pieces are literals and the numbers of parts by turns.
        parts = (self.parts[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces))
        return Text(tuple(part for part in parts if part != ""))

    @cached_property
    def _gaps(self) -> tuple[tuple[str, int], ...]:
        """What is certain of the text, piece by piece, each with the least length of what follows it."""
        found, before = [], ""
        for part in self.parts:
            if isinstance(part, str):
                before += part
            else:
                found.append((before + part.prefix, part.shortest - len(part.prefix)))
                before = ""
        return (*found, (before, 0))

    def _can_be(self, other: str) -> bool:
        """Some filling makes the text ``other``. Each piece is taken at its first place, so nothing is tried twice."""
        (first, gap), *between = self._gaps
        *between, (last, _) = between
        end = len(other) - len(last)
        position = len(first) + gap
        if not other.startswith(first) or not other.endswith(last):
            return False
        for piece, gap in between:
            found = other.find(piece, position, end)
            if found < 0:
                return False
            position = found + len(piece) + gap
        return position <= end

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


def length_of(text: str, *, in_bytes: bool) -> int:
    """Characters, or bytes of UTF-8."""
    return len(text.encode(errors="replace")) if in_bytes else len(text)


_TOKEN = re.compile("\ue000([0-9]+)\ue001")


def _token(index: int) -> str:
    return f"\ue000{index}\ue001"


def _certain(parts: Iterable[str | Hole]) -> str:
    found = ""
    for part in parts:
        if isinstance(part, Hole):
            return found + part.prefix
        found += part
    return found
