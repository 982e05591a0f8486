"""Backup and maintenance windows: AWS's text form, and arithmetic on the minutes of a week (UTC)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from policypack.model.facts import TRUE, Fact, all_of
from policypack.model.fixes import Blank, Fix, Set, fix
from policypack.model.values import Value, together
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
"""The hours that a fix tries first, in minutes of the day and of the week: 02:00, and Sunday 04:00."""
_WORKING_DAYS = 5
_YEAR = 2026
"""Any year shows a zone's winter and summer offsets."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of a cycle, from ``start`` for ``length``; it may run over the end of the cycle."""

    start: int
    length: int
    cycle: int

    def overlaps(self, other: Span) -> bool:
        """Whether both cover a minute in common; spans that touch do not. A daily span is one of every day."""
        return any(
            (theirs.start - mine.start) % WEEK < mine.length or (mine.start - theirs.start) % WEEK < theirs.length
            for mine in self.weekly()
            for theirs in other.weekly()
        )

    def weekly(self) -> Iterator[Span]:
        """The same minutes as spans of the week."""
        for start in range(self.start, WEEK, self.cycle):
            yield Span(start, self.length, WEEK)


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


@dataclass(frozen=True)
class BusinessHours:
    """The hours of a working day, in which windows must not lie."""

    business_hours: Annotated[str, "Working hours from Monday to Friday, as 08:00-18:00."] = "08:00-18:00"
    timezone: Annotated[str, "The time zone of the working hours, as Europe/Madrid."] = "UTC"

    def __post_init__(self) -> None:
        """Raises ValueError for hours of another form and for an unknown time zone."""
        if daily(self.business_hours) is None:
            raise ValueError(f"businessHours: {self.business_hours!r} is not of the form 08:00-18:00")
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"timezone: {self.timezone!r} is not in this machine's time zone database") from error

    def spans(self) -> tuple[Span, ...]:
        """The working hours of the week in UTC, at the zone's winter and summer offsets."""
        day = daily(self.business_hours)
        if day is None:
            return ()
        return tuple(
            Span((weekday * DAY + day.start - offset) % WEEK, day.length, WEEK)
            for offset in sorted(self._offsets())
            for weekday in range(_WORKING_DAYS)
        )

    def overlap(self, window: Span) -> bool:
        """Whether the window lies in working hours, in winter or in summer."""
        return any(window.overlaps(span) for span in self.spans())

    def __str__(self) -> str:
        return f"{self.business_hours} {self.timezone} on weekdays"

    def _offsets(self) -> set[int]:
        zone = ZoneInfo(self.timezone)
        offsets = (zone.utcoffset(datetime(_YEAR, month, 1)) or timedelta(0) for month in (1, 7))  # noqa: DTZ001
        return {int(offset.total_seconds() // 60) for offset in offsets}


@dataclass(frozen=True, slots=True)
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

    def verdicts(self, hours: BusinessHours, other: Window, used: Fact = TRUE) -> Iterator[Verdict]:
        """The window is one that AWS accepts and, where it is ``used``, outside business hours; a fix is also apart
        from ``other``."""
        name, span, proposal = self.value.path, self.span, self.fix(hours, other)
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
            span.test(lambda one: not hours.overlap(one)),
            when=all_of(used, span.is_set()),
            at=self.value,
            problem=f"{name} is {self.value} UTC, in business hours ({hours}): {self.harm}.",
            fix=proposal,
        )

    def apart_from(self, other: Window, hours: BusinessHours) -> Verdict:
        """The two windows have no minute in common."""
        return require(
            together(lambda one, two: not (one and two and one.overlaps(two)), self.span, other.span),
            when=all_of(self.span.is_set(), other.span.is_set()),
            at=self.value,
            problem=f"{self.value.path} {self.value} overlaps {other.value.path} {other.value}: AWS rejects"
            " windows that overlap.",
            fix=self.fix(hours, other),
        )

    def suits(self, hours: BusinessHours) -> Fact:
        """The window is long enough, and outside business hours."""
        return self.span.test(lambda one: one.length >= self.shortest and not hours.overlap(one))

    def fix(self, hours: BusinessHours, other: Window) -> Fix:
        """The first hour, from the usual one, outside business hours and apart from ``other``, as far as that is
        known."""
        text = self._first_free(hours, other)
        return fix(Set(self.value.path, text or Blank(f"an hour as {self.form} outside business hours")))

    def free_hour(self, hours: BusinessHours, other: Window) -> dict[str, str]:
        """The property with the first hour, from the usual one, outside business hours and apart from ``other``;
        empty where there is none, or where the other window is not known yet."""
        if other.span.is_unknown:
            return {}
        text = self._first_free(hours, other)
        return {} if text is None else {self.value.path: text}

    def _first_free(self, hours: BusinessHours, other: Window) -> str | None:
        return next((text for text in self._hours() if _is_free(parse(text), hours, other.span)), None)

    def _hours(self) -> Iterator[str]:
        if self.read is daily:
            return (_hour(start) for start in range(_FIRST_DAILY, _FIRST_DAILY + DAY, 60))
        moments = range(_FIRST_WEEKLY, _FIRST_WEEKLY + WEEK, 60)
        return (f"{_moment(start)}-{_moment(start + 60)}" for start in moments)


def _is_free(span: Span | None, hours: BusinessHours, other: Value) -> bool:
    if span is None or hours.overlap(span):
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
