"""Parts of the rules of AWS WAF at any depth: transformations, regular expressions, labels and responses.

https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements.html, read in November 2026. Each
``..._error`` returns what WAF objects to, None where it does not object; a part may be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

MOST_TRANSFORMATIONS = 10
MOST_COUNTRIES = 50
MOST_HEADERS = 10
MOST_PATTERNS = 10
LONGEST_ARGUMENT = 30
"""Characters of the name of a query argument."""
LONGEST_SEARCH = 200
"""Bytes of a text that a statement searches for."""
LABEL = re.compile(r"[0-9A-Za-z_-]{1,128}(:[0-9A-Za-z_-]{1,128})*")
UNSUPPORTED = re.compile(r"\(\?(?:=|!|<=|<!|>|R\)|\()|(?<!\\)(?:\\\\)*\\(?:[1-9]|K|R)|\(\*[A-Z]")
"""What PCRE has and WAF has not: assertions, atomic groups, recursion, conditions, back-references, verbs."""


def regex_error(pattern: Plain) -> str | None:
    """A regular expression has only what WAF supports."""
    found = UNSUPPORTED.search(pattern) if isinstance(pattern, str) else None
    return f"it has {found.group()!r}, which WAF does not support" if found else None


def statement_regex_error(rules: Plain) -> str | None:
    """The regular expressions of statements have only what WAF supports."""
    for block in _blocks(rules):
        pattern = block.get("regexString")
        wrong = None if is_opaque(pattern) else regex_error(pattern)
        if wrong:
            return f"{pattern!r}: {wrong}"
    return None


def transformation_error(rules: Plain) -> str | None:
    """Each text transformation of a statement has a priority of its own."""
    for block in _blocks(rules):
        given = block.get("textTransformations")
        if not isinstance(given, list):
            continue
        if len(given) > MOST_TRANSFORMATIONS:
            return f"a statement has {len(given)} text transformations, and may have {MOST_TRANSFORMATIONS}"
        numbers = [one["priority"] for one in given if isinstance(one, Mapping) and _is_number(one.get("priority"))]
        twice = next((number for number in numbers if numbers.count(number) > 1), None)
        if twice is not None:
            return f"two text transformations of a statement have the priority {twice}"
    return None


def country_error(rules: Plain) -> str | None:
    """A statement names so many countries at most."""
    for block in _blocks(rules):
        codes = block.get("countryCodes")
        if isinstance(codes, list) and len(codes) > MOST_COUNTRIES:
            return f"a statement has {len(codes)} country codes, and may have {MOST_COUNTRIES}"
    return None


def search_error(rules: Plain) -> str | None:
    """What a statement searches for is short, and a word where it searches for words."""
    for block in _blocks(rules):
        text = block.get("searchString")
        if not isinstance(text, str) or is_opaque(text):
            continue
        if len(text.encode()) > LONGEST_SEARCH:
            return f"a searchString has {len(text.encode())} bytes, and may have {LONGEST_SEARCH}"
        if block.get("positionalConstraint") == "CONTAINS_WORD" and not re.fullmatch(r"\w+", text, re.ASCII):
            return f"a statement searches for the word {text!r}, which has other characters than letters, digits and _"
    return None


def inserted_error(rules: Plain) -> str | None:
    """An action inserts each header once."""
    for block in _blocks(rules):
        headers = block.get("insertHeaders")
        names = [one.get("name") for one in headers if isinstance(one, Mapping)] if isinstance(headers, list) else []
        written = [name.lower() for name in names if isinstance(name, str) and not is_opaque(name)]
        twice = next((name for name in written if written.count(name) > 1), None)
        if twice:
            return f"an action inserts the header {twice} twice"
    return None


def argument_error(rules: Plain) -> str | None:
    """The name of a query argument is not too long."""
    for block in _blocks(rules):
        for kind in ("singleQueryArgument", "queryArgument"):
            part = block.get(kind)
            name = part.get("name") if isinstance(part, Mapping) else None
            if isinstance(name, str) and not is_opaque(name) and len(name) > LONGEST_ARGUMENT:
                return f"{name!r} has {len(name)} characters, and may have {LONGEST_ARGUMENT}"
    return None


def header_error(rules: Plain) -> str | None:
    """A custom response has few headers, none of them Content-Type or twice."""
    for block in _blocks(rules):
        headers = block.get("responseHeaders")
        if not isinstance(headers, list):
            continue
        if len(headers) > MOST_HEADERS:
            return f"a custom response has {len(headers)} headers, and may have {MOST_HEADERS}"
        names = [one.get("name") for one in headers if isinstance(one, Mapping)]
        written = [name.lower() for name in names if isinstance(name, str) and not is_opaque(name)]
        if "content-type" in written:
            return "a custom response has the header content-type, which its body says"
    return None


def body_error(rules: Plain, action: Plain, bodies: Plain) -> str | None:
    """The body of a custom response is one of those of the resource."""
    keys = [one.get("key") for one in bodies if isinstance(one, Mapping)] if isinstance(bodies, list) else []
    for block in (*_blocks(rules), *_blocks(action)):
        key = block.get("customResponseBodyKey")
        if isinstance(key, str) and not any(key == one for one in keys):
            return f"there is no body with the key {key!r}" if not is_opaque(key) else "there is no such body"
    return None


def _blocks(rules: Plain) -> Iterator[Mapping[str, Plain]]:
    """Every block in the rules, at every depth."""
    pending = [rules]
    while pending:
        one = pending.pop()
        if is_opaque(one):
            continue
        if isinstance(one, list):
            pending += one
        elif isinstance(one, Mapping):
            yield one
            pending += one.values()


def _is_number(value: Plain) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
