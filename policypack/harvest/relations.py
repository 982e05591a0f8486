"""Relations between arguments of one resource, in the form that all sources share, and the rows that they make."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from policypack.harvest.names import plain, singular
from policypack.harvest.provider import Argument, Block
from policypack.harvest.shapes import RelationKind, SourceName

_Alike: TypeAlias = tuple[RelationKind, str, str, tuple[SourceName, ...], bool]
_HAS_DEFAULT = re.compile(r"\bdefaults?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """``block`` is the path of the block whose arguments are related, empty for the resource; ``arguments`` are paths
    in it.

    Of two that conflict at most one may be set, of ``at_least_one`` one must be. The first of ``requires`` needs the
    second. The first of ``only_with`` may be set only where the second has one of the values, the first of
    ``needed_with`` must be.
    """

    kind: RelationKind
    block: str
    arguments: tuple[str, ...]
    values: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The whole paths of the arguments."""
        return tuple(f"{self.block}.{one}" if self.block else one for one in self.arguments)


@dataclass(frozen=True, slots=True)
class RelationData:
    """A relation as it is written; conflicts of several arguments two by two are one row."""

    kind: RelationKind
    block: str
    arguments: tuple[str, ...]
    member: str
    said_by: tuple[SourceName, ...]
    certain: bool
    values: tuple[str, ...] = ()


def related(kind: RelationKind, paths: Sequence[str], values: Sequence[str] = ()) -> Iterator[Relation]:
    """The relations of whole paths, which are of one block, or of blocks that a resource has once.

    Of ``conflicts`` and ``requires`` the first path is related to each of the others.
    """
    blocks = {path.rpartition(".")[0] for path in paths}
    if len(blocks) > 1 and any("[]" in path for path in paths):
        return
    block = blocks.pop() if len(blocks) == 1 else ""
    own = list(dict.fromkeys(path.removeprefix(f"{block}.") if block else path for path in paths))
    if len(own) < 2 or any(one.startswith(f"{other}.") for one in own for other in own):
        return
    if kind == "conflicts":
        yield from (Relation(kind, block, tuple(sorted((own[0], other)))) for other in own[1:])
    elif kind == "requires":
        yield from (Relation(kind, block, (own[0], other)) for other in own[1:])
    elif kind in ("only_with", "needed_with"):
        yield Relation(kind, block, tuple(own), tuple(values))
    if kind in ("at_most_one", "exactly_one"):
        yield from (Relation("conflicts", block, pair) for pair in combinations(sorted(own), 2))
    if kind in ("at_least_one", "exactly_one"):
        yield Relation("at_least_one", block, tuple(sorted(own)))


def path_in(block: Block, name: str) -> str | None:
    """The path of an argument of the block, or of a block in it, by another tool's name: ``vpc_config.0.subnet_id``."""
    first, _, rest = name.partition(".")
    rest = re.sub(r"^\d+(\.|$)", "", rest)
    own = {plain(known): argument for known, argument in block.arguments.items()}
    argument = own.get(plain(first)) or {singular(known): one for known, one in own.items()}.get(singular(plain(first)))
    if argument is None or not rest:
        return None if argument is None else argument.path
    below = block.below(argument)
    return None if below is None else path_in(below, rest)


class Relations:
    """What the sources say of the relations of one type."""

    def __init__(self) -> None:
        self.said_by: dict[Relation, set[SourceName]] = {}
        self._members: dict[Relation, str] = {}

    def add(self, source: SourceName, member: str, relations: Iterable[Relation]) -> None:
        """The source says these; ``member`` is the type as it is called there."""
        for one in relations:
            self.said_by.setdefault(one, set()).add(source)
            self._members.setdefault(one, member)

    def rows(
        self, arguments: Mapping[str, Argument], refuted: Collection[str], lasting: Collection[Relation]
    ) -> Iterator[RelationData]:
        """The rows: two sources are certain, and what the provider's schemas declare lastingly."""
        kept: dict[_Alike, list[Relation]] = {}
        for one, said_by in self.said_by.items():
            if f"{','.join(one.paths)} {one.kind}" in refuted or self._is_made_by_a_default(one, arguments):
                continue
            certain = len(said_by) > 1 or one in lasting
            alike: _Alike = (one.kind, one.block, self._members[one], tuple(sorted(said_by)), certain)
            kept.setdefault(alike, []).append(one)
        for (kind, block, member, sources, certain), relations in kept.items():
            groups = _cliques(relations) if kind == "conflicts" else [(one.arguments, one.values) for one in relations]
            for group, values in groups:
                yield RelationData(kind, block, group, member, sources, certain, values)

    def _is_made_by_a_default(self, one: Relation, arguments: Mapping[str, Argument]) -> bool:
        """Whether an argument that has a default would break it: the provider's schema alone knows better."""
        if "terraform" in self.said_by[one] or one.kind in ("at_least_one", "needed_with"):
            return False
        asked = one.paths if one.kind == "conflicts" else one.paths[:1]
        return any(_HAS_DEFAULT.search(arguments[path].text) for path in asked if path in arguments)


def _cliques(pairs: Sequence[Relation]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The pairs as groups in which each argument conflicts with each other one; each pair is in one of them."""
    left = {frozenset(one.arguments) for one in pairs}
    beside: dict[str, set[str]] = {}
    for one, other in map(sorted, left):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for pair in sorted(left, key=sorted):
        if pair in left:
            group = set(pair)
            for other in sorted(beside):
                if group <= beside[other]:
                    group.add(other)
            left -= {frozenset(one) for one in combinations(group, 2)}
            groups.append((tuple(sorted(group)), ()))
    return groups
