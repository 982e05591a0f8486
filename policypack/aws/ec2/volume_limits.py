"""What each type of EBS volume allows, and what is wrong with a volume's size, IOPS and throughput."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from policypack.aws.common.tables import table
from policypack.catalog.files import Section
from policypack.model.records import record

Range: TypeAlias = tuple[int, int]


@record(frozen=True, slots=True)
class VolumeLimits:
    """What a type of volume allows: size in GiB, IOPS, throughput in MiB/s. None is a setting that it does not have."""

    size: Range
    iops: Range | None
    throughput: Range | None
    iops_per_gib: int | None
    iops_per_throughput: int | None
    free_iops: int
    needs_iops: bool


@lru_cache(maxsize=4096)
def limits_of(volume_type: str) -> VolumeLimits | None:
    """The limits of a type of volume; None for one that the table does not have."""
    rows = table("ec2/ebs_volume_limits").section("types")
    if volume_type not in rows:
        return None
    row = rows.section(volume_type)
    size = _range(row, "size")
    if size is None:
        raise row.wrong("size", "a list of two whole numbers")
    return VolumeLimits(
        size=size,
        iops=_range(row, "iops"),
        throughput=_range(row, "throughput"),
        iops_per_gib=row.number("iops_per_gib") if "iops_per_gib" in row else None,
        iops_per_throughput=row.number("iops_per_throughput") if "iops_per_throughput" in row else None,
        free_iops=row.number("free_iops") if "free_iops" in row else 0,
        needs_iops=row.flag("needs_iops", False),
    )


def _range(row: Section, key: str) -> Range | None:
    numbers = row.numbers(key)
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None


Question: TypeAlias = Callable[..., str | None]
"""Asked of the limits of a type and of numbers; answers what is wrong, to follow the type's name."""


def of_its_type(question: Question) -> Callable[..., str | None]:
    """The question asked of the type's name and of the numbers. A type that is not in the table allows anything, and
    so does a number that is not set."""

    def find(volume_type: str | None, *numbers: float | None) -> str | None:
        limits = limits_of(volume_type) if volume_type else None
        if limits is None or None in numbers:
            return None
        objection = question(limits, *numbers)
        return None if objection is None else f"{volume_type} volumes {objection}"

    return find


def too_small(limits: VolumeLimits, size: float) -> str | None:
    return f"have {_shown(limits.size)} GiB" if size < limits.size[0] else None


def too_large(limits: VolumeLimits, size: float) -> str | None:
    return f"have {_shown(limits.size)} GiB" if size > limits.size[1] else None


def lacks_iops(limits: VolumeLimits, iops: float) -> str | None:
    """0 means not set, as it does for the provider."""
    return "need IOPS" if limits.needs_iops and not iops else None


def has_no_iops(limits: VolumeLimits, iops: float) -> str | None:
    return "do not accept iops" if iops and limits.iops is None else None


def iops_out_of_range(limits: VolumeLimits, iops: float) -> str | None:
    return f"have {_shown(limits.iops)} IOPS" if limits.iops and _is_outside(limits.iops, iops) else None


def too_many_iops(limits: VolumeLimits, iops: float, size: float) -> str | None:
    """Only what the range of the type allows has a ratio."""
    if limits.iops is None or limits.iops_per_gib is None or _is_outside(limits.iops, iops):
        return None
    most = max(limits.free_iops, size * limits.iops_per_gib)
    return f"have at most {limits.iops_per_gib:,} IOPS for each GiB" if iops > most else None


def has_no_throughput(limits: VolumeLimits, throughput: float) -> str | None:
    return "do not accept throughput" if throughput and limits.throughput is None else None


def throughput_out_of_range(limits: VolumeLimits, throughput: float) -> str | None:
    if limits.throughput and _is_outside(limits.throughput, throughput):
        return f"have {_shown(limits.throughput)} MiB/s"
    return None


def too_much_throughput(limits: VolumeLimits, throughput: float, iops: float) -> str | None:
    """A volume without IOPS of its own has those that are free."""
    ratio = limits.iops_per_throughput
    if limits.throughput is None or ratio is None or _is_outside(limits.throughput, throughput):
        return None
    own = max(iops, limits.free_iops)
    return f"need {ratio} IOPS for each MiB/s, and this one has {own:,g}" if throughput * ratio > own else None


def _is_outside(limits: Range, number: float) -> bool:
    return number != 0 and not limits[0] <= number <= limits[1]


def _shown(limits: Range) -> str:
    return f"{limits[0]:,} to {limits[1]:,}"
