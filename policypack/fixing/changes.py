"""The changes of one file, and the file with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import libcst as cst

from policypack.fixing.calls import code
from policypack.fixing.outcomes import DeclinedError
from policypack.fixing.series import series_of, with_series
from policypack.fixing.source import SourceFile
from policypack.fixing.values import WIDTH, ValueChange
from policypack.model.fixes import Step

CallChange = Callable[[cst.Call], cst.Call]
STANDARD = frozenset({"json"})


@dataclass(frozen=True)
class Changes:
    """Nothing is changed in place: a fix that fails half way leaves no trace.

    ``before`` and ``after`` are new statements around one of the file's; ``named`` are variables given to statements,
    ``removed`` statements to leave out.
    """

    calls: dict[cst.Call, tuple[CallChange, ...]] = field(default_factory=dict)
    values: dict[cst.BaseExpression, tuple[tuple[Step, ValueChange], ...]] = field(default_factory=dict)
    """Of the values that assignments give to variables, each step once."""
    before: dict[cst.SimpleStatementLine, tuple[str, ...]] = field(default_factory=dict)
    after: dict[cst.SimpleStatementLine, tuple[str, ...]] = field(default_factory=dict)
    named: dict[cst.SimpleStatementLine, str] = field(default_factory=dict)
    removed: frozenset[cst.SimpleStatementLine] = frozenset()
    ending: tuple[str, ...] = ()
    """New statements at the end of the file."""
    imports: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    """Variables that the new statements assign."""

    def with_call(self, call: cst.Call, change: CallChange) -> Changes:
        """With a further change of the call."""
        return replace(self, calls={**self.calls, call: (*self.calls.get(call, ()), change)})

    def with_value(self, value: cst.BaseExpression, step: Step, change: ValueChange) -> Changes:
        """With a further change of a variable's value, unless the step is done there."""
        done = self.values.get(value, ())
        if any(step == other for other, _ in done):
            return self
        return replace(self, values={**self.values, value: (*done, (step, change))})

    def with_statement(self, anchor: cst.SimpleStatementLine, text: str, *, after: bool) -> Changes:
        """With a new statement next to one of the file's."""
        if after:
            return replace(self, after={**self.after, anchor: (*self.after.get(anchor, ()), text)})
        return replace(self, before={**self.before, anchor: (*self.before.get(anchor, ()), text)})

    def __bool__(self) -> bool:
        return bool(self.calls or self.before or self.after or self.removed or self.ending)


def fold(call: cst.Call, changes: tuple[CallChange, ...]) -> cst.Call:
    """The call with all changes; too long for one line, with an argument on each."""
    for change in changes:
        call = change(call)
    return _fitting(call, 20)


def valued(value: cst.BaseExpression, changes: tuple[tuple[Step, ValueChange], ...]) -> cst.BaseExpression:
    """The value with all changes. Raises DeclinedError for one that would leave nothing."""
    for _, change in changes:
        changed = change(value)
        if changed is None:
            raise DeclinedError(f"nothing is left of `{code(value)}`")
        value = changed
    return value


def _fitting(call: cst.Call, before: int) -> cst.Call:
    text = code(call)
    if not series_of(call).is_broken and ("\n" in text or len(text) > WIDTH - before):
        return with_series(call, series_of(call).broken())
    return call


def changed_text(source: SourceFile, changes: Changes) -> bytes:
    """The file's content with the changes."""
    module = source.module.visit(_Changer(source, changes))
    assert isinstance(module, cst.Module)
    ending = [cst.parse_statement(text, config=source.module.config_for_parsing) for text in changes.ending]
    module = module.with_changes(body=[*module.body, *ending])
    return bytes(_with_imports(module, changes.imports).bytes)


