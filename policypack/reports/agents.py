"""Texts that build agents obey: GitHub Actions, Azure Pipelines and TeamCity read commands in what a step prints."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"##(?=\w*\[)")
_AT_THE_START = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_APART = "\u200b"
"""A space of no width."""


def inert(text: str) -> str:
    """The text with a space of no width in what would be a command."""
    return _AT_THE_START.sub(rf"\1:{_APART}", _ANYWHERE.sub(f"#{_APART}#", text))


def inert_json(text: str) -> str:
    """JSON with the same data, in which no command is."""
    return _ANYWHERE.sub(r"#\\u0023", text)
