"""What storage RDS offers each engine, and what is wrong with sizes, IOPS and throughput that it does not offer.

Each ``..._error`` function returns a clause, or None where RDS has no objection.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import TypeAlias

from policypack.aws.common.tables import table as table_of
from policypack.catalog.files import Section
from policypack.model.records import record

Range: TypeAlias = tuple[int, int]

_BASELINE_IOPS = 3000
_BASELINE_THROUGHPUT = 125
_MOST_THROUGHPUT_PER_IOPS = 0.25
"""MiB/s of gp3 for each of its IOPS, on every engine."""


@record(frozen=True, slots=True)
class Limits:
    """What an engine accepts of one storage type; None: not limited by the table.

    ``size`` is in GiB, ``throughput`` in MiB/s. Below ``striped_from`` GiB neither IOPS nor throughput can be chosen.
    """

    size: Range | None
    iops: Range | None
    throughput: Range | None
    iops_per_100_gib: Range | None
    striped_from: int


@record(frozen=True, slots=True)
class Offer:
    """The storage types of an engine, and the one that AWS chooses where the program sets none."""

    default: str
    types: Mapping[str, Limits]

    @property
    def recommended(self) -> str:
        """The type for a database that has no reason for another one: gp3 where the engine has it."""
        return "gp3" if "gp3" in self.types else self.default


def offer(engine: str, *, cluster: bool) -> Offer | None:
    """What RDS offers for an engine, on an instance or in a cluster; None for an engine that the table lacks."""
    return _offers("clusters" if cluster else "engines").get(engine)


def size_error(limits: Limits, size: float, *, exists: bool) -> str | None:
    """``size`` GiB. A database that exists may be smaller than what AWS creates today."""
    if limits.size is None:
        return None
    least, most = limits.size
    if (size < least and not exists) or size > most:
        return f"RDS requires {least} to {most} GiB"
    return None


def fixed_iops_error(limits: Limits, iops: float, size: float | None, *, exists: bool) -> str | None:
    """``iops`` where RDS fixes them. A database that exists may set the baseline that it has."""
    return _fixed_error(limits, limits.iops, iops, size, _BASELINE_IOPS, exists=exists)


def fixed_throughput_error(limits: Limits, throughput: float, size: float | None, *, exists: bool) -> str | None:
    """``throughput`` MiB/s where RDS fixes it. A database that exists may set the baseline that it has."""
    return _fixed_error(limits, limits.throughput, throughput, size, _BASELINE_THROUGHPUT, exists=exists)


def _fixed_error(
    limits: Limits, choice: Range | None, amount: float, size: float | None, baseline: int, *, exists: bool
) -> str | None:
    if choice is None or choice[1] == 0 or not _is_fixed(limits, size) or (exists and amount == baseline):
        return None
    return f"below {limits.striped_from} GiB it is fixed at {baseline}"


def _is_fixed(limits: Limits, size: float | None) -> bool:
    return size is not None and size < limits.striped_from


def iops_error(limits: Limits, iops: float, size: float | None, *, exists: bool) -> str | None:
    """``iops`` of the storage type where they can be chosen. A database that exists may have kept some."""
    if limits.iops is None or _is_fixed(limits, size):
        return None
    least, most = limits.iops
    if most == 0:
        return None if exists else "the type has no provisioned IOPS"
    return None if least <= iops <= most else f"RDS requires {least} to {most}"


def iops_for_size_error(limits: Limits, iops: float, size: float | None) -> str | None:
    """``iops`` for ``size`` GiB, where both can be chosen."""
    if limits.iops_per_100_gib is None or size is None or _is_fixed(limits, size):
        return None
    least, most = (bound * size / 100 for bound in limits.iops_per_100_gib)
    return None if least <= iops <= most else f"{size:g} GiB require {least:g} to {most:g}"


def throughput_type_error(_: Limits, __: float, kind: str) -> str | None:
    """A throughput with storage of this type."""
    return None if kind == "gp3" else "only gp3 has a throughput"


def throughput_error(
    limits: Limits, throughput: float, kind: str, size: float | None, iops: float | None
) -> str | None:
    """``throughput`` MiB/s of gp3 on ``size`` GiB with ``iops``, where it can be chosen."""
    if kind != "gp3" or limits.throughput is None or _is_fixed(limits, size):
        return None
    least, most = limits.throughput
    if not least <= throughput <= most:
        return f"RDS requires {least} to {most} MiB/s"
    if iops is not None and throughput > iops * _MOST_THROUGHPUT_PER_IOPS:
        return f"{iops:g} IOPS allow at most {iops * _MOST_THROUGHPUT_PER_IOPS:g} MiB/s"
    return None


def growth_error(limits: Limits, most: float, iops: float | None) -> str | None:
    """Storage that may grow to ``most`` GiB with ``iops``."""
    if limits.iops_per_100_gib is None or iops is None:
        return None
    least = limits.iops_per_100_gib[0] * most / 100
    return f"{most:g} GiB require at least {least:g} IOPS" if iops < least else None


def nearest_size(limits: Limits, size: float) -> int | None:
    """The size in GiB that RDS accepts and that is nearest."""
    return None if limits.size is None else int(min(max(size, limits.size[0]), limits.size[1]))


def nearest_iops(limits: Limits, iops: float, size: float | None, most: float | None) -> int | None:
    """The IOPS that RDS accepts for ``size`` GiB, which may grow to ``most``, and that are nearest to ``iops``."""
    if limits.iops is None or not limits.iops[1]:
        return None
    least, highest = map(float, limits.iops)
    if limits.iops_per_100_gib is not None and size is not None:
        low, high = limits.iops_per_100_gib
        least, highest = max(least, low * max(size, most or 0) / 100), min(highest, high * size / 100)
    return ceil(min(max(iops, least), highest)) if least <= highest else None


def largest_growth(limits: Limits, iops: float) -> int | None:
    """The size in GiB that storage with ``iops`` may grow to."""
    if limits.iops_per_100_gib is None or not limits.iops_per_100_gib[0]:
        return None
    return int(iops * 100 / limits.iops_per_100_gib[0])


@lru_cache(maxsize=4096)
def _offers(kind: str) -> Mapping[str, Offer]:
    table = table_of("rds/rds_storage_limits")
    groups = table.section("groups")
    offers = {name: _offer(groups.section(name)) for name in groups}
    engines = table.section(kind)
    return {engine: offers[engines.text(engine)] for engine in engines}


def _offer(group: Section) -> Offer:
    types = group.section("types")
    return Offer(group.text("default"), {name: _limits(types.section(name)) for name in types})


def _limits(row: Section) -> Limits:
    return Limits(
        size=_range(row, "size"),
        iops=_range(row, "iops"),
        throughput=_range(row, "throughput"),
        iops_per_100_gib=_range(row, "iops_per_100_gib"),
        striped_from=row.number("striped_from") if "striped_from" in row else 0,
    )


def _range(row: Section, key: str) -> Range | None:
    bounds = row.numbers(key)
    return (bounds[0], bounds[1]) if bounds else None