class _Changer(cst.CSTTransformer):
    def __init__(self, source: SourceFile, changes: Changes) -> None:
        super().__init__()
        self._source = source
        self._changes = changes

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:  # noqa: N802
        changes = self._changes.calls.get(original_node, ())
        return fold(updated_node, changes) if changes else updated_node

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign:  # noqa: N802
        changes = self._changes.values.get(original_node.value, ())
        return updated_node.with_changes(value=valued(updated_node.value, changes)) if changes else updated_node

    def leave_AnnAssign(self, original_node: cst.AnnAssign, updated_node: cst.AnnAssign) -> cst.AnnAssign:  # noqa: N802
        changes = self._changes.values.get(original_node.value, ()) if original_node.value is not None else ()
        if not changes or updated_node.value is None:
            return updated_node
        return updated_node.with_changes(value=valued(updated_node.value, changes))

    def leave_SimpleStatementLine(  # noqa: N802
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement | cst.FlattenSentinel[cst.BaseStatement] | cst.RemovalSentinel:
        changes = self._changes
        if original_node in changes.removed:
            return cst.RemoveFromParent()
        before = [self._statement(text) for text in changes.before.get(original_node, ())]
        after = [self._statement(text) for text in changes.after.get(original_node, ())]
        statements: list[cst.BaseStatement] = [updated_node]
        if name := changes.named.get(original_node):
            statements = _with_name(updated_node, name)
        if not before and not after and len(statements) == 1:
            return statements[0]
        first, *rest = statements
        if before:
            # What is above the statement, comments and empty lines, stays above the new ones.
            before[0] = before[0].with_changes(leading_lines=updated_node.leading_lines)
            first = first.with_changes(leading_lines=())
        return cst.FlattenSentinel([*before, first, *after, *rest])

    def _statement(self, text: str) -> cst.SimpleStatementLine:
        statement = cst.parse_statement(text, config=self._source.module.config_for_parsing)
        assert isinstance(statement, cst.SimpleStatementLine)
        return statement


def _with_name(line: cst.SimpleStatementLine, name: str) -> list[cst.BaseStatement]:
    held = line.body[0]
    assert isinstance(held, cst.Expr | cst.Return)
    assert held.value is not None
    value = held.value
    if isinstance(value, cst.Call):
        value = _fitting(value, len(name) + len(" = "))
    assigned = cst.Assign([cst.AssignTarget(cst.Name(name))], value)
    made: list[cst.BaseStatement] = [line.with_changes(body=[assigned])]
    if isinstance(held, cst.Return):
        made.append(cst.SimpleStatementLine([cst.Return(cst.Name(name))]))
    return made


# -- imports ----------------------------------------------------------------------------------


def _with_imports(module: cst.Module, statements: frozenset[str]) -> cst.Module:
    """``import json`` before the other imports but after ``from __future__``; packages after the last one."""
    body = list(module.body)
    for statement in sorted(statements):
        line = cst.parse_statement(statement)
        assert isinstance(line, cst.SimpleStatementLine)
        places = [index for index, one in enumerate(body) if _is_import(one)]
        others = [index for index in places if not _is_future(body[index])]
        standard = statement.split()[1] in STANDARD
        if not places:
            index = 1 if body and _is_docstring(body[0]) else 0
            body.insert(index, line)
        elif not others:
            body.insert(places[-1] + 1, line.with_changes(leading_lines=[cst.EmptyLine()]))
        elif standard:
            index = others[0]
            following = body[index]
            assert isinstance(following, cst.SimpleStatementLine)
            body.insert(index, line.with_changes(leading_lines=following.leading_lines))
            gap = [] if _package(following).split(".")[0] in sys.stdlib_module_names else [cst.EmptyLine()]
            body[index + 1] = following.with_changes(leading_lines=gap)
        else:
            _insert_sorted(body, others, line)
    return module.with_changes(body=body)


def _insert_sorted(body: list[Any], places: list[int], line: cst.SimpleStatementLine) -> None:
    """The import before the first package that comes after it in the alphabet."""
    name = _package(line)
    later = [at for at in places if _package(body[at]) not in sys.stdlib_module_names and _package(body[at]) > name]
    if not later:
        body.insert(places[-1] + 1, line)
        return
    following = body[later[0]]
    body[later[0]] = following.with_changes(leading_lines=())
    body.insert(later[0], line.with_changes(leading_lines=following.leading_lines))


def _package(line: cst.SimpleStatementLine) -> str:
    """What an import statement imports from."""
    return code(line.body[0]).split()[1]


def _is_import(one: cst.BaseStatement | cst.BaseSmallStatement) -> bool:
    return isinstance(one, cst.SimpleStatementLine) and isinstance(one.body[0], cst.Import | cst.ImportFrom)


def _is_future(one: cst.CSTNode) -> bool:
    small = one.body[0] if isinstance(one, cst.SimpleStatementLine) else one
    return code(small).startswith("from __future__")


def _is_docstring(one: cst.CSTNode) -> bool:
    return isinstance(one, cst.SimpleStatementLine) and isinstance(one.body[0], cst.Expr)
