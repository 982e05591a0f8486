"""The open stack: what an update has brought so far, and the fact that more may come.

A check asks it as it asks a whole stack, and what it finds violated is so, no matter what else comes: for each type
that a question names, a resource of which nothing is known stands for any number that may still come.
What cannot be asked like that is not told (:class:`NotToldError`), and ends the check.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NoReturn, Protocol, TypeAlias, TypeVar

from policypack.model.facts import MORE, TRUE, Fact, NotToldError, Reason, unknown
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Value, plain

Key = TypeVar("Key")
Item = TypeVar("Item")
Asker: TypeAlias = tuple[str, str]
"""Who asks: the ID of a rule, and the URN of the resource that it is asked of."""
MAY_COME = unknown(MORE)
_MOST = 32
"""How many resources of one name are looked at, the newest, so that a large update stays linear: what some of a stack's
resources violate, all of them do."""


class Names(Protocol):
    """What AWS will name resources by."""

    def of(self, resource: Resource) -> Iterable[str]:
        """The texts that name a resource beside its arguments, in the form of :meth:`plain`."""

    def plain(self, text: str) -> str:
        """A text without what no argument tells; the text itself where it has nothing of it."""

    def is_name_of(self, text: str, resource: Resource) -> bool:
        """Whether a text of one of these forms is the resource's for certain."""


class OpenResource(Resource):
    """A resource of an open stack. Whether it exists already, and what it depends on, is not told yet."""

    __slots__ = ()

    @classmethod
    def of(cls, told: Resource) -> OpenResource:
        """The resource that the engine is about to make, or to leave as it is."""
        return cls(
            urn=told.urn,
            type=told.type,
            name=told.name,
            inputs=told.inputs,
            parent=told.parent,
            provider=told.provider,
            property_dependencies=_NotTold(),
        )

    @property
    def is_deployed(self) -> bool:
        raise NotToldError

    def is_new(self) -> Fact:
        return unknown(Reason("id", self.name))


