"""Filter patterns of CloudWatch Logs: JSON (``{ $.level = "ERROR" }``), fields between spaces (``[ip, status]``), or
terms.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html, read in November 2026.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_REGEX = re.compile(r"%[^%]*%")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CLOSING = {"{": "}", "[": "]"}
_SPECIAL = re.compile(r"[():,`*\\\[\]{}]")
"""Characters that CloudWatch Logs was seen to reject in a term; others may be fine."""


def dimension_error(pattern: Plain) -> str | None:
    """Dimensions come from fields, which only patterns of JSON and of fields between spaces have."""
    if str(pattern or "").strip().startswith(("{", "[")):
        return None
    return "it has no fields for dimensions: only a pattern in { } or [ ] has"


def bracket_error(pattern: Plain) -> str | None:
    """A pattern that begins with a bracket ends with it."""
    text = str(pattern or "").strip()
    closing = _CLOSING.get(text[:1], "")
    return None if text.endswith(closing) else f"it begins with {text[0]} and does not end with {closing}"


def with_closing_bracket(pattern: str) -> str:
    """The pattern with the bracket that closes it."""
    text = pattern.strip()
    return f"{text} {_CLOSING.get(text[:1], '')}".strip()


def with_quoted_terms(pattern: str) -> str:
    """The pattern with quotation marks around each term that has special characters; what is in some stays."""
    parts = re.findall(r'"(?:[^"\\]|\\.)*"|%[^%]*%|\S+|\s+', pattern)
    return "".join(f'"{part}"' if part[0] not in '"%' and _SPECIAL.search(part) else part for part in parts)


def property_error(pattern: Plain) -> str | None:
    """Each comparison of a pattern for JSON begins with a property, $.NAME, and texts are in double quotation marks."""
    text = str(pattern or "").strip()
    if not (text.startswith("{") and text.endswith("}")):
        return None
    bare = _BRACKETS.sub("", _REGEX.sub("x", _QUOTED.sub("x", text[1:-1])))
    if "'" in bare:
        return "it has ' outside of quotation marks: texts are in double ones"
    for one in re.split(r"&&|\|\|", bare):
        comparison = one.strip(" ()\t\r\n")
        if re.match(r"[A-Za-z]", comparison):
            return f"'{comparison}' does not begin with $."
    return None


def term_error(pattern: Plain) -> str | None:
    """A term with special characters is in quotation marks."""
    text = str(pattern or "").strip()
    if text.startswith(("{", "[")):
        return None
    found = _SPECIAL.search(_REGEX.sub("", _QUOTED.sub("", text)))
    return f"'{found.group()}' must be in quotation marks" if found else None
