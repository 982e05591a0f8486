"""Storage of databases as a program asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policypack.aws import rds
from policypack.aws.rds import storage_limits as limits
from policypack.aws.rds.storage_limits import Limits, Offer
from policypack.model.facts import Fact, is_not, known
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import UNKNOWN, Value, combined, together

T = TypeVar("T")
_RESTORES = ("replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime")


@record(frozen=True, slots=True)
class Storage:
    """The storage that a program sets, and what RDS offers its engine.

    0 and an empty text count as not set, as they do for the provider. ``kind`` is the storage type, AWS's default where
    the program sets none; ``size`` is unknown where a source decides it, else the larger of the program's and of what
    storage has grown to. ``offer`` and ``limits`` are absent where the table has nothing on the engine or the type.
    """

    database: Resource
    own_kind: Value
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
        return is_not(self.database.is_new())

    def has_kind(self) -> Fact:
        """The engine has the storage type."""
        return together(lambda offer, kind: offer is None or kind in offer.types, self.offer, self.own_kind)

    def grows(self) -> Fact:
        """The size that storage may grow to is not below the size that the program starts with."""
        start = _amount(self.database["allocatedStorage"])
        return together(lambda most, size: most is None or size is None or most >= size, self.most, start)

    def by_limits(self, find: Callable[..., T | None], amount: Value, *others: Value) -> Value:
        """What ``find`` makes of the limits, the amount and the others; absent without an amount or limits."""

        def found(limits: Limits | None, own: float | None, *rest: float | str | None) -> T | None:
            return find(limits, own, *rest) if limits and own is not None else None

        return combined(found, self.limits, amount, *others)


def storage_of(database: Resource) -> Storage:
    """The storage of an RDS instance or cluster."""
    cluster = database.type in rds.CLUSTER
    offer = rds.engine(database).map(lambda name: limits.offer(name, cluster=cluster))
    iops, throughput = _amount(database["iops"]), _amount(database["storageThroughput"])
    own_kind = database["storageType"].as_text().map(lambda name: name or None)
    kind = _kind(database, own_kind, offer, iops, throughput)
    return Storage(
        database=database,
        own_kind=own_kind,
        kind=kind,
        size=_size(database),
        iops=iops,
        throughput=throughput,
        most=_amount(database["maxAllocatedStorage"]),
        offer=offer,
        limits=combined(lambda one, name: one.types.get(name) if one else None, offer, kind),
    )


def _amount(number: Value) -> Value:
    return number.as_number().map(lambda amount: amount or None)


def _kind(database: Resource, own: Value, offer: Value, iops: Value, throughput: Value) -> Value:
    if not own.is_absent:
        return own
    if (source := _source(database)) is not None:
        return source

    def default(one: Offer | None, count: float | None, speed: float | None) -> str | None:
        if one is None:
            return None
        # On an instance, IOPS without a type mean io1. Only gp3 has a throughput, and RDS may choose it.
        chosen = "io1" if count else "gp3" if speed else one.default
        return chosen if chosen in one.types else one.default

    return combined(default, offer, iops, throughput)


def _size(database: Resource) -> Value:
    if (source := _source(database)) is not None:
        return source
    wanted, running = _amount(database["allocatedStorage"]), _amount(database.output("allocatedStorage"))
    return combined(lambda size, grown: max(size or 0, grown), wanted, running) if running.is_known else wanted


def _source(database: Resource) -> Value | None:
    """Something unknown in the place of the database that this one is made from; None for one made anew."""
    name = next((name for name in _RESTORES if not database[name].is_absent), None)
    return Value(UNKNOWN, name, database.name) if name else None
