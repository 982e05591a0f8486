"""What the provider's documentation says of an argument: values, numbers, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z`*(])")
_ABOUT_VALUES = re.compile(
    r"\b(valid|possible|allowed|available|supported|acceptable|accepted|permitted)\b[^.]{0,40}"
    r"\b(values?|options?|types?|choices)\b"
    r"|\b(values?|options?) (are|is|include|can be)\b"
    r"|\b(must|can|may|should) be (either |set to |any |one of)"
    r"|\bone of\b|\beither\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"`\"?([^`\"]{1,80})\"?`")
_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,_]*(?:\.\d+)?(?![\w])")
_RANGE = re.compile(r"(-?\d[\d,]*)`?\s*(?:-|\u2013|to|and|through)\s*`?(-?\d[\d,]*)")


@dataclass(frozen=True, slots=True)
class Said:
    """What a documentation says of one argument."""

    values: tuple[str, ...]
    numbers: frozenset[float]
    ranges: tuple[tuple[float, float], ...]

    def values_like(self, known: Iterable[str]) -> tuple[str, ...]:
        """The values that it lists, where some of them are known ones; others of the same form are values, too."""
        own = list(known)
        if not set(own) & set(self.values):
            return ()
        return tuple(one for one in self.values if one in own or any(_form(one) == _form(other) for other in own))

    def widens(self, low: float | None, high: float | None) -> bool:
        """One range that it names reaches beyond these bounds."""
        return any(
            (low is not None and first < low and first >= 0) or (high is not None and last > high)
            for first, last in self.ranges
        )


def said_in(text: str) -> Said:
    """What a documentation says."""
    values: dict[str, None] = {}
    for sentence in _SENTENCE.split(text):
        if _ABOUT_VALUES.search(sentence):
            values.update(dict.fromkeys(one.strip() for one in _QUOTED.findall(sentence)))
    return Said(
        tuple(values),
        frozenset(_read(one) for one in _NUMBER.findall(text)),
        tuple((_read(low), _read(high)) for low, high in _RANGE.findall(text) if _read(low) < _read(high)),
    )


def _read(number: str) -> float:
    return float(number.replace(",", "").replace("_", "") or "0")


def _form(word: str) -> tuple[bool, bool, bool]:
    """Capitals, small letters, separators: what words of one enumeration have in common."""
    return (word.isupper(), word.islower(), " " in word)
