"""Correct values that are made of the present one, so that a fix need not invent any.

A correction answers None where it has none, and what only the reader can choose stays a blank.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeAlias

from policypack.model.values import Plain

Correction: TypeAlias = Callable[..., Plain]

_PUNCTUATION = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-"})
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u00a0": " "})
_JOINTS = "-_. "


def of_text(correct: Callable[[str], str | None]) -> Correction:
    """A correction of texts; what is no text has none."""
    return lambda plain: (correct(plain) or None) if isinstance(plain, str) else None


def joined(allowed: str, most: int | None = None, *, joint: str = "-", keeps: str = "") -> Correction:
    """Each run of characters that ``allowed`` (inside a regular expression's brackets) has not, as one ``joint``, with
    none at an end; at most so many characters. A suffix that ``keeps`` names stays."""
    return of_text(_before(keeps, lambda text: re.sub(f"[^{allowed}]+", joint, text).strip(joint), most))


def cut(most: int, *, keeps: str = "") -> Correction:
    """The first characters, without a hyphen at the end, before the suffix that ``keeps`` names."""
    return of_text(_before(keeps, str, most))


def started(prefix: str) -> Correction:
    """The text behind a prefix."""
    return of_text(lambda text: prefix + text)


def ended(suffix: str, most: int) -> Correction:
    """The text before a suffix, at most so many characters."""
    return of_text(lambda text: _shortened(text, most - len(suffix)) + suffix)


def in_ascii(text: str) -> str:
    """Letters without their accents; what has no such letter is left out."""
    return unicodedata.normalize("NFKD", typed(text)).encode("ascii", "ignore").decode()


def typed(text: str) -> str:
    """Dashes and quotation marks as a keyboard has them."""
    return text.translate(_PUNCTUATION).translate(_QUOTES)


def nearest(low: float, high: float) -> Correction:
    """The bound that is nearer to the number, which may be written as a text."""

    def bound(plain: Plain) -> Plain:
        try:
            return low if float(plain) < low else high
        except (TypeError, ValueError):
            return None

    return bound


def closest(allowed: Sequence[str | int]) -> Correction:
    """The value that was meant: the same word but for its case, or one that it is a misspelling of; the next number."""
    words = {re.sub(r"\W|_", "", one).lower(): one for one in allowed if isinstance(one, str)}
    numbers = sorted(one for one in allowed if isinstance(one, int))

    def meant(plain: Plain) -> Plain:
        if isinstance(plain, str):
            found = get_close_matches(re.sub(r"\W|_", "", plain).lower(), words, n=1)
            return words[found[0]] if found else None
        if isinstance(plain, int | float) and numbers:
            return next((one for one in numbers if one >= plain), numbers[-1])
        return None

    return meant


def _before(suffix: str, correct: Callable[[str], str], most: int | None) -> Callable[[str], str]:
    """The correction of what is before the suffix, where the text has it."""

    def corrected(text: str) -> str:
        kept = suffix if text.endswith(suffix) else ""
        return _shortened(correct(text.removesuffix(kept)), None if most is None else most - len(kept)) + kept

    return corrected


def _shortened(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else text[:most].rstrip(_JOINTS)
