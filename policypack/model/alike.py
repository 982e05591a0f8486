"""Things found by values that mean the same, so that a long list is not compared pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from policypack.model.values import Plain, Value, plain, revealed

Item = TypeVar("Item")
_FEW = 32


class Alike(Generic[Item]):
    """Items in the order in which they were added, each with one or more values that it is known by.

    ``like(...)`` finds every item whose values are the same as these or may be: the comparison itself, by
    :meth:`Value.equals` or by an equality of plain values, is the caller's.
    """

    def __init__(self, items: Iterable[tuple[Item, Value]] = ()) -> None:
        self._items: list[Item] = []
        self._decided: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        self._undecided: list[int] = []
        for item, value in items:
            self.add(item, value)

    def add(self, item: Item, *values: Value) -> None:
        """One more item, known by these values."""
        places = self._undecided if _is_undecided(values) else self._decided[_key(values)]
        places.append(len(self._items))
        self._items.append(item)

    def like(self, *values: Value) -> list[Item]:
        """The items added so far that have these values or may have them, in their order."""
        return self._like(values, len(self._items))

    def nearest(self, *values: Value) -> list[Item]:
        """The same with few of those that may have the values, the latest: for who asks each item for those before it,
        and to whom one that is missing is no fault."""
        return self._like(values, _FEW)

    def _like(self, values: tuple[Value, ...], most: int) -> list[Item]:
        if _is_undecided(values):
            return self._items[max(0, len(self._items) - most) :]
        open_ = self._undecided[max(0, len(self._undecided) - most) :]
        return [self._items[place] for place in sorted([*self._decided.get(_key(values), ()), *open_])]


def _is_undecided(values: Iterable[Value]) -> bool:
    return any(value.is_unknown for value in values)


def _key(values: Iterable[Value]) -> tuple[object, ...]:
    return tuple(None if value.is_absent else _kind(revealed(plain(value))) for value in values)


def _kind(tree: Plain) -> object:
    """The same for all plain values that mean the same or are equal to Python: True, 1, "1" and "true" are one, and
    so are all lists and all objects, which are few."""
    match tree:
        case True | "true":
            return "1"
        case False | "false":
            return "0"
        case float() if tree.is_integer():
            return str(int(tree))
        case int() | float() | str():
            return str(tree)
    return type(tree)
