"""Changes inside the call that registers a resource; each gives a new expression."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

import libcst as cst

from policypack.fix.languages import holds_reference, python_name
from policypack.fixing.outcomes import DeclinedError
from policypack.fixing.series import series_of, with_series
from policypack.fixing.values import Writer
from policypack.model.fixes import Add, Edit, Json, Ref, Remove, Set
from policypack.model.paths import EACH, Step, steps
from policypack.model.values import Plain

OPTIONS = "opts"
_INDENT = 4
Steps: TypeAlias = tuple[Step, ...]
_BRACKETS = (cst.List, cst.Tuple)
_LITERALS = (cst.SimpleString, cst.ConcatenatedString, cst.Integer, cst.Float, cst.UnaryOperation, cst.Dict, *_BRACKETS)


def changed(call: cst.Call, step: Set | Remove | Add | Edit, writer: Writer) -> cst.Call:
    """The call with the step done. Raises DeclinedError where what it changes is not written in the call."""
    return cast(cst.Call, Change(step, writer).within(call, steps(step.path), ""))


@dataclass(frozen=True, slots=True)
class Change:
    """A step on the way to its place; ``raw`` is in a JSON text, whose keys are as they are."""

    step: Set | Remove | Add | Edit
    writer: Writer
    raw: bool = False
    depth: int = 1

    def within(self, node: cst.BaseExpression, way: Steps, name: str) -> cst.BaseExpression | None:
        """The expression with the part at the way changed; None where it is to be left out."""
        if isinstance(node, cst.Name) and self._can_be_at_variable(way):
            whole = Change(self.step, self.writer, self.raw)
            if self.writer.at_variable(node.value, self.step, lambda value: whole.within(value, way, name)):
                return node
        if not way:
            return self._done(node, name)
        first, rest = way[0], way[1:]
        deeper = Change(self.step, self.writer, self.raw, self.depth + 1)
        if isinstance(first, int):
            if isinstance(node, _BRACKETS):
                return deeper._element(node, first, rest, name)
            if first in (0, EACH) and _is_block(node):
                return self.within(node, rest, name)  # a list of one, written as its element
            raise DeclinedError(f"{_name(name)} is not written as a list in the call: `{_code(node)}`")
        if isinstance(node, _BRACKETS) and len(node.elements) == 1:
            return deeper._element(node, 0, way, name)
        if isinstance(node, cst.Dict):
            return deeper._entry(node, first, rest, name)
        if isinstance(node, cst.Call) and (self.depth == 1 or _is_block(node)):
            return deeper._argument(node, first, rest)
        raise DeclinedError(f"{_name(name)} is not written in the call: `{_code(node)}`")

    def _can_be_at_variable(self, way: Steps) -> bool:
        """The step gives a value that is known where the variable is assigned, before other resources."""
        if isinstance(self.step, Remove):
            return bool(way)
        return not holds_reference(self.step.value)

    def _element(self, node: cst.BaseExpression, index: int, rest: Steps, name: str) -> cst.BaseExpression | None:
        assert isinstance(node, cst.List | cst.Tuple)
        series = series_of(node)
        if index == EACH and len(series.items) == 1:
            index = 0
        if index == len(series.items) and isinstance(node, cst.List):
            made = self._made(rest, f"{name}[{index}]")  # The index behind the last element adds one.
            return node if made is None else with_series(node, series.with_item(cst.Element(made)))
        if any(isinstance(item, cst.StarredElement) for item in series.items):
            raise DeclinedError(f"{_name(name)} has elements from elsewhere: `{_code(node)}`")
        if not 0 <= index < len(series.items):
            raise DeclinedError(f"{_name(name)} has no element {index}")
        item = series.items[index]
        value = self.within(cast(cst.Element, item).value, rest, f"{name}[{index}]")
        after = series.with_value(index, value)
        if not after.items and isinstance(node, cst.Tuple):
            raise DeclinedError(f"{_name(name)} is a tuple")
        return with_series(node, after)

    def _entry(self, node: cst.Dict, key: str, rest: Steps, name: str) -> cst.BaseExpression | None:
        series = series_of(node)
        keys = (key,) if self.raw else (python_name(key), key)
        for index, item in enumerate(series.items):
            if isinstance(item, cst.DictElement) and _text(item.key) in keys:
                value = self.within(item.value, rest, f"{name}.{keys[0]}".strip("."))
                return with_series(node, series.with_value(index, value))
        if any(not isinstance(item, cst.DictElement) or _text(item.key) is None for item in series.items):
            raise DeclinedError(f"{_name(name)} has keys from elsewhere: `{_code(node)}`")
        value = self._made(rest, f"{name}.{keys[0]}".strip("."))
        if value is None:
            return node
        made = cst.DictElement(cst.SimpleString(json.dumps(keys[0])), value)
        return with_series(node, series.with_item(made))

    def _argument(self, node: cst.Call, key: str, rest: Steps) -> cst.BaseExpression | None:
        name = python_name(key)
        found = argument(node, name)
        series = series_of(node)
        if found is not None:
            index, arg = found
            value = self.within(arg.value, rest, name)
            return with_series(node, series.with_value(index, value))
        refuse_unpacked(node, name, self.writer)
        positional = [arg for arg in node.args if arg.keyword is None and not arg.star]
        if len(positional) > (1 if self.depth == 2 else 0):
            raise DeclinedError(f"the arguments come from `{_code(positional[-1].value)}`")
        value = self._made(rest, name)
        return node if value is None else with_argument(node, name, value)

    def _made(self, rest: Steps, name: str) -> cst.BaseExpression | None:
        """The value of a part that is not there yet, in the blocks that it needs."""
        if isinstance(self.step, Remove):
            return None
        if isinstance(self.step, Edit):
            raise DeclinedError(f"{name} is not written in the call")
        tree: Plain = [self.step.value] if isinstance(self.step, Add) else self.step.value
        for step in reversed(rest):
            if isinstance(step, int):
                if step > 0:
                    raise DeclinedError(f"{name} has no element {step}")
                tree = [tree]
            else:
                tree = {step: tree}
        return self._written(tree)

    def _written(self, tree: Plain) -> cst.BaseExpression:
        return self.writer.expression(tree, _INDENT * (self.depth - 1), raw=self.raw)

    def _done(self, node: cst.BaseExpression, name: str) -> cst.BaseExpression | None:
        if isinstance(self.step, Remove):
            return None
        if isinstance(self.step, Edit):
            return self._edited(node, self.step, name)
        if isinstance(self.step, Add):
            if not isinstance(node, cst.List):
                raise DeclinedError(f"{_name(name)} is not written as a list in the call: `{_code(node)}`")
            made = cst.Element(self._written(self.step.value))
            return with_series(node, series_of(node).with_item(made, self.step.before))
        is_reference = isinstance(node, cst.Attribute) and isinstance(self.step.value, Ref)
        if not is_reference and not is_written_here(node):
            raise DeclinedError(f"{_name(name)} comes from elsewhere: `{_code(node)}`")
        return self._written(self.step.value)

    def _edited(self, node: cst.BaseExpression, step: Edit, name: str) -> cst.BaseExpression:
        """A JSON text with the part inside changed: as a dict, in ``json.dumps(...)``, or as a literal."""
        inner: Set | Remove = Remove(step.inside) if step.value is None else Set(step.inside, step.value)
        change = Change(inner, self.writer, raw=True, depth=self.depth)
        way = steps(step.inside)
        if isinstance(node, cst.SimpleString | cst.ConcatenatedString):
            try:
                tree = json.loads(str(node.evaluated_value))
            except ValueError as error:
                raise DeclinedError(f"{name} is no JSON text") from error
            node = self.writer.expression(Json(tree), _INDENT * (self.depth - 1))
        if isinstance(node, cst.Dict | cst.List):
            return change.within(node, way, name) or node
        if isinstance(node, cst.Call) and node.args and _code(node.func).split(".")[-1] in ("dumps", "json_dumps"):
            tree_arg = node.args[0]
            if isinstance(tree_arg.value, cst.Dict | cst.List | cst.Name):
                value = change.within(tree_arg.value, way, name) or tree_arg.value
                func = node.func
                if holds_reference(step.value) and _code(func).endswith("json.dumps"):
                    func = cst.parse_expression(f"{self.writer.module('pulumi')}.Output.json_dumps")
                return node.with_changes(func=func, args=[tree_arg.with_changes(value=value), *node.args[1:]])
        raise DeclinedError(f"{name} is not written in the call: `{_code(node)}`")


# -- options ----------------------------------------------------------------------------------


def with_dependency(call: cst.Call, variable: str, writer: Writer) -> cst.Call:
    """The call whose resource waits for the one of the variable, besides what its options say."""
    found = argument(call, OPTIONS)
    pulumi = writer.module("pulumi")
    needed = cst.parse_expression(f"{pulumi}.ResourceOptions(depends_on=[{variable}])")
    if found is None:
        refuse_unpacked(call, OPTIONS, writer)
        return with_argument(call, OPTIONS, needed)
    index, arg = found
    options = arg.value
    if isinstance(options, cst.Call) and _code(options.func).split(".")[-1] == "ResourceOptions":
        value: cst.BaseExpression = _depending(options, variable, writer)
    else:
        value = cst.parse_expression(f"{pulumi}.ResourceOptions.merge({code(options)}, {code(needed)})")
    return with_series(call, series_of(call).with_value(index, value))


def _depending(options: cst.Call, variable: str, writer: Writer) -> cst.Call:
    found = argument(options, "depends_on")
    name = cst.parse_expression(variable)
    if found is None:
        refuse_unpacked(options, "depends_on", writer)
        return with_argument(options, "depends_on", cst.parse_expression(f"[{variable}]"))
    index, arg = found
    series = series_of(options)
    if isinstance(arg.value, cst.List):
        inner = series_of(arg.value)
        names = {_code(cast(cst.Element, item).value) for item in inner.items}
        value = arg.value if variable in names else with_series(arg.value, inner.with_item(cst.Element(name)))
    elif isinstance(arg.value, cst.Name):
        raise DeclinedError(f"depends_on comes from elsewhere: `{_code(arg.value)}`")
    else:
        value = cst.List([cst.Element(arg.value), cst.Element(name)])
    return with_series(options, series.with_value(index, value))


# -- arguments --------------------------------------------------------------------------------


def argument(call: cst.Call, name: str) -> tuple[int, cst.Arg] | None:
    """The keyword argument and its index."""
    for index, arg in enumerate(series_of(call).items):
        assert isinstance(arg, cst.Arg)
        if arg.keyword is not None and arg.keyword.value == name:
            return index, arg
    return None


def refuse_unpacked(call: cst.Call, name: str, writer: Writer) -> None:
    """Raises DeclinedError where ``*`` or ``**`` may give the argument."""
    for arg in call.args:
        keys = writer.keys(code(arg.value)) if arg.star == "**" else None
        if arg.star and (keys is None or name in keys):
            raise DeclinedError(f"{name} {'may come' if keys is None else 'comes'} from `{arg.star}{_code(arg.value)}`")


def with_argument(call: cst.Call, name: str, value: cst.BaseExpression) -> cst.Call:
    """The call with a further keyword argument, before its options."""
    series = series_of(call)
    options = argument(call, OPTIONS)
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    made = cst.Arg(value, keyword=cst.Name(name), equal=equal)
    return with_series(call, series.with_item(made, None if options is None else options[0]))


def is_written_here(node: cst.BaseExpression) -> bool:
    """The expression says the value itself, so that another one may be written in its place."""
    if isinstance(node, cst.Name):
        return node.value in ("True", "False", "None")
    return isinstance(node, _LITERALS) or _is_block(node) or _is_text(node)


def names_in(node: cst.CSTNode) -> Iterator[str]:
    """Every name in the code that a variable may have: no attributes, and no keywords of arguments."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.Name):
            yield one.value
        waiting.extend([one.value] if isinstance(one, cst.Attribute | cst.Arg) else one.children)


def text_of(node: cst.BaseExpression) -> str | None:
    """The value of a plain string literal."""
    return _text(node)


def code(node: cst.CSTNode) -> str:
    """The node as it is written."""
    return str(cst.Module([]).code_for_node(node))


def _code(node: cst.CSTNode) -> str:
    """As it is written, on one line and short."""
    text = " ".join(code(node).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _is_block(node: cst.BaseExpression) -> bool:
    """A dict, ``dict(...)``, or an object of a class of arguments."""
    if not isinstance(node, cst.Call):
        return isinstance(node, cst.Dict)
    return code(node.func) == "dict" or code(node.func).split(".")[-1].endswith("Args")


def _is_text(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and code(node.func).split(".")[-1] in ("dumps", "json_dumps")


def _text(node: cst.BaseExpression) -> str | None:
    value = node.evaluated_value if isinstance(node, cst.SimpleString | cst.ConcatenatedString) else None
    return value if isinstance(value, str) else None


def _name(name: str) -> str:
    return name or "the argument"
