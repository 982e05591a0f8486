"""A file of the program: its registrations, the variables that hold them, and its imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, ParentNodeProvider, PositionProvider, ScopeProvider
from libcst.metadata.scope_provider import Scope

from policypack.fixing.calls import code, names_in, text_of
from policypack.fixing.outcomes import DeclinedError

_REPEATING = (cst.For, cst.While, cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp, cst.Lambda)
_SCOPES = (cst.FunctionDef, cst.ClassDef, cst.Module)


@dataclass(frozen=True)
class SourceFile:
    """One parsed file."""

    path: Path
    before: bytes
    wrapper: MetadataWrapper = field(repr=False)

    @classmethod
    def read(cls, path: Path, content: bytes | None = None) -> SourceFile:
        """The file on the disk, or with another content. Raises DeclinedError for what cannot be read as Python."""
        try:
            content = path.read_bytes() if content is None else content
            source = cls(path, content, MetadataWrapper(cst.parse_module(content)))
            source.wrapper.resolve_many([PositionProvider, ParentNodeProvider, ScopeProvider])
        except (OSError, UnicodeError, cst.ParserSyntaxError) as error:
            raise DeclinedError(f"the file cannot be read ({type(error).__name__})") from error
        except RecursionError as error:
            raise DeclinedError("the file is nested too deeply") from error
        return source

    @property
    def module(self) -> cst.Module:
        """The tree whose nodes all answers are about."""
        return self.wrapper.module

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name in the file."""
        return frozenset(names_in(self.module))

    # -- registrations ------------------------------------------------------------------------

    def registration(self, line: int, kind: str, name: str) -> cst.Call:
        """The innermost call on the line that makes a resource of the class, or else one of the name."""
        around = [one for one in self._calls if self._range(one).start.line <= line <= self._range(one).end.line]
        around.sort(key=lambda one: self._range(one).end.line - self._range(one).start.line)
        of_class = [one for one in around if self._class_of(one) == kind]
        named = [one for one in of_class if _logical_name(one) == name]
        other_class = [one for one in around if _logical_name(one) == name and self._class_of(one)[:1].isupper()]
        found = named or of_class or other_class
        smallest = [one for one in found if self._lines(one) == self._lines(found[0])]
        if not found:
            raise DeclinedError(f"no call on the line makes a {kind}")
        if len(smallest) > 1:
            raise DeclinedError(f"several calls on the line make a {kind}")
        return found[0]

    def repetition(self, node: cst.CSTNode) -> str:
        """What repeats the call, in its own function: ``loop``, ``comprehension``, ``lambda``; empty for nothing."""
        for parent in self._parents(node):
            if isinstance(parent, _SCOPES):
                return ""
            if isinstance(parent, _REPEATING):
                kind = type(parent).__name__
                return {"For": "loop", "While": "loop", "Lambda": "lambda"}.get(kind, "comprehension")
        return ""

    def statement(self, node: cst.CSTNode) -> cst.SimpleStatementLine:
        """The line of code that holds the call. Raises DeclinedError for a call in the head of a block."""
        for parent in self._parents(node):
            if isinstance(parent, cst.SimpleStatementLine) and len(parent.body) == 1:
                return parent
            if isinstance(parent, cst.BaseStatement | cst.BaseSuite | cst.SimpleStatementLine):
                break
        raise DeclinedError("no statement of its own makes the resource")

    def variable(self, call: cst.Call) -> str:
        """The name that the call's statement gives to what it makes, ``logs`` or ``self.logs``; empty for none."""
        assigned = self.statement(call).body[0]
        if isinstance(assigned, cst.Assign) and assigned.value is call:
            targets = [one.target for one in assigned.targets]
        elif isinstance(assigned, cst.AnnAssign) and assigned.value is call:
            targets = [assigned.target]
        else:
            return ""
        plain = [code(one) for one in targets if isinstance(one, cst.Name)]
        of_self = [code(one) for one in targets if isinstance(one, cst.Attribute) and isinstance(one.value, cst.Name)]
        return next(iter((*plain, *of_self)), "")

    def can_name(self, call: cst.Call) -> bool:
        """The call is a statement of its own, or what its statement returns, and so can be given a name."""
        held = self.statement(call).body[0]
        return isinstance(held, cst.Expr | cst.Return) and held.value is call

    def is_seen(self, variable: str, made: cst.Call, place: cst.CSTNode) -> bool:
        """At the place, the variable still holds what the call made, for sure."""
        first, *rest = variable.split(".")
        if self.function(made) is not self.function(place) and (rest or self.function(made) is not self.module):
            return False
        if rest:
            return self._is_before(made, place)
        scope = self._scope(place)
        assignments = list(scope[first]) if scope is not None else []
        if len(assignments) != 1:
            return False
        return self.function(made) is not self.function(place) or self._is_before(made, place)

    def function(self, node: cst.CSTNode) -> cst.CSTNode:
        """The function, class or module that the node is in."""
        return next((one for one in self._parents(node) if isinstance(one, _SCOPES)), self.module)

    def assigned_in(self, place: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        """What the one assignment of the name in the place's function gives it."""
        scope = self._scope(place)
        assignments = list(scope[name]) if scope is not None else []
        node = getattr(assignments[0], "node", None) if len(assignments) == 1 else None
        if isinstance(node, cst.Name):
            target = self._parent[node]
            statement = self._parent[target]
            if isinstance(statement, cst.Assign):
                return statement.value
        return None

    def value_of(self, place: cst.CSTNode, name: str) -> cst.BaseExpression | None:
        """The value of a variable that one assignment gives to it alone, and that the file uses once."""
        scope = self._scope(place)
        assignments = list(scope[name]) if scope is not None else []
        node = getattr(assignments[0], "node", None) if len(assignments) == 1 else None
        if not isinstance(node, cst.Name) or sum(one == name for one in names_in(self.module)) != 2:
            return None
        parent = self._parent[node]
        if isinstance(parent, cst.AssignTarget):
            parent = self._parent[parent]
        is_alone = isinstance(parent, cst.AnnAssign) or (isinstance(parent, cst.Assign) and len(parent.targets) == 1)
        return parent.value if is_alone and isinstance(parent, cst.AnnAssign | cst.Assign) else None

    def can_remove(self, call: cst.Call) -> bool:
        """The call's statement is one of several of its block, and nothing else uses what it makes."""
        statement = self.statement(call)
        held = statement.body[0]
        block = self._parent[statement]
        if not isinstance(block, cst.IndentedBlock | cst.Module) or len(block.body) < 2:
            return False
        if isinstance(held, cst.Expr):
            return held.value is call
        variable = self.variable(call)
        return variable.isidentifier() and sum(name == variable for name in names_in(self.module)) == 1

    def unpacked(self, call: cst.Call) -> dict[str, frozenset[str] | None]:
        """The keys of each dict that the call and the calls in it unpack, by its code."""
        calls = [one for one in _all(call) if isinstance(one, cst.Call)]
        dicts = [arg.value for one in calls for arg in one.args if arg.star == "**"]
        return {code(one): self._keys_of(one) for one in dicts}

    def _keys_of(self, node: cst.BaseExpression) -> frozenset[str] | None:
        """The keys of a dict that a call unpacks: written there, or in a variable that is only unpacked."""
        if isinstance(node, cst.Name):
            held = self.assigned_in(node, node.value)
            uses = sum(name == node.value for name in names_in(self.module))
            unpacked = sum(
                arg.star == "**" and isinstance(arg.value, cst.Name) and arg.value.value == node.value
                for call in self._calls
                for arg in call.args
            )
            return self._keys_of(held) if held is not None and uses == unpacked + 1 else None
        if isinstance(node, cst.Call) and code(node.func) == "dict":
            keys = [None if arg.keyword is None else arg.keyword.value for arg in node.args]
        elif isinstance(node, cst.Dict):
            keys = [text_of(one.key) if isinstance(one, cst.DictElement) else None for one in node.elements]
        else:
            return None
        return None if None in keys else frozenset(str(key) for key in keys)

    def is_before(self, one: cst.CSTNode, other: cst.CSTNode) -> bool:
        """The code of the one is before the other's, or is the same."""
        return self._is_before(one, other)

    def line(self, node: cst.CSTNode) -> int:
        """The line on which the node starts."""
        return int(self._range(node).start.line)

    # -- imports ------------------------------------------------------------------------------

    @cached_property
    def imports(self) -> Mapping[str, str]:
        """The modules that the file imports whole, by the name that it uses for them."""
        found: dict[str, str] = {}
        for one in self.import_lines:
            for small in one.body:
                if isinstance(small, cst.Import):
                    for alias in small.names:
                        name = code(alias.name)
                        used = code(alias.asname.name) if alias.asname is not None else name
                        found.setdefault(name, used)
        return found

    @cached_property
    def import_lines(self) -> list[cst.SimpleStatementLine]:
        """The import statements at the file's top level."""
        return [
            one
            for one in self.module.body
            if isinstance(one, cst.SimpleStatementLine) and isinstance(one.body[0], cst.Import | cst.ImportFrom)
        ]

    # -- the tree -----------------------------------------------------------------------------

    @cached_property
    def _calls(self) -> list[cst.Call]:
        return [node for node in _all(self.module) if isinstance(node, cst.Call)]

    @cached_property
    def _positions(self) -> Mapping[cst.CSTNode, CodeRange]:
        return self._resolved(PositionProvider)

    @cached_property
    def _parent(self) -> Mapping[cst.CSTNode, cst.CSTNode]:
        return self._resolved(ParentNodeProvider)

    @cached_property
    def _scopes(self) -> Mapping[cst.CSTNode, Scope | None]:
        return self._resolved(ScopeProvider)

    def _resolved(self, provider: Any) -> Mapping[cst.CSTNode, Any]:
        return dict(self.wrapper.resolve(provider))

    def _range(self, node: cst.CSTNode) -> CodeRange:
        return self._positions[node]

    def _lines(self, node: cst.CSTNode) -> int:
        return int(self._range(node).end.line) - int(self._range(node).start.line)

    def _is_before(self, one: cst.CSTNode, other: cst.CSTNode) -> bool:
        return int(self._range(one).start.line) <= int(self._range(other).end.line)

    def _parents(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        while (parent := self._parent.get(node)) is not None:
            yield parent
            node = parent

    def _scope(self, node: cst.CSTNode) -> Scope | None:
        for one in (node, *self._parents(node)):
            if (scope := self._scopes.get(one)) is not None:
                return scope
        return None

    def _class_of(self, call: cst.Call) -> str:
        """The class that is called, as its module names it."""
        last = code(call.func).split(".")[-1]
        scope = self._scopes.get(call.func) if isinstance(call.func, cst.Name) else None
        qualified = scope.get_qualified_names_for(call.func) if scope is not None else ()
        return str(next(iter(qualified)).name).split(".")[-1] if len(qualified) == 1 else last


def _logical_name(call: cst.Call) -> str | None:
    first = next((arg for arg in call.args if arg.keyword is None or arg.keyword.value == "resource_name"), None)
    return None if first is None or first.star else text_of(first.value)


def _all(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one.children)
