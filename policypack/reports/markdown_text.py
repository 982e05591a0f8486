"""Texts of programs in GitHub's and GitLab's Markdown: shown as they are, with no markup, link or mention in them."""

from __future__ import annotations

import re

from policypack.model.texts import one_line
from policypack.reports.agents import inert

_MARKUP = re.compile(r"[\\`*_{}\[\]#|~$]")
_MENTION = re.compile(r"[@#!&%~$](?=[\w\"])|:(?=//)|www(?=\.)", re.IGNORECASE)
"""What makes a mention, a reference or a link of what follows."""
_FENCE = re.compile(r"`{3,}")
_NOTHING = "\u200b"
"""A space of no width: behind a sign, it keeps a name from being a mention or an address."""


def escaped(text: str) -> str:
    """The text on one line, in which nothing is markup."""
    apart = _MENTION.sub(rf"\g<0>{_NOTHING}", one_line(text))
    entities = apart.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\g<0>", entities)


def as_code(text: str) -> str:
    """The text as code in a line."""
    shown = inert(one_line(text))
    ticks = "`" * (max((len(one) for one in re.findall(r"`+", shown)), default=0) + 1)
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{padding}{shown}{padding}{ticks}" if shown.strip() else ""


def as_code_block(text: str) -> str:
    """Lines of code that no line of theirs ends."""
    lines = [inert(one_line(line)) for line in text.split("\n")]
    longest = max((len(one) for one in _FENCE.findall("\n".join(lines))), default=2)
    fence = "`" * (longest + 1)
    return "\n".join([fence, *lines, fence])
