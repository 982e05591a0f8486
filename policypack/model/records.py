"""Frozen dataclasses that cost little to declare and to make.

``dataclasses.dataclass`` compiles six functions for each class, which was half the time of importing the pack, and lets
frozen classes set each field by a call. Here comparing, hashing and showing are functions over the fields' names; only
``__init__`` is compiled, and only the type checker forbids assignments.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, eq: bool = True, repr: bool = True, **options: Any) -> Callable[[type], type]:
        """``dataclasses.dataclass`` with these arguments; ``frozen`` is there for the type checker and must be true."""
        if not frozen:
            raise TypeError("a record is frozen")

        def made(cls: type) -> type:
            own = cls.__dict__
            # A class that compares itself without hashing itself has None there.
            hashes = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
            cls = dataclasses.dataclass(eq=False, repr=False, **options)(cls)
            fields = dataclasses.fields(cls)
            if eq:
                if "__eq__" not in own:
                    _add(cls, "__eq__", _equal(_values(one.name for one in fields if one.compare)))
                if not hashes:
                    hashed = (one.name for one in fields if (one.compare if one.hash is None else one.hash))
                    _add(cls, "__hash__", _hash(_values(hashed)))
            if repr and "__repr__" not in own:
                _add(cls, "__repr__", _repr(tuple(one.name for one in fields if one.repr)))
            return cls

        return made


def _add(cls: type, name: str, function: Callable[..., Any]) -> None:
    function.__name__, function.__qualname__ = name, f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)


def _values(names: Any) -> Callable[[Any], Any]:
    names = tuple(names)
    return attrgetter(*names) if names else lambda _: ()


def _equal(values: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown
