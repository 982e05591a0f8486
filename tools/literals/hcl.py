"""Resources that Terraform configurations write, in ``.tf`` files, in acceptance tests and in documentation.

Not a parser of HCL: attributes with a literal and blocks are read, everything else is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.literals.trees import COMPUTED, Written, token_of, written

_RESOURCE = re.compile(r'^\s*resource\s+"(aws_\w+)"\s+"[^"]*"\s*\{', re.MULTILINE)
_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|<<-?~?\s*"?(\w+)"?\n.*?\n\s*\1\b|\#[^\n]*|//[^\n]*|/\*.*?\*/|[\w.\-*\[\]%]+|[{}\[\]=,()]|\n|[^\s]',
    re.DOTALL,
)
_GAP = re.compile(r"%(?:\[\d+\])?[sv]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def resources_in(text: str, place: str) -> Iterator[Written]:
    """The resources of the text whose type can be told."""
    for match in _RESOURCE.finditer(text):
        tokens = [one.group() for one in _TOKEN.finditer(text, match.end(), match.end() + 20_000)]
        tree, end = _body(tokens, 0)
        token = token_of(match.group(1).removeprefix("aws_"), tree)
        if token is not None:
            yield written(token, tree, f"{place} {match.group(1)}", whole=not _has_gap(tokens[:end]))


def _has_gap(tokens: list[str]) -> bool:
    """Whether a test puts further lines in, by a verb of Go's formats that stands alone, or chooses what is set."""
    around = zip(["\n", *tokens[:-1]], tokens, [*tokens[1:], "\n"], strict=True)
    return "?" in tokens or any(
        _GAP.fullmatch(token) and before in "\n{" and after in "\n}" for before, token, after in around
    )


def _body(tokens: list[str], at: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while at < len(tokens) and tokens[at] != "}":
        name = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if re.fullmatch(r"[A-Za-z_]\w*", name) and after == "=":
            value, at = _value(tokens, at + 2)
            found[name] = value
        elif re.fullmatch(r"[A-Za-z_]\w*", name) and after == "{":
            block, at = _body(tokens, at + 2)
            found.setdefault(name, []).append(block) if isinstance(found.get(name, []), list) else None
        elif name == "dynamic" or after.startswith('"'):
            if name == "dynamic":
                found[after.strip('"')] = COMPUTED
            while at < len(tokens) and tokens[at] != "{":
                at += 1
            _, at = _body(tokens, at + 1)
        else:
            at += 1
    return found, at + 1


def _value(tokens: list[str], at: int) -> tuple[Any, int]:
    """The value of an attribute: all of the line, a list, or a map."""
    first = tokens[at] if at < len(tokens) else ""
    if first == "[":
        return _list(tokens, at + 1)
    if first == "{":
        body, at = _body(tokens, at + 1)
        return body, at
    line: list[str] = []
    depth = 0
    while at < len(tokens) and not (depth == 0 and tokens[at] in ("\n", "}", ",", "]")):
        depth += (tokens[at] in "([{") - (tokens[at] in ")]}")
        line.append(tokens[at])
        at += 1
    line = [one for one in line if not one.startswith(("#", "//", "/*"))]
    if "?" in line:
        return None, at
    return (_literal(line[0]) if len(line) == 1 else COMPUTED), at


def _list(tokens: list[str], at: int) -> tuple[Any, int]:
    found: list[Any] = []
    while at < len(tokens) and tokens[at] != "]":
        if tokens[at] in ("\n", ",") or tokens[at].startswith(("#", "//")):
            at += 1
            continue
        before = at
        value, at = _value(tokens, at)
        found.append(value)
        at = at if at > before else at + 1
    return found, at + 1


def _literal(text: str) -> Any:
    if text.startswith('"'):
        return COMPUTED if "${" in text or "%" in text else text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if text in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[text]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return COMPUTED
