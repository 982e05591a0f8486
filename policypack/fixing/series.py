"""Arguments, entries and elements in a row, with the white space between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeVar, cast

import libcst as cst

Item: TypeAlias = cst.Arg | cst.BaseDictElement | cst.BaseElement
Space: TypeAlias = cst.BaseParenthesizableWhitespace
Node = TypeVar("Node", bound="cst.Call | cst.Dict | cst.List | cst.Tuple")

_NONE = cst.SimpleWhitespace("")


@dataclass(frozen=True, slots=True)
class Series:
    """``gaps`` are between items; ``opening`` and ``closing`` are inside the brackets. A comment is at the beginning
    of the gap after its item."""

    opening: Space
    items: tuple[Item, ...]
    gaps: tuple[Space, ...]
    closing: Space
    ends_in_comma: bool

    @property
    def is_broken(self) -> bool:
        """The items are on lines of their own."""
        return any(isinstance(gap, cst.ParenthesizedWhitespace) for gap in (self.opening, *self.gaps))

    def with_item(self, item: Item, index: int | None = None) -> Series:
        """The item before the one at ``index``, or at the end."""
        if not self.items:
            return replace(self, items=(item,))
        gap = _plain(self.opening) if isinstance(self.opening, cst.ParenthesizedWhitespace) else _blank(self.gaps)
        if index is not None and index < len(self.items):
            items = (*self.items[:index], item, *self.items[index:])
            return replace(self, items=items, gaps=(*self.gaps[:index], gap, *self.gaps[index:]))
        closing = self.closing
        if isinstance(closing, cst.ParenthesizedWhitespace) and isinstance(gap, cst.ParenthesizedWhitespace):
            gap, closing = gap.with_changes(first_line=closing.first_line), _plain(closing)
        return replace(self, items=(*self.items, item), gaps=(*self.gaps, gap), closing=closing)

    def with_value(self, index: int, value: cst.BaseExpression | None) -> Series:
        """Another value for the item at ``index``; None leaves the item out."""
        if value is None:
            return self.without(index)
        item = self.items[index].with_changes(value=value)
        return replace(self, items=(*self.items[:index], item, *self.items[index + 1 :]))

    def without(self, index: int) -> Series:
        """The row without the item at ``index`` and its comment."""
        items = self.items[:index] + self.items[index + 1 :]
        if index < len(self.items) - 1:
            return replace(self, items=items, gaps=self.gaps[:index] + self.gaps[index + 1 :])
        if not items:
            return replace(self, items=(), gaps=(), opening=_NONE, closing=_NONE, ends_in_comma=False)
        last, closing = self.gaps[-1], self.closing
        if isinstance(last, cst.ParenthesizedWhitespace) and isinstance(closing, cst.ParenthesizedWhitespace):
            closing = closing.with_changes(first_line=last.first_line)
        return replace(self, items=items, gaps=self.gaps[:-1], closing=closing)

    def broken(self) -> Series:
        """Each item on a line of its own, one level deeper than the block."""
        deeper = cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    "))
        closing = cst.ParenthesizedWhitespace(indent=True, last_line=_NONE)
        return replace(self, opening=deeper, gaps=(deeper,) * len(self.gaps), closing=closing, ends_in_comma=True)

    def separated(self) -> list[Item]:
        """The items with their commas. The space before a bracket without comma before it is :attr:`closing`."""
        items = [
            item.with_changes(comma=cst.Comma(whitespace_after=gap))
            for item, gap in zip(self.items, self.gaps, strict=False)
        ]
        if self.items:
            comma = cst.Comma(whitespace_after=self.closing) if self.ends_in_comma else cst.MaybeSentinel.DEFAULT
            items.append(self.items[-1].with_changes(comma=comma))
        return items


def series_of(node: cst.Call | cst.Dict | cst.List | cst.Tuple) -> Series:
    """The row in the brackets."""
    items: Sequence[Item] = node.args if isinstance(node, cst.Call) else node.elements
    opening, closing = _inside(node)
    commas = [item.comma for item in items]
    gaps = tuple(comma.whitespace_after for comma in commas[:-1] if isinstance(comma, cst.Comma))
    last = commas[-1] if commas else None
    if isinstance(last, cst.Comma) and not last.whitespace_after.empty:
        closing = last.whitespace_after
    bare = tuple(item.with_changes(comma=cst.MaybeSentinel.DEFAULT) for item in items)
    if isinstance(node, cst.Call) and bare:
        arg = node.args[-1]
        if not isinstance(last, cst.Comma):
            closing = arg.whitespace_after_arg
        bare = (*bare[:-1], bare[-1].with_changes(whitespace_after_arg=_NONE))
    return Series(opening, bare, gaps, closing, isinstance(last, cst.Comma))


def with_series(node: Node, series: Series) -> Node:
    """The node with another row."""
    items = series.separated()
    outer = _NONE if series.ends_in_comma else series.closing
    changes: dict[str, object] = {"elements": items}
    if isinstance(node, cst.Call):
        if items:
            items[-1] = items[-1].with_changes(whitespace_after_arg=outer)
        changes = {"args": items, "whitespace_before_args": series.opening}
    elif isinstance(node, cst.Dict):
        changes["lbrace"] = node.lbrace.with_changes(whitespace_after=series.opening)
        changes["rbrace"] = cst.RightCurlyBrace(whitespace_before=outer)
    elif isinstance(node, cst.List):
        changes["lbracket"] = node.lbracket.with_changes(whitespace_after=series.opening)
        changes["rbracket"] = cst.RightSquareBracket(whitespace_before=outer)
    made: Any = node.with_changes(**changes)
    return cast(Node, made)


def _inside(node: cst.Call | cst.Dict | cst.List | cst.Tuple) -> tuple[Space, Space]:
    if isinstance(node, cst.Call):
        return node.whitespace_before_args, _NONE
    if isinstance(node, cst.Dict):
        return node.lbrace.whitespace_after, node.rbrace.whitespace_before
    if isinstance(node, cst.List):
        return node.lbracket.whitespace_after, node.rbracket.whitespace_before
    return _NONE, _NONE


def _plain(space: cst.ParenthesizedWhitespace) -> cst.ParenthesizedWhitespace:
    """The line break and the indentation, without comments and empty lines."""
    newline = cst.TrailingWhitespace(whitespace=_NONE, newline=space.first_line.newline)
    return space.with_changes(first_line=newline, empty_lines=[])


def _blank(gaps: Sequence[Space]) -> Space:
    return next((gap for gap in gaps if isinstance(gap, cst.SimpleWhitespace)), cst.SimpleWhitespace(" "))
