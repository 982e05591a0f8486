"""Texts that forge lines, act on terminals, or cannot be encoded, and how to see that none of them got out."""

from __future__ import annotations

import re

TEXT = "a\nmandatory  forged\r\x00\x1b[31m\x85\x9b2J\u2028\u2029\u202e\u2066\x7f\ud800z"
"""Newlines of each kind, NUL, an escape sequence in C0 and in C1, directions, DEL, and half a character."""
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def acting(text: str) -> list[str]:
    """What in a report does more than be read; newlines are its own, so lines that were forged count too."""
    return [*_ACTS.findall(text), *(line for line in text.split("\n") if line.startswith("mandatory  forged"))]
