"""What storage RDS makes for each engine, and what it says against sizes, IOPS and throughput that it does not make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from policypack.aws.common.tables import table as table_of
from policypack.catalog.files import Section

Range: TypeAlias = tuple[int, int]

_BASELINE_IOPS = 3000
_BASELINE_THROUGHPUT = 125
_MOST_THROUGHPUT_PER_IOPS = 0.25
"""MiB/s of gp3 for each of its IOPS, on every engine."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine takes of one storage type; None: not limited by the table.

    ``size`` is in GiB, ``throughput`` in MiB/s. Below ``striped_from`` GiB neither IOPS nor throughput can be chosen.
    """

    size: Range | None
    iops: Range | None
    throughput: Range | None
    iops_per_100_gib: Range | None
    striped_from: int


@dataclass(frozen=True, slots=True)
class Offer:
    """The storage types of an engine, and the one that AWS takes where a program says none."""

    default: str
    types: Mapping[str, Limits]

    @property
    def recommended(self) -> str:
        """The type for a database that has no reason for another one: gp3 where the engine has it."""
        return "gp3" if "gp3" in self.types else self.default


def offer(engine: str, *, cluster: bool) -> Offer | None:
    """What RDS offers for an engine, on an instance or in a cluster; None for an engine that the table lacks."""
    return _offers("clusters" if cluster else "engines").get(engine)


def size_problem(limits: Limits, size: float, *, exists: bool) -> str | None:
    """What AWS says against ``size`` GiB. A database that exists may be smaller than what AWS makes today."""
    if limits.size is None:
        return None
    least, most = limits.size
    if (size < least and not exists) or size > most:
        return f"it takes {least} to {most} GiB"
    return None


def iops_problem(limits: Limits, iops: float, size: float | None, *, exists: bool) -> str | None:
    """What AWS says against ``iops`` on ``size`` GiB. A database that exists may say the baseline that it has."""
    if limits.iops is None:
        return None
    least, most = limits.iops
    if most == 0:
        return None if exists else "it takes none"
    if size is not None and size < limits.striped_from:
        fine = exists and iops == _BASELINE_IOPS
        return None if fine else f"below {limits.striped_from} GiB it takes none, and has {_BASELINE_IOPS}"
    if not least <= iops <= most:
        return f"it takes {least} to {most}"
    return None if size is None else _ratio_problem(limits, size, iops)


def _ratio_problem(limits: Limits, size: float, iops: float) -> str | None:
    if limits.iops_per_100_gib is None:
        return None
    least, most = (bound * size / 100 for bound in limits.iops_per_100_gib)
    return None if least <= iops <= most else f"on {size:g} GiB it takes {least:g} to {most:g}"


def throughput_problem(
    limits: Limits, throughput: float, kind: str, size: float | None, iops: float | None, *, exists: bool
) -> str | None:
    """What AWS says against ``throughput`` MiB/s on ``size`` GiB with ``iops``."""
    if kind != "gp3":
        return "only gp3 takes one"
    if limits.throughput is None:
        return None
    if size is not None and size < limits.striped_from:
        fine = exists and throughput == _BASELINE_THROUGHPUT
        return None if fine else f"below {limits.striped_from} GiB it takes none, and has {_BASELINE_THROUGHPUT}"
    least, most = limits.throughput
    if not least <= throughput <= most:
        return f"it takes {least} to {most} MiB/s"
    if iops is not None and throughput > iops * _MOST_THROUGHPUT_PER_IOPS:
        return f"{iops:g} IOPS take {iops * _MOST_THROUGHPUT_PER_IOPS:g} MiB/s at most"
    return None


def growth_problem(limits: Limits, most: float, iops: float | None) -> str | None:
    """What AWS says against ``iops`` on storage that may grow to ``most`` GiB."""
    if limits.iops_per_100_gib is None or iops is None:
        return None
    least = limits.iops_per_100_gib[0] * most / 100
    return f"{most:g} GiB need {least:g} IOPS at least" if iops < least else None


@cache
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
