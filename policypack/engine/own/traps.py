"""Mistakes of a rule's author that would be silent: a rule that never fires, or that fails where it should answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.catalog.inputs import nearest_input
from policypack.catalog.types import all_type_tokens, resource_type_facts, sdk_versions
from policypack.documents.files import UnreadableError, read_text
from policypack.engine.options import read_options
from policypack.engine.own.mistakes import place_of
from policypack.errors import GuardrailsError, RuleError
from policypack.model.facts import MisuseError
from policypack.model.paths import top
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Plain
from policypack.rule import AnyRule, Context, ResourceRule, StackContext

LARGEST = 1_000_000
"""Bytes of a module."""
_WITHOUT_ARGUMENTS = frozenset({"is_set", "is_empty", "is_true", "is_false"})
_QUESTIONS = _WITHOUT_ARGUMENTS | {
    *("equals", "is_in", "starts_with", "ends_with", "matches", "is_no_longer_than", "at_least", "at_most")
}
_EVERYWHERE = frozenset({"region", "tagsAll"})
"""Inputs that only one major version of the provider has on all types."""


def check_source(file: Path) -> None:
    """Raises RuleError, with file and line, where the module asks a question without calling it, or asks ``if`` of one:
    the answer may be unknown."""
    try:
        text = read_text(file, LARGEST)
        tree = ast.parse(text)
    except UnreadableError as error:
        raise RuleError(f"{file}: {error.problem}.") from error
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise RuleError(f"{file}:{line}: is not Python: {getattr(error, 'msg', type(error).__name__)}.") from error
    called = {id(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _WITHOUT_ARGUMENTS and id(node) not in called:
            of_class = isinstance(node.value, ast.Name) and node.value.id[:1].isupper()
            if not of_class:
                raise RuleError(f"{file}:{node.lineno}: {node.attr} is a question; call it: {node.attr}().")
    for asked in _asked_for_two(tree):
        if isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute) and asked.func.attr in _QUESTIONS:
            raise RuleError(
                f"{file}:{asked.lineno}: {asked.func.attr}() has three answers, true, false and unknown; join facts"
                " with any_of, all_of and is_not instead of if, and, or, not."
            )


def check_rule(rule: AnyRule, file: Path) -> None:
    """Raises RuleError where a rule applies to no type that there is, asks for a property that its types do not have,
    or asks ``if`` of a fact."""
    if isinstance(rule.applies_to, str):
        raise RuleError(f'{file}: applies_to: is one text; write ("{rule.applies_to}",), with a comma.')
    if not rule.applies_to:
        raise RuleError(f"{file}: applies_to: names no type; name one as aws:s3/bucket:Bucket.")
    if rule.table is None and not callable(rule.check):
        raise RuleError(f"{file}: check: is no function; give the rule one that gives verdicts.")
    for token in rule.applies_to:
        check_type(token, str(file))
    try:
        options = read_options(rule.options, {}, rule.id)
    except GuardrailsError as error:
        raise RuleError(f"{file}: options: {error}") from error
    asked: dict[str, set[str]] = {}
    for token in rule.applies_to:
        if not token.endswith("*"):
            _ask(rule, token, options, asked, file)
    if rule.table is not None:
        for one in rule.table.bound:
            for token in one.types:
                paths = (one.row.each,) if one.row.each else (one.row.path, *one.row.demand.reads, *one.row.when.reads)
                asked.setdefault(token, set()).update(top(path) for path in paths)
    names = {name for own in asked.values() for name in own} - _EVERYWHERE
    types = [token for token in asked if token.startswith("aws:")]
    for name in sorted(names):
        near = nearest_input(name, types)
        if near:
            raise RuleError(f"{file}: {name}: no such property of {', '.join(types[:3])}; did you mean {near}?")


def check_type(token: str, where: str) -> None:
    """Raises RuleError for a token of the AWS provider that names no type of it."""
    if token.count(":") != 2 and not token.endswith("*"):
        raise RuleError(f"{where}: {token}: is no type; write it as aws:s3/bucket:Bucket.")
    is_aws = token.startswith("aws:") and not token.endswith("*")
    if is_aws and not any(resource_type_facts(token, int(major)) for major in sdk_versions()):
        near = get_close_matches(token, all_type_tokens(), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise RuleError(f"{where}: {token}: the AWS provider has no such type{hint}")


def _asked_for_two(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions of which Python asks whether they are true."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            yield node.test
        elif isinstance(node, ast.BoolOp):
            yield from node.values
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node.operand
        elif isinstance(node, ast.comprehension):
            yield from node.ifs


class _Watched(Mapping[str, Any]):
    """Inputs that note which are asked for, and are each absent or not known."""

    def __init__(self, value: Plain, seen: set[str]) -> None:
        self._value = value
        self._seen = seen

    def __getitem__(self, key: str) -> Any:
        self._seen.add(key)
        if self._value is None:
            raise KeyError(key)
        return self._value

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _ask(rule: AnyRule, token: str, options: Any, asked: dict[str, set[str]], file: Path) -> None:
    """Asks the rule of a resource that says nothing, and of one of which nothing is known."""
    seen = asked.setdefault(token, set())
    name = token.rpartition(":")[2]
    empty = Resource(f"urn:pulumi:dev::test::{token}::{name}", token, name)
    deployment = Deployment(project="test", stack="dev", preview=True, config={"aws:region": "us-east-1"})
    for value in (None, UNKNOWN):
        resource = replace(empty, inputs=_Watched(value, seen))
        try:
            if isinstance(rule, ResourceRule):
                _all(rule.verdicts(resource, Context(options, deployment, load_catalog())))
            else:
                _all(rule.verdicts(resource, StackContext(options, deployment, load_catalog(), Stack((resource,)))))
        except (MisuseError, NameError, AttributeError) as error:
            raise RuleError(f"{place_of(error, file)}: {type(error).__name__}: {error}") from error
        except Exception:  # noqa: BLE001 - the laws tell its author; a run counts it as the rule's failure
            continue


def _all(verdicts: Iterable[Any]) -> None:
    for _ in verdicts:
        pass
