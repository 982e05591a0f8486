"""Resources that Pulumi programs in Python write, read from their source: nothing is run."""

from __future__ import annotations

import ast
import json
import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from policypack.catalog.schema import all_tokens
from policypack.catalog.sdk import resource_type
from policypack.model.resources import short_type
from tools.literals.trees import COMPUTED, Written, written

_PROGRAM = re.compile(r"```python\n(.*?)```", re.DOTALL)
_NOT_ARGUMENTS = frozenset({"opts", "resource_name", "__props__"})


def documented_programs(services: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Place and text of each program in the installed pulumi-aws, each once; of these services, or of all."""
    root = Path(str(resources.files("pulumi_aws")))
    seen: set[str] = set()
    for file in sorted(root.rglob("*.py")):
        service = file.relative_to(root).parts[0]
        if services and service not in services:
            continue
        for number, found in enumerate(_PROGRAM.findall(file.read_text(encoding="utf-8"))):
            text = textwrap.dedent(found)
            if text not in seen and "import pulumi" in text:
                seen.add(text)
                yield f"{file.relative_to(root)}#{number}", text


def resources_in(program: str, place: str) -> Iterator[Written]:
    """The resources of pulumi-aws that a program makes, with the arguments that it writes out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(program)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            token = _tokens().get(ast.unparse(node.func).replace("pulumi_aws", "aws"))
            if token is not None:
                own = {
                    one.arg: _literal(one.value) for one in node.keywords if one.arg and one.arg not in _NOT_ARGUMENTS
                }
                spread = any(one.arg is None for one in ast.walk(node) if isinstance(one, ast.keyword))
                yield written(token, own, place, whole=not spread and len(node.args) < 2)


@cache
def _tokens() -> Mapping[str, str]:
    found = {}
    for token in all_tokens():
        package, _, _ = short_type(token).rpartition(".")
        found[f"{package}.{resource_type(token).class_name}"] = token
    return found


def _literal(node: ast.expr) -> Any:
    """The value that an expression writes out."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List | ast.Tuple):
        return [_literal(one) for one in node.elts]
    if isinstance(node, ast.Dict):
        return {
            key.value: _literal(value)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant)
        }
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _literal(node.operand)
        return -number if isinstance(number, int | float) else COMPUTED
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name == "json.dumps" and node.args:
            content = _literal(node.args[0])
            return json.dumps(content, default=str) if content is not COMPUTED else COMPUTED
        if name.endswith("Args"):
            return {one.arg: _literal(one.value) for one in node.keywords if one.arg}
    return COMPUTED
