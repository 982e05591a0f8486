"""What programs say: the literal arguments of rules' example programs, read without running them."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policypack.engine.examples import examples_of
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule

_TEXT_FOR_THE_UNKNOWN = "arn:aws:sns:us-east-1:123456789012:topic"
"""Stands for a variable within a text, where no unknown can stand."""


@dataclass(frozen=True)
class Written:
    """Arguments by wire name, whole resources by the class that the program calls (``rds.Instance``)."""

    arguments: Mapping[str, list[Any]] = field(default_factory=dict)
    resources: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    programs: Mapping[str, list[list[str]]] = field(default_factory=dict)
    """Rule ID -> for each of its examples the classes called, in their order."""

    def shapes(self, rule: AnyRule, tokens: Iterable[str]) -> list[list[str]]:
        """The types among ``tokens`` that each example of the rule makes resources of."""
        by_class = {_class_of(token): token for token in tokens}
        found = [[by_class[one] for one in called if one in by_class] for called in self.programs.get(rule.id, [])]
        return [shape for shape in found if shape]

    def of_type(self, token: str) -> list[dict[str, Any]]:
        """The inputs of all resources of a type, unknown where a variable stands."""
        return self.resources.get(_class_of(token), [])


def written_in(rules: Iterable[AnyRule]) -> Written:
    """What the examples of these rules say, each value once."""
    arguments: dict[str, list[Any]] = {}
    resources: dict[str, list[dict[str, Any]]] = {}
    programs: dict[str, list[list[str]]] = {}
    for rule in rules:
        for example in examples_of(rule):
            called: list[str] = []
            for call in _calls(textwrap.dedent(example.program)):
                inputs = {wire_name(word.arg): _value(word.value) for word in call.keywords if word.arg}
                called.append(_called(call))
                _add(resources, called[-1], inputs)
                _note(arguments, inputs)
            programs.setdefault(rule.id, []).append(called)
    return Written(arguments, resources, programs)


def wire_name(python_name: str) -> str:
    """``instance_class`` is ``instanceClass`` on the wire."""
    return re.sub(r"_+([a-z0-9])", lambda found: found.group(1).upper(), python_name)


def _class_of(token: str) -> str:
    """``aws:lambda/function:Function`` as programs call it: ``lambda.Function``."""
    return f"{token.partition(':')[2].partition('/')[0].replace('index', '')}.{token.rpartition(':')[2]}"


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(ast.Attribute(_, namespace), name):
            return f"{namespace.rstrip('_')}.{name}"
        case ast.Attribute(_, name):
            return f".{name}"
    return ""


def _calls(program: str) -> Iterator[ast.Call]:
    """In the order of the program's lines."""
    found = (node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call))
    return iter(sorted(found, key=lambda call: (call.lineno, call.col_offset)))


def _note(arguments: dict[str, list[Any]], tree: Any) -> None:
    """Adds each field of an object, at any depth, under its name."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            _note(arguments, value)
            if value is not UNKNOWN:
                _add(arguments, key, value)
    elif isinstance(tree, list):
        for item in tree:
            _note(arguments, item)


def _add(found: dict[str, list[Any]], key: str, value: Any) -> None:
    values = found.setdefault(key, [])
    if value not in values:
        values.append(value)


def _value(node: ast.expr) -> Any:
    """The property tree of an argument."""
    match node:
        case ast.Constant(value):
            return value
        case ast.List(items) | ast.Tuple(items):
            return [_value(item) for item in items]
        case ast.Dict(keys, values):
            pairs = zip(keys, values, strict=True)
            return {_key(key): _value(value) for key, value in pairs if isinstance(key, ast.Constant)}
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as number)):
            return -number
        case ast.JoinedStr(parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
        case ast.Call(ast.Attribute(_, "dumps"), [document]):
            return json.dumps(_document(document))
        case ast.Call(ast.Attribute(_, _), _, [_, *_] as words):
            return {wire_name(word.arg): _value(word.value) for word in words if word.arg}
        case _:
            return UNKNOWN


def _key(node: ast.Constant) -> str:
    return wire_name(str(node.value))


def _document(node: ast.expr) -> Any:
    """A JSON document: its keys stay as they are, and a text stands for what a variable holds."""
    match node:
        case ast.Dict(keys, values):
            pairs = zip(keys, values, strict=True)
            return {str(key.value): _document(value) for key, value in pairs if isinstance(key, ast.Constant)}
        case ast.List(items):
            return [_document(item) for item in items]
    value = _value(node)
    return _TEXT_FOR_THE_UNKNOWN if value is UNKNOWN else value
