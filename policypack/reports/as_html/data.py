"""What the page's script is given of a stack: each text once, each finding as a row of numbers of texts."""

from __future__ import annotations

from typing import Any

from policypack.model.resources import short_type
from policypack.model.texts import one_line
from policypack.reports.kinds import kind_of
from policypack.reports.results import Node, Result, StackReport

FIELDS = (
    "rule",
    "kind",
    "severity",
    "urn",
    "type",
    "path",
    "position",
    "property",
    "summary",
    "problem",
    "error",
    "source",
    "fix",
    "exemption",
    "foreseen",
    "fingerprint",
)
"""The columns of a finding's row."""


def stack_data(stack: StackReport) -> dict[str, Any]:
    """One stack."""
    texts = _Texts()
    return {
        "title": one_line(stack.title),
        "target": one_line(stack.target),
        "region": one_line(stack.region),
        "problem": one_line(stack.problem),
        "warnings": [one_line(one) for one in stack.warnings],
        "resources": stack.resources,
        "findings": [_row(one, texts) for one in stack.results],
        "graph": [_node(one, texts) for one in stack.graph],
        "texts": texts.all,
    }


class _Texts:
    """Numbers texts in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def all(self) -> list[str]:
        return list(self._numbers)


def _row(result: Result, texts: _Texts) -> list[int]:
    exemption = result.exemption
    shown = {
        "kind": kind_of(result),
        "type": short_type(result.type),
        "property": "" if result.at == "*" else result.at,
        "exemption": f"{exemption.description} ({exemption.where})" if exemption else "",
        "foreseen": "foreseen" if result.foreseen else "",
    }
    told = (shown[name] if name in shown else getattr(result, name) for name in FIELDS)
    return [
        texts.number(_lines(text) if name == "fix" else one_line(text)) for name, text in zip(FIELDS, told, strict=True)
    ]


def _lines(code: str) -> str:
    """Lines of code, none of which forges another."""
    return "\n".join(map(one_line, code.split("\n")))


def _node(node: Node, texts: _Texts) -> list[Any]:
    """URN, type, name and parent of a resource, and the URNs of what it depends on."""
    own = [texts.number(one_line(text)) for text in (node.urn, short_type(node.type), node.name, node.parent)]
    return [*own, [texts.number(one_line(urn)) for urn in node.dependencies]]
