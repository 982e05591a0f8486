"""A record is compared, hashed, shown, copied and replaced as a frozen dataclass is."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from policypack.model.records import record


def point(decorator: Any, **options: Any) -> type[Any]:
    @decorator(frozen=True, **options)
    class Point:
        x: int
        y: list[int] | int = 0
        note: str = field(default="", compare=False, repr=False)

    return Point


@record(frozen=True, slots=True)
class Base:
    name: str


@record(frozen=True, slots=True)
class Derived(Base):
    size: int = 1

    def __hash__(self) -> int:
        return 7


@record(frozen=True, slots=True, eq=False)
class ByIdentity:
    name: str


@record(frozen=True, slots=True)
class Shown:  # noqa: PLW1641 - a record has one
    name: str

    def __repr__(self) -> str:
        return "shown"

    def __eq__(self, other: object) -> bool:
        return True


@record(frozen=True)
class Empty:
    pass


@pytest.mark.parametrize("options", [{}, {"slots": True}, {"slots": True, "kw_only": True}], ids=str)
def test_a_record_is_like_a_dataclass(options: dict[str, Any]) -> None:
    ours, theirs = point(record, **options), point(dataclasses.dataclass, **options)
    values = [{"x": 1}, {"x": 2}, {"x": 1, "y": 3}, {"x": 1, "note": "other"}, {"x": 1, "y": [1]}]
    assert [field.name for field in dataclasses.fields(ours)] == [field.name for field in dataclasses.fields(theirs)]
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)
    assert ours.__match_args__ == theirs.__match_args__
    for one in values:
        made, model = ours(**one), theirs(**one)
        assert repr(made) == repr(model)
        assert made != model
        assert dataclasses.asdict(dataclasses.replace(made, x=9)) == dataclasses.asdict(dataclasses.replace(model, x=9))
        assert copy.deepcopy(made) == made
        for other in values:
            assert (made == ours(**other)) == (model == theirs(**other))
            if not isinstance(one.get("y"), list) and not isinstance(other.get("y"), list):
                assert (hash(made) == hash(ours(**other))) == (hash(model) == hash(theirs(**other)))
    with pytest.raises(TypeError, match="unhashable"):
        hash(ours(x=1, y=[1]))


def test_what_a_class_says_itself_stays() -> None:
    assert (hash(Derived("a")), hash(Base("a"))) == (7, hash(Base("a")))
    assert Derived("a") == Derived("a") != Derived("a", 2)
    assert Base("a") != Derived("a")
    assert repr(Shown("a")) == "shown"
    assert Shown("a") == Shown("b")
    assert isinstance(hash(Shown("a")), int)
    assert ByIdentity("a") != ByIdentity("a")
    assert (Empty() == Empty(), repr(Empty())) == (True, "Empty()")
    assert pickle.loads(pickle.dumps(Derived("a", 2))) == Derived("a", 2)


def test_a_record_has_no_other_attributes_and_is_declared_frozen() -> None:
    with pytest.raises((AttributeError, FrozenInstanceError)):
        Base("a").other = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="frozen"):
        record(frozen=False)
