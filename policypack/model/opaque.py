"""What stands for a text with holes where a rule's own function is handed plain values.

It passes for a text, and answers what every filling of the holes answers alike. Any other question ends the function
with :class:`TouchedError`: so whatever a function makes of it in spite of the holes is the same for every filling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NoReturn

from policypack.model.facts import Fact
from policypack.model.holes import Hole, Text


class TouchedError(BaseException):
    """A function asked a text with holes for what depends on the filling; no ``except Exception`` takes it for an
    answer."""


FAULTS: tuple[type[BaseException], ...] = (Exception, TouchedError, SystemExit)
"""What a rule, or the pack itself, may fail with; only what ends the process is let through."""


class Opaque:
    """A text with holes as functions of plain values see it."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text

    @property  # type: ignore[misc]
    def __class__(self) -> type[str]:  # type: ignore[override]
        """``isinstance(it, str)`` is true, as it will be of the text."""
        return str

    def startswith(self, prefixes: str | tuple[str, ...], *_: Any) -> bool:
        return _decided(self.text.starts_with((prefixes,) if isinstance(prefixes, str) else prefixes))

    def endswith(self, suffixes: str | tuple[str, ...], *_: Any) -> bool:
        return _decided(self.text.ends_with((suffixes,) if isinstance(suffixes, str) else suffixes))

    def lower(self) -> Opaque:
        return Opaque(Text(tuple(_lower(part) for part in self.text.parts)))

    def __eq__(self, other: object) -> bool:
        if type(other) is Opaque:
            return _decided(self.text.same_as(other.text))
        return isinstance(other, str) and _decided(self.text.equals(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __contains__(self, part: str) -> bool:
        if any(part in one for one in self.text.parts if isinstance(one, str)) or part in self.text.head:
            return True
        raise TouchedError

    def __bool__(self) -> bool:
        if self.text.least_length:
            return True
        raise TouchedError

    def _touched(self, *_: Any, **__: Any) -> NoReturn:
        raise TouchedError

    def __getattr__(self, name: str) -> NoReturn:
        raise TouchedError

    __hash__ = _touched
    __str__ = __repr__ = __format__ = __len__ = __getitem__ = _touched
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mod__ = __mul__ = __int__ = __float__ = _touched

    def __iter__(self) -> Iterator[str]:
        raise TouchedError


def is_opaque(tree: object) -> bool:
    """Whether a plain value stands for a text with holes."""
    return type(tree) is Opaque


def _decided(fact: Fact) -> bool:
    if fact.truth is None:
        raise TouchedError
    return fact.truth


def _lower(part: str | Hole) -> str | Hole:
    return part.lower() if isinstance(part, str) else replace(part, prefix=part.prefix.lower(), whole=False)
