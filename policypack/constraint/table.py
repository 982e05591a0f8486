"""The rows of a rule, by the types that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import field
from functools import cached_property

from policypack.constraint.row import Constraint
from policypack.constraint.witnesses import Inputs, tree_of
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain
from policypack.model.verdicts import Verdict


@record(frozen=True, eq=False)
class Table:
    """The rows of a rule by the types that they are of.

    ``base`` are, by type, the arguments that every witness has besides its own: what the provider requires.
    """

    service: str
    rows: Mapping[tuple[str, ...], Sequence[Constraint]]
    base: Mapping[str, Inputs] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Rules share no state, not even constants that several bases are made of.
        own = {type_: self.base[type_] for types in self.rows for type_ in types if type_ in self.base}
        object.__setattr__(self, "base", deepcopy(own))

    @cached_property
    def bound(self) -> tuple[BoundRow, ...]:
        """Each row with its types and its rejection, if AWS rejects it; witnesses are named by the row's number."""
        numbered = ((types, row) for types, rows in self.rows.items() for row in rows)
        return tuple(
            BoundRow(
                number,
                types,
                row,
                self._rejection(number, row) if row.error else None,
                witness_name("invalid", number),
            )
            for number, (types, row) in enumerate(numbered, 1)
        )

    @cached_property
    def _by_type(self) -> dict[str, list[BoundRow]]:
        index: dict[str, list[BoundRow]] = {}
        for one in self.bound:
            for type_ in one.types:
                index.setdefault(type_, []).append(one)
        return index

    @property
    def types(self) -> tuple[str, ...]:
        """All types that a row is of."""
        return tuple(self._by_type)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What AWS rejects, in order of the rows."""
        return tuple(one.rejection for one in self.bound if one.rejection is not None)

    @property
    def controls(self) -> tuple[str, ...]:
        """The controls of AWS Security Hub that the rows answer, each once."""
        return tuple(dict.fromkeys(control for one in self.bound for control in one.row.controls))

    @property
    def sources(self) -> tuple[str, ...]:
        """The URLs that the rows name, each once."""
        return tuple(dict.fromkeys(one.row.source for one in self.bound))

    def verdicts(self, resource: Resource) -> Iterator[Verdict]:
        """What the rows of the resource's type say of it."""
        for one in self._by_type.get(resource.type, ()):
            yield from one.row.verdicts(resource, one.rejection, one.name)

    def inputs(self, type_: str, own: Inputs) -> dict[str, Plain]:
        """All arguments of a witness of this type, as blocks."""
        return tree_of({**self.base.get(type_, {}), **own})

    def _rejection(self, number: int, row: Constraint) -> Rejection:
        return Rejection(
            service=self.service,
            condition=row.rejected,
            error=row.error,
            source=row.source,
            invalid=witness_name("invalid", number),
            valid=witness_name("valid", number),
        )


@record(frozen=True, slots=True)
class BoundRow:
    """A row in its table."""

    number: int
    types: tuple[str, ...]
    row: Constraint
    rejection: Rejection | None
    name: str
    """Its name in verdicts: that of its first invalid witness."""


def witness_name(kind: str, row: int, place: int = 1) -> str:
    """The resource of an example that is a row's witness: ``invalid-3``, ``invalid-3-2`` for its second one."""
    return f"{kind}-{row}" if place == 1 else f"{kind}-{row}-{place}"
