"""Backup and maintenance windows: AWS's text form, and arithmetic on the minutes of a week (UTC)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Annotated

from policypack.aws.common.time_zones import UTC, TimeZone, offsets_of_all_regions, zone_named, zone_of_region
from policypack.model.facts import TRUE, Fact, Reason, all_of, known, unknown
from policypack.model.fixes import Blank, Fix, Set, fix
from policypack.model.records import record
from policypack.model.values import Value, plain, together
from policypack.model.verdicts import Verdict, require

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
WEEK = 7 * DAY
_DAILY = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MOMENT = r"({}):([01]\d|2[0-3]):([0-5]\d)".format("|".join(DAYS))
_WEEKLY = re.compile(f"{_MOMENT}-{_MOMENT}", re.ASCII | re.IGNORECASE)
SHORTEST_DATABASE_WINDOW = 30
"""Minutes, from the API reference of CreateDBInstance (read in November 2026)."""
SHORTEST_CACHE_WINDOW = 60
"""Minutes, from the API reference of CreateReplicationGroup (read in November 2026)."""
_FIRST_DAILY = 2 * 60
_FIRST_WEEKLY = 6 * DAY + 4 * 60
"""The hours that a fix tries first, in minutes of the day and of the week: 02:00, and Sunday 04:00, local time."""
_WORKING_DAYS = 5
OF_REGION = "region"


@record(frozen=True, slots=True)
class Span:
    """Minutes of a cycle, from ``start`` for ``length``; it may run over the end of the cycle."""

    start: int
    length: int
    cycle: int

    def overlaps(self, other: Span) -> bool:
        """Whether both cover a minute in common; spans that touch do not. A daily span is one of every day."""
        return any(
            (theirs - mine) % WEEK < self.length or (mine - theirs) % WEEK < other.length
            for mine in range(self.start, WEEK, self.cycle)
            for theirs in range(other.start, WEEK, other.cycle)
        )


def daily(text: str) -> Span | None:
    """``03:00-04:00`` as minutes of each day; None where the text is not of that form."""
    found = _DAILY.fullmatch(text.strip())
    if not found:
        return None
    start, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    return Span(start, (end - start) % DAY, DAY)


def weekly(text: str) -> Span | None:
    """``sun:05:00-sun:06:00`` as minutes of the week; None where the text is not of that form."""
    found = _WEEKLY.fullmatch(text.strip())
    if not found:
        return None
    start = DAYS.index(found[1].lower()) * DAY + _minutes(found[2], found[3])
    end = DAYS.index(found[4].lower()) * DAY + _minutes(found[5], found[6])
    return Span(start, (end - start) % WEEK, WEEK)


def parse(text: str) -> Span | None:
    """A window of either form; None where the text is of neither."""
    return daily(text) or weekly(text)


@record(frozen=True)
class BusinessHours:
    """The hours of a working day, in which windows must not lie."""

    business_hours: Annotated[str, "Working hours from Monday to Friday, as 08:00-18:00."] = "08:00-18:00"
    timezone: Annotated[
        str, "The time zone of the working hours, as Europe/Madrid, or UTC; `region`: that of the resource's region."
    ] = OF_REGION

    def __post_init__(self) -> None:
        """Raises ValueError for hours of another form and for an unknown time zone."""
        if daily(self.business_hours) is None:
            raise ValueError(f"businessHours: {self.business_hours!r} is not of the form 08:00-18:00")
        if self.timezone != OF_REGION:
            zone_named(self.timezone)

    def local(self, region: Value) -> LocalHours:
        """The hours as the resources of a region have them."""
        if self.timezone != OF_REGION:
            zone: TimeZone | None = zone_named(self.timezone)
        else:
            zone = zone_of_region(str(plain(region))) if region.is_known else None
        return LocalHours(self.business_hours, zone, region.reason)


@record(frozen=True, slots=True)
class LocalHours:
    """Working hours of a time zone; without one, ``reason`` is what keeps it unknown, and it may be any region's."""

    hours: str
    zone: TimeZone | None
    reason: Reason

    @property
    def offsets(self) -> tuple[int, ...]:
        """How many minutes east of UTC they may be."""
        return offsets_of_all_regions() if self.zone is None else self.zone.offsets

    def spans(self, offset: int) -> tuple[Span, ...]:
        """The working hours of the week in UTC, so many minutes east of it."""
        return _working_week(self.hours, offset)

    def leave(self, window: Value) -> Fact:
        """The window is outside working hours. One that is outside for a part of the year only, because of summer
        time, is neither right nor wrong."""

        def left(span: Span) -> Fact:
            busy = [any(span.overlaps(one) for one in self.spans(offset)) for offset in self.offsets]
            if any(busy) is all(busy):
                return known(not any(busy))
            if self.zone is None:
                return unknown(self.reason)
            season = "standard" if busy[0] else "summer"
            return unknown(Reason(f"{window.path}, in business hours in {season} time only", window.owner))

        return window.then(left)

    def are_left_by(self, span: Span) -> bool:
        """The span is outside working hours for certain, all year."""
        return not any(span.overlaps(one) for offset in self.offsets for one in self.spans(offset))

    def in_utc(self, minute: int) -> int:
        """A minute of the zone's own time, in standard time, as one of UTC."""
        return minute - (self.zone.offsets[0] if self.zone else 0)

    def __str__(self) -> str:
        return f"{self.hours} {self.zone.name if self.zone else UTC} on weekdays"


