"""Values of fixes as Python expressions, on one line where they fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import libcst as cst

from policypack.fix.languages import DIALECTS, holds_reference, python_name, quoted
from policypack.fixing.outcomes import DeclinedError
from policypack.model.fixes import Archive, Blank, Json, Map, Ref, SecretSetting, StackName, Step
from policypack.model.values import Plain

WIDTH = 110
_STEP = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Parts in brackets, which may be on lines of their own."""

    opening: str
    parts: tuple[tuple[str, Document], ...]
    closing: str


Document: TypeAlias = str | Group
ValueChange: TypeAlias = Callable[[cst.BaseExpression], cst.BaseExpression | None]
"""Gives another expression; None for one that is to be left out."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values; ``reference`` gives an output as the source names it, ``module`` a module as the file names it.

    ``keys`` are those of a dict that the call unpacks, by its code; None where they are not known. ``at_variable``
    does a step at the value of a variable that nothing but the call uses; False where it cannot.
    """

    reference: Callable[[Ref], str]
    module: Callable[[str], str]
    keys: Callable[[str], frozenset[str] | None]
    at_variable: Callable[[str, Step, ValueChange], bool]

    def expression(self, tree: Plain, indent: int = 0, *, raw: bool = False) -> cst.BaseExpression:
        """The value as an expression at an indentation; ``raw`` keeps the keys as they are."""
        return cst.parse_expression(self.text(tree, indent, raw=raw))

    def text(self, tree: Plain, indent: int = 0, *, raw: bool = False, before: int = 0) -> str:
        """As :meth:`expression`, as text; ``before`` characters are on its line already."""
        return laid_out(self.document(tree, raw=raw), indent, before)

    def document(self, tree: Plain, *, raw: bool = False) -> Document:
        """The value as parts. Raises DeclinedError for a value that only the reader can choose."""
        if isinstance(tree, Ref):
            return self.reference(tree)
        if isinstance(tree, Blank):
            raise DeclinedError(f"fill in: {tree.what or 'the value'}")
        if isinstance(tree, Archive):
            return f"{self.module('pulumi')}.FileArchive({quoted(tree.path)})"
        if isinstance(tree, SecretSetting):
            raise DeclinedError(f"set the secret first: pulumi config set --secret {tree.key}")
        if isinstance(tree, StackName):
            return f'f"{tree.before}{{{self.module("pulumi")}.get_stack()}}{tree.after}"'
        if isinstance(tree, Json):
            writes = f"{self.module('pulumi')}.Output.json_dumps" if holds_reference(tree.tree) else self._dumps()
            return Group(f"{writes}(", (("", self.document(tree.tree, raw=True)),), ")")
        if isinstance(tree, Map):
            return self.document(dict(tree.entries), raw=True)
        if isinstance(tree, Mapping):
            entries = tuple((self._key(str(key), raw), self.document(item, raw=raw)) for key, item in tree.items())
            return Group("{", entries, "}")
        if isinstance(tree, list | tuple):
            return Group("[", tuple(("", self.document(item, raw=raw)) for item in tree), "]")
        return DIALECTS["python"].scalar(tree)

    def _dumps(self) -> str:
        return f"{self.module('json')}.dumps"

    @staticmethod
    def _key(key: str, raw: bool) -> str:
        return f"{quoted(key if raw else python_name(key))}: "


def laid_out(document: Document, indent: int = 0, before: int = 0) -> str:
    """The document on one line, or with each part of its outermost brackets on a line."""
    flat = _flat(document)
    if isinstance(document, str) or not document.parts or indent + before + len(flat) <= WIDTH:
        return flat
    inner = indent + _STEP
    lines = [f"{' ' * inner}{label}{laid_out(part, inner, len(label) + 1)}," for label, part in document.parts]
    if len(document.parts) == 1 and document.opening.endswith("(") and not isinstance(document.parts[0][1], str):
        lines[-1] = lines[-1].removesuffix(",")
    return "\n".join([document.opening, *lines, f"{' ' * indent}{document.closing}"])


def _flat(document: Document) -> str:
    if isinstance(document, str):
        return document
    return document.opening + ", ".join(label + _flat(part) for label, part in document.parts) + document.closing
