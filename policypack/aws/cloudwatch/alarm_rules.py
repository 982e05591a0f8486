"""Rules of composite alarms: ``ALARM("a") AND NOT (OK("b") OR FALSE)``.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html, read in November 2026.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

_STATE = re.compile(r"(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"[^\"]*\"|'[^']*'|[^\s()\"',]+)\s*\)", re.IGNORECASE)
_UNQUOTED = re.compile(r"(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*([^\s()\"']+\s[^()\"']+?)\s*\)", re.IGNORECASE)
_CONSTANT = re.compile(r"\b(?:TRUE|FALSE)\b", re.IGNORECASE)
_GROUP = re.compile(r"\(\s*(?:NOT\s*)*@(?:\s*(?:AND|OR)\s*(?:NOT\s*)*@)*\s*\)", re.IGNORECASE)
_WHOLE = re.compile(r"(?:NOT\s*)*@(?:\s*(?:AND|OR)\s*(?:NOT\s*)*@)*", re.IGNORECASE)
_LATER = re.compile(r"\bAT_LEAST\b", re.IGNORECASE)
"""A function with a grammar of its own, which is not read."""
_DEEPEST = 100


def name_error(rule: Plain) -> str | None:
    """The name of an alarm with a space is in quotation marks."""
    found = _UNQUOTED.search(str(rule or ""))
    return f'the name "{found.group(1)}" has spaces and must be in quotation marks' if found else None


def with_quotes(rule: str) -> str:
    """The rule with quotation marks around the names that have spaces."""
    return _UNQUOTED.sub(lambda found: found.group().replace(found.group(1), f'"{found.group(1)}"'), rule)


def syntax_error(rule: Plain) -> str | None:
    """States of alarms, joined by AND, OR and NOT; groups are neither empty nor open."""
    text = str(rule or "").strip()
    if _LATER.search(text) or _UNQUOTED.search(text):
        return None
    text = _CONSTANT.sub("@", _STATE.sub("@", text))
    for _ in range(_DEEPEST):
        shorter = _GROUP.sub("@", text)
        if shorter == text:
            break
        text = shorter
    else:
        return None
    if re.search(r"\(\s*\)", text):
        return "it has an empty group: ()"
    return None if _WHOLE.fullmatch(text) else "it is not made of ALARM, OK and INSUFFICIENT_DATA with AND, OR and NOT"