@record(frozen=True, slots=True)
class Window:
    """A window as a program writes it, what AWS accepts there, and whom it disturbs.

    ``read`` is :func:`daily` or :func:`weekly`, ``form`` AWS's name of that form, ``shortest`` the least minutes.
    """

    value: Value
    read: Callable[[str], Span | None]
    form: str
    shortest: int
    harm: str

    @property
    def span(self) -> Value:
        """The minutes that it covers; absent where the program sets none, or none that AWS can read."""
        return self.value.as_text().map(self.read)

    def verdicts(self, hours: LocalHours, other: Window, used: Fact = TRUE) -> Iterator[Verdict]:
        """The window is one that AWS accepts and, where it is ``used``, outside business hours; a fix is also apart
        from ``other``."""
        name, span, proposal = self.value.path, self.span, partial(self.fix, hours, other)
        yield require(
            span.test(lambda _: True),
            when=self.value.is_set(),
            at=self.value,
            problem=f"{name} is {self.value}: AWS requires the form {self.form}, in UTC.",
            fix=proposal,
        )
        yield require(
            span.test(lambda one: one.length >= self.shortest),
            when=span.is_set(),
            at=self.value,
            problem=f"{name} is {self.value}: AWS requires a window of at least {self.shortest} minutes.",
            fix=proposal,
        )
        yield require(
            hours.leave(span),
            when=all_of(used, span.is_set()),
            at=self.value,
            problem=f"{name} is {self.value} UTC, in business hours ({hours}): {self.harm}.",
            fix=proposal,
        )

    def apart_from(self, other: Window, hours: LocalHours) -> Verdict:
        """The two windows have no minute in common."""
        return require(
            together(lambda one, two: not (one and two and one.overlaps(two)), self.span, other.span),
            when=all_of(self.span.is_set(), other.span.is_set()),
            at=self.value,
            problem=f"{self.value.path} {self.value} overlaps {other.value.path} {other.value}: AWS rejects"
            " windows that overlap.",
            fix=partial(self.fix, hours, other),
        )

    def suits(self, hours: LocalHours) -> Fact:
        """The window is long enough, and outside business hours."""
        return all_of(self.span.test(lambda one: one.length >= self.shortest), hours.leave(self.span))

    def fix(self, hours: LocalHours, other: Window) -> Fix:
        """The first hour, from the usual one, outside business hours and apart from ``other``, as far as that is
        known."""
        text = self._first_free(hours, other)
        return fix(Set(self.value.path, text or Blank(f"an hour as {self.form} outside business hours")))

    def free_hour(self, hours: LocalHours, other: Window) -> dict[str, str]:
        """The property with the first hour, from the usual one, outside business hours and apart from ``other``;
        empty where there is none, or where the other window is not known yet."""
        if other.span.is_unknown:
            return {}
        text = self._first_free(hours, other)
        return {} if text is None else {self.value.path: text}

    def _first_free(self, hours: LocalHours, other: Window) -> str | None:
        return next((text for text in self._hours(hours) if _is_free(parse(text), hours, other.span)), None)

    def _hours(self, hours: LocalHours) -> Iterator[str]:
        if self.read is daily:
            first = hours.in_utc(_FIRST_DAILY)
            return (_hour(start) for start in range(first, first + DAY, 60))
        first = hours.in_utc(_FIRST_WEEKLY)
        moments = range(first, first + WEEK, 60)
        return (f"{_moment(start)}-{_moment(start + 60)}" for start in moments)


@lru_cache(maxsize=256)
def _working_week(hours: str, offset: int) -> tuple[Span, ...]:
    day = daily(hours)
    if day is None:
        return ()
    starts = ((weekday * DAY + day.start - offset) % WEEK for weekday in range(_WORKING_DAYS))
    return tuple(Span(start, day.length, WEEK) for start in starts)


def _is_free(span: Span | None, hours: LocalHours, other: Value) -> bool:
    if span is None or not hours.are_left_by(span):
        return False
    return not other.test(span.overlaps).truth


def _hour(start: int) -> str:
    return f"{_clock(start)}-{_clock(start + 60)}"


def _moment(minute: int) -> str:
    return f"{DAYS[minute // DAY % len(DAYS)]}:{_clock(minute)}"


def _clock(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
