"""Time zones: that of a region, and how far a zone is from UTC.

The pack's table has the zones of all regions, so that they are known where the machine has no time zone database.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from policypack.aws.common.tables import table
from policypack.model.records import record

UTC = "UTC"
_YEAR = 2026
"""Any year shows a zone's standard and summer time."""


@record(frozen=True, slots=True)
class TimeZone:
    """``offsets`` are the minutes east of UTC, in standard time and, where the zone has it, in summer time."""

    name: str
    offsets: tuple[int, ...]


def zone_of_region(region: str) -> TimeZone | None:
    """The time zone of a region; None for a region that the table does not have."""
    name = table("common/time_zones").section("regions").text(region, "")
    return zone_named(name) if name else None


def zone_named(name: str) -> TimeZone:
    """The zone of this name. Raises ValueError where neither the table nor the machine knows it."""
    if name == UTC:
        return TimeZone(UTC, (0,))
    offsets = table("common/time_zones").section("zones").numbers(name)
    return TimeZone(name, offsets or _offsets_of_this_machine(name))


def offsets_of_all_regions() -> tuple[int, ...]:
    """The offsets of every zone that a region has."""
    zones = table("common/time_zones").section("zones")
    return tuple(sorted({offset for name in zones for offset in zones.numbers(name)}))


def _offsets_of_this_machine(name: str) -> tuple[int, ...]:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only zones that no region has need it

    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"timezone: {name!r} is not in this machine's time zone database") from error
    offsets = (zone.utcoffset(datetime(_YEAR, month, 1)) or timedelta(0) for month in (1, 7))  # noqa: DTZ001
    return tuple(sorted({int(offset.total_seconds() // 60) for offset in offsets}))
