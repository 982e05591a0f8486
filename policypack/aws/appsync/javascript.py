"""What the runtime APPSYNC_JS does not take of JavaScript.

https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-js-version.html, read in November 2026.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

WORDS = {
    "this": '"this"',
    "class": "a class",
    "try": '"try"',
    "while": '"while"',
    "continue": '"continue"',
    "instanceof": '"instanceof"',
    "Promise": "a Promise",
}
_TOKEN = re.compile(
    r"""(?P<remark>//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<template>`)"""
    r"""|(?P<word>[A-Za-z_$][\w$]*)"""
    r"""|(?P<step>\+\+|--)"""
    r"""|(?P<number>\d[\w.]*)"""
    r"""|(?P<space>\s+)"""
    r"""|(?P<sign>.)""",
    re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])*/[a-z]{0,8}")
_BEFORE_EXPRESSIONS = ("=", "(", ",", ":", "[", "!", "&", "|", "?", ";")
"""Where a slash is no division."""
REGEX = "/regex/"
_EXPORTED = re.compile(r"export (?:async )?(?:function|const|let|var) ([\w$]+)|export { ([^}]*)}")


def _regex_at(code: str, place: int, before: list[str]) -> re.Match[str] | None:
    """The regular expression that begins here; None where the slash may be a division."""
    return _REGEX.match(code, place) if before and before[-1] in _BEFORE_EXPRESSIONS else None


def tokens(code: str) -> list[str] | None:
    """The code's words and signs without remarks; texts are ``""``. None for what is not read here: a template in a
    template, and a slash that may be a division or begin a regular expression."""
    found: list[str] = []
    place = 0
    while place < len(code):
        match = _TOKEN.match(code, place)
        if match is None:
            return None
        place = match.end()
        kind, text = match.lastgroup, match[0]
        if kind in ("remark", "space"):
            continue
        if kind == "template":
            end = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{)|\$\{[^`{}]*\})*`", re.DOTALL).match(code, place)
            if end is None:
                return None
            place = end.end()
            found.append('""')
        elif text == "/" and (regex := _regex_at(code, match.start(), found)):
            place = regex.end()
            found.append(REGEX)
        elif text == "/" and (not found or not re.fullmatch(r"[\w$\])]+|\"\"", found[-1])):
            return None
        else:
            found.append('""' if kind == "text" else text)
    return found


def code_error(code: Plain) -> str | None:
    """The first thing that the runtime does not take; None where there is none, or where the code is not read."""
    found = tokens(code) if isinstance(code, str) else None
    for number, token in enumerate(found or ()):
        before = found[number - 1] if found and number else ""
        after = found[number + 1] if found and number + 1 < len(found) else ""
        if token == REGEX:
            return "it has a regular expression"
        if token in ("++", "--"):
            return f'it has "{token}"'
        if before in (".", "?.") or after == ":" or (before in ("import", "as", "{", ",") and after in (",", "}")):
            continue
        if token in WORDS:
            return f"it has {WORDS[token]}"
        if token == "async" and after in ("function", "("):
            return "it has an async function"
        if token == "function" and after == "*":
            return "it has a generator"
    return None


def exports_error(code: Plain) -> str | None:
    """The functions request and response are exported; None where the code is not read."""
    found = tokens(code) if isinstance(code, str) else None
    if found is None or "export *" in (text := " ".join(found)):
        return None
    names: set[str] = set()
    for own, several in _EXPORTED.findall(text):
        names |= {own} if own else {one.split()[-1] for one in several.split(",") if one.split()}
    missing = [name for name in ("request", "response") if name not in names]
    return f"it does not export {' and '.join(missing)}" if missing else None
