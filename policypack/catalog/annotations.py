"""The type annotations of a generated Pulumi SDK, reduced to what travels on the wire."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from policypack.model.records import record

_PLAIN = {"str": "string", "int": "integer", "float": "number", "bool": "boolean", "Any": "any"}
_WRAPPERS = {"Input", "Optional"}
_CONTAINERS = {"Sequence": "list", "List": "list", "Mapping": "map", "Dict": "map"}


@record(frozen=True, slots=True)
class Annotation:
    """A kind of value, the class that a quoted name refers to, and what a list or map holds.

    ``kind`` is ``class`` where only the class behind ``reference`` can tell; a string with a reference is one for which
    the SDK has an enumeration, or takes an object, too.
    """

    kind: str
    reference: str = ""
    element: Annotation | None = None


ANY = Annotation("any")


def read_parameters(class_text: str) -> Iterator[tuple[str, str, bool]]:
    """Name, annotation and presence of a default, for each parameter of the first ``__init__`` in a class's text."""
    signature = re.search(r"def __init__\(__self__(.*?)\):\n", class_text, re.DOTALL)
    if signature is None:
        return
    function = ast.parse(f"def signature(self{signature.group(1)}): ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    for argument, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if argument.annotation is not None:
            yield argument.arg, ast.unparse(argument.annotation), default is not None


@cache
def read_annotation(text: str) -> Annotation:
    """``pulumi.Input[Optional[Sequence[pulumi.Input[_builtins.str]]]]`` is a list of strings."""
    return _reduced(ast.parse(text, mode="eval").body)


def _reduced(node: ast.expr) -> Annotation:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Annotation("class", node.value)
    if isinstance(node, ast.Subscript):
        return _reduced_subscript(_last_name(node.value), node.slice)
    name = _last_name(node)
    if name in ("Archive", "Asset"):
        return Annotation(name.lower())
    return Annotation(_PLAIN.get(name, "any"))


def _reduced_subscript(name: str, inner: ast.expr) -> Annotation:
    if name in _WRAPPERS:
        return _reduced(inner)
    if name in _CONTAINERS:
        item = inner.elts[-1] if isinstance(inner, ast.Tuple) else inner
        return Annotation(_CONTAINERS[name], element=_reduced(item))
    if name == "Union" and isinstance(inner, ast.Tuple):
        return _joined([_reduced(choice) for choice in inner.elts])
    return ANY


def _joined(choices: list[Annotation]) -> Annotation:
    """A union: of an object's class and its dictionary, of a text and its enumeration, or of unlike things."""
    classes = [choice for choice in choices if choice.kind == "class" and not choice.reference.endswith("ArgsDict")]
    plain = [choice for choice in choices if choice.kind != "class"]
    if classes and not plain:
        return classes[0]
    if classes and [choice.kind for choice in plain] == ["string"]:
        return Annotation("string", classes[0].reference)
    if {choice.kind for choice in plain} == {"asset", "archive"}:
        return Annotation("archive")
    return plain[0] if len(plain) == 1 and not classes else ANY


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