class Arrivals:
    """The resources of an update in the order in which they came, found by what names them and by whom they name.

    Each question is kept with whoever asked it: what comes later and changes the answer says whom to ask again.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._current: dict[str, OpenResource] = {}
        self._of_type: defaultdict[str, dict[str, OpenResource]] = defaultdict(dict)
        self._named: dict[Resource, tuple[str, ...]] = {}
        self._targets: dict[tuple[tuple[str, ...], tuple[str, ...]], _Index] = {}
        self._referrers: dict[tuple[tuple[str, ...], str], _Index] = {}
        self._by_type: defaultdict[str, list[_Index]] = defaultdict(list)

    def add(self, told: Resource) -> list[Asker]:
        """One more resource, or another version of one; who is to be asked again because of it."""
        resource = OpenResource.of(told)
        self._current[resource.urn] = resource
        self._of_type[resource.type].pop(resource.urn, None)
        self._of_type[resource.type][resource.urn] = resource
        return list(dict.fromkeys(one for index in self._by_type[resource.type] for one in index.add(resource)))

    def get(self, urn: str) -> OpenResource | None:
        """The newest resource of that URN."""
        return self._current.get(urn)

    def stack(self, asker: Asker) -> OpenStack:
        """The stack as ``asker`` sees it now."""
        return OpenStack(self, asker)

    def newest_of(self, types: Sequence[str]) -> list[OpenResource]:
        """The last ones of each type."""
        return [one for token in types for one in _newest(self._of_type[token])]

    def targets(
        self, referrer: Resource, by: str, types: tuple[str, ...], names: tuple[str, ...], asker: Asker
    ) -> tuple[list[OpenResource], bool]:
        """Which resources the property names for certain, and whether these are all that it can name."""
        index = self._index(self._targets, types, names, lambda one: self._keys_of(one, names))
        found: dict[str, OpenResource] = {}
        is_all = True
        for element in referrer.at(by).elements():
            text = plain(element) if element.is_known else None
            named = [] if not isinstance(text, str) else index.find(self._keys(text), asker)
            named = [one for one in named if self._is_named(str(text), one, names)]
            is_all &= len(named) == 1 and _provider(named[0]) == _provider(referrer)
            found.update((one.urn, one) for one in named)
        return list(found.values()), is_all

    def referrers(
        self, types: tuple[str, ...], by: str, to: Resource, names: tuple[str, ...], asker: Asker
    ) -> list[OpenResource]:
        """Which resources name this one for certain by the property."""
        index = self._index(self._referrers, types, by, lambda one: self._keys_in(one, by))
        found = index.find(self._keys_of(to, names), asker)
        return [one for one in found if any(self._is_named(text, to, names) for text in _texts(one, by))]

    def _index(
        self, kept: dict[Any, _Index], types: tuple[str, ...], what: Hashable, keys: Callable[[Resource], Iterable[str]]
    ) -> _Index:
        index = kept.get((types, what))
        if index is None:
            index = kept[types, what] = _Index(keys, self.get)
            for token in dict.fromkeys(types):
                self._by_type[token].append(index)
                for resource in self._of_type[token].values():
                    index.add(resource)
        return index

    def _keys(self, text: str) -> tuple[str, ...]:
        open_text = self._names.plain(text)
        return (text,) if open_text is text else (text, open_text)

    def _keys_in(self, referrer: Resource, by: str) -> Iterator[str]:
        for text in _texts(referrer, by):
            yield from self._keys(text)

    def _keys_of(self, target: Resource, names: tuple[str, ...]) -> tuple[str, ...]:
        if target not in self._named:
            self._named[target] = tuple(self._names.of(target))
        return (*_said(target, names), *self._named[target])

    def _is_named(self, text: str, target: Resource, names: tuple[str, ...]) -> bool:
        return text in _said(target, names) or self._names.is_name_of(text, target)


class OpenStack(Stack):
    """What one asker sees of the arrivals: links that are certain, and for each type what may still come."""

    def __init__(self, arrivals: Arrivals, asker: Asker) -> None:
        self._arrivals = arrivals
        self._asker = asker
        self._derived = {}

    def __getattr__(self, name: str) -> NoReturn:
        # All that the whole stack's methods read of themselves, and this one does not have.
        raise NotToldError

    @property
    def not_yet_made(self) -> frozenset[str]:
        """None whose outputs a resource on its way can have: the engine makes them before it asks."""
        return frozenset()

    def all_of_type(self, types: Sequence[str]) -> Linked:
        return _and_more(self._arrivals.newest_of(types), types)

    def linked(self, types: Sequence[str], to: Resource, by: str | Sequence[str], names: Iterable[str] = ()) -> Linked:
        found: dict[str, OpenResource] = {}
        for path in (by,) if isinstance(by, str) else by:
            named = self._arrivals.referrers(tuple(types), path, to, tuple(names), self._asker)
            found.update((one.urn, one) for one in named if one.urn != to.urn)
        return _and_more(found.values(), types)

    def referred(self, referrer: Resource, by: str, types: Sequence[str], names: Iterable[str] = ()) -> Linked:
        found, is_all = self._arrivals.targets(referrer, by, tuple(types), tuple(names), self._asker)
        others = [one for one in found if one.urn != referrer.urn]
        return Linked(_certain(others)) if is_all else _and_more(others, types)


class _Index:
    """Resources by texts, and who asked for them."""

    def __init__(self, keys: Callable[[Resource], Iterable[str]], current: Callable[[str], Resource | None]) -> None:
        self._keys = keys
        self._current = current
        self._found: defaultdict[str, dict[str, OpenResource]] = defaultdict(dict)
        self._askers: defaultdict[str, dict[Asker, Asker]] = defaultdict(dict)

    def add(self, resource: OpenResource) -> list[Asker]:
        """Who asked for one of its texts before."""
        askers: dict[Asker, None] = {}
        for key in self._keys(resource):
            self._found[key].pop(resource.urn, None)
            self._found[key][resource.urn] = resource
            askers.update((one, None) for one in _newest(self._askers.get(key, {})))
        return list(askers)

    def find(self, keys: Iterable[str], asker: Asker) -> list[OpenResource]:
        """The newest resources of these texts; the asker is told of once one more comes."""
        found: dict[str, OpenResource] = {}
        for key in keys:
            self._askers[key].pop(asker, None)
            self._askers[key][asker] = asker
            found.update((one.urn, one) for one in _newest(self._found.get(key, {})))
        return [one for one in found.values() if self._current(one.urn) is one]


class _NotTold(Mapping[str, tuple[str, ...]]):
    """Dependencies that nobody tells yet."""

    def __getitem__(self, key: str) -> NoReturn:
        raise NotToldError

    __contains__ = __getitem__  # type: ignore[assignment]

    def __iter__(self) -> NoReturn:
        raise NotToldError

    def __len__(self) -> NoReturn:
        raise NotToldError


class _Anything(Value):
    """A property of a resource that may still come: it may be any value, or none."""

    __slots__ = ()

    @property
    def is_absent(self) -> bool:
        raise NotToldError

    def is_set(self) -> Fact:
        return self.undecided()

    def _unknown(self) -> Value:
        return self


class _ToCome(OpenResource):
    """Any number of resources that may still come."""

    __slots__ = ()

    def __getitem__(self, key: str) -> Value:
        return _Anything(UNKNOWN, key, self.name)


def _and_more(found: Iterable[Resource], types: Sequence[str]) -> Linked:
    return Linked((*_certain(found), *_to_come(tuple(types))))


@lru_cache(maxsize=512)
def _to_come(types: tuple[str, ...]) -> tuple[tuple[Resource, Fact], ...]:
    """What may still come: of each type a resource of which nothing is known."""
    if any(token.endswith("*") for token in types):
        raise NotToldError
    return tuple(
        (_ToCome("", token, MORE.property, property_dependencies=_NotTold()), MAY_COME)
        for token in dict.fromkeys(types)
    )


def _certain(found: Iterable[Resource]) -> tuple[tuple[Resource, Fact], ...]:
    return tuple((one, TRUE) for one in sorted(found, key=lambda one: one.urn))


def _texts(referrer: Resource, by: str) -> Iterator[str]:
    for element in referrer.at(by).elements():
        text = plain(element) if element.is_known else None
        if isinstance(text, str) and text:
            yield text


def _said(target: Resource, names: tuple[str, ...]) -> list[str]:
    """The texts of the arguments that name the target."""
    texts = (plain(value) for name in names if (value := target[name]).is_known)
    return [text for text in texts if isinstance(text, str) and text]


def _provider(resource: Resource) -> str:
    return resource.provider.urn if resource.provider is not None else ""


def _newest(kept: dict[Key, Item]) -> Iterator[Item]:
    return islice(reversed(kept.values()), _MOST)
