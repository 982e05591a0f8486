"""Storage of databases as a program asks for it, with what AWS says against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from policypack.aws import rds
from policypack.aws.rds import storage_limits as limits
from policypack.aws.rds.storage_limits import Limits, Offer
from policypack.model.facts import Fact, known
from policypack.model.resources import Resource
from policypack.model.values import UNKNOWN, Value, combined, together

_RESTORES = ("replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime")


@dataclass(frozen=True, slots=True)
class Storage:
    """What a program says of a database's storage, and what RDS offers its engine.

    0 and an empty text say nothing, as the provider takes them. ``kind`` is the storage type, AWS's default where none
    is said; ``size`` is unknown where a source decides it, else the larger of the program's and of what storage has
    grown to. ``offer`` and ``limits`` are absent where the table has nothing on the engine or the type.
    """

    database: Resource
    said_kind: Value
    kind: Value
    size: Value
    iops: Value
    throughput: Value
    most: Value
    offer: Value
    limits: Value

    @property
    def is_restored(self) -> Fact:
        """Made from another database, whose storage it starts with."""
        return known(_source(self.database) is not None)

    @property
    def exists(self) -> Fact:
        return known(self.database.is_deployed)

    def has_kind(self) -> Fact:
        """The engine has the storage type."""
        return together(lambda offer, kind: offer is None or kind in offer.types, self.offer, self.said_kind)

    def refusal_of_size(self) -> Value:
        """What AWS says against the size; absent where it says nothing."""
        return self._refusal(partial(limits.size_problem, exists=self.database.is_deployed), self.size)

    def nearest_size(self) -> Value:
        """The size that AWS takes which is nearest to the one that is said, in GiB."""

        def clamped(table: Limits | None, size: float | None) -> int | None:
            if table is None or table.size is None or size is None:
                return None
            return int(min(max(size, table.size[0]), table.size[1]))

        return combined(clamped, self.limits, self.size)

    def refusal_of_iops(self) -> Value:
        """What AWS says against the IOPS; absent where it says nothing."""
        problem = partial(limits.iops_problem, exists=self.database.is_deployed)
        return self._refusal(problem, self.iops, self.size)

    def refusal_of_throughput(self) -> Value:
        """What AWS says against the throughput; absent where it says nothing."""
        problem = partial(limits.throughput_problem, exists=self.database.is_deployed)
        return self._refusal(problem, self.throughput, self.kind, self.size, self.iops)

    def refusal_of_growth(self) -> Value:
        """What AWS says against the size that storage may grow to, with these IOPS; absent where it says nothing."""
        return self._refusal(limits.growth_problem, self.most, self.iops)

    def grows(self) -> Fact:
        """The size that storage may grow to is not below the size that the program starts with."""
        start = _said(self.database["allocatedStorage"])
        return together(lambda most, size: most is None or size is None or most >= size, self.most, start)

    def _refusal(self, problem: Callable[..., str | None], said: Value, *others: Value) -> Value:
        """``problem`` asked of the limits, what is said and the others; absent where nothing is said or limited."""

        def against(limits: Limits | None, amount: float | None, *rest: float | str | None) -> str | None:
            return problem(limits, amount, *rest) if limits and amount is not None else None

        return combined(against, self.limits, said, *others)


def storage_of(database: Resource) -> Storage:
    """The storage of an RDS instance or cluster."""
    cluster = database.type in rds.CLUSTER
    offer = rds.engine(database).map(lambda name: limits.offer(name, cluster=cluster))
    iops, throughput = _said(database["iops"]), _said(database["storageThroughput"])
    said_kind = database["storageType"].as_text().map(lambda name: name or None)
    kind = _kind(database, said_kind, offer, iops, throughput)
    return Storage(
        database=database,
        said_kind=said_kind,
        kind=kind,
        size=_size(database),
        iops=iops,
        throughput=throughput,
        most=_said(database["maxAllocatedStorage"]),
        offer=offer,
        limits=combined(lambda one, name: one.types.get(name) if one else None, offer, kind),
    )


def _said(number: Value) -> Value:
    return number.as_number().map(lambda amount: amount or None)


def _kind(database: Resource, said: Value, offer: Value, iops: Value, throughput: Value) -> Value:
    if not said.is_absent:
        return said
    if (source := _source(database)) is not None:
        return source

    def default(one: Offer | None, count: float | None, speed: float | None) -> str | None:
        if one is None:
            return None
        # On an instance, IOPS without a type mean io1. gp3 alone takes a throughput, and may be what RDS picks.
        picked = "io1" if count else "gp3" if speed else one.default
        return picked if picked in one.types else one.default

    return combined(default, offer, iops, throughput)


def _size(database: Resource) -> Value:
    if (source := _source(database)) is not None:
        return source
    said, own = _said(database["allocatedStorage"]), _said(database.output("allocatedStorage"))
    return combined(lambda size, grown: max(size or 0, grown), said, own) if own.is_known else said


def _source(database: Resource) -> Value | None:
    """Something unknown in the place of the database that this one is made from; None for one made anew."""
    name = next((name for name in _RESTORES if not database[name].is_absent), None)
    return Value(UNKNOWN, name, database.name) if name else None
