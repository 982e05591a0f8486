"""Schedule expressions: rate(...), cron(...) and at(...), and the rows of the rules about them.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html and
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, read in November 2026. Each function returns
what is wrong with an expression, None where its own demand holds. Rules need the unit of a rate to agree with its
number; whether Scheduler does is not known, so it is not asked there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from policypack.constraint import Blank, Constraint, Set, argument, fits, fix, of_text
from policypack.model.values import Plain

_FIELDS = ("minutes", "hours", "day-of-month", "month", "day-of-week", "year")
_RANGES = {"minutes": (0, 59), "hours": (0, 23), "day-of-month": (1, 31), "month": (1, 12), "day-of-week": (1, 7)}
_UNITS = ("minute", "hour", "day")
EVERY_FIVE_MINUTES, EVERY_MINUTE, WEEKDAYS = "rate(5 minutes)", "rate(1 minute)", "cron(0 8 ? * MON-FRI *)"

expression = argument("scheduleExpression")


def row(
    complement: str,
    find: Callable[[Plain], str | None],
    *,
    invalid: str | tuple[str, ...],
    valid: tuple[str, ...],
    condition: str,
    error: str,
    source: str,
) -> Constraint:
    """A row about the expression; ``find`` returns what is wrong with it. The fix is a corrected one, or a blank."""
    return Constraint(
        demand=fits(expression, complement, find, lambda schedule: expression.of(schedule).as_text()),
        when=expression.is_given().unsaid(),
        error=error,
        source=source,
        fix=fix(Set(expression.path, Blank(f"{complement}, such as {valid[0]}"))),
        correct=of_text(corrected),
        invalid=tuple({expression.path: one} for one in ((invalid,) if isinstance(invalid, str) else invalid)),
        valid=tuple({expression.path: one} for one in valid),
        condition=f"scheduleExpression {condition}",
    )


def common_rows(error: str, source: str, rate_error: str = "") -> tuple[Constraint, ...]:
    """What both services demand of a cron and of a rate."""
    return (
        row(
            "a cron with six fields",
            field_count_error,
            invalid="cron(0 8 * * ?)",
            valid=(WEEKDAYS,),
            condition="is a cron with more or fewer than six fields",
            error=error,
            source=source,
        ),
        row(
            "a cron with a ? for one of the two fields for days",
            both_days_error,
            invalid="cron(0 8 * * MON-FRI *)",
            valid=(WEEKDAYS,),
            condition="is a cron with both day-of-month and day-of-week",
            error=error,
            source=source,
        ),
        row(
            "a cron whose fields are in their ranges",
            range_error,
            invalid=("cron(0 24 * * ? *)", "cron(0 12 ? * -1 *)", "cron(0 8 ? * 0-6 *)", "cron(0,60 8 * * ? *)"),
            valid=(WEEKDAYS, "cron(59 23 L DEC ? 2030)", "cron(0/15 8-18 ? * 2-6 *)", "cron(0,30 8 1,15 * ? *)"),
            condition="is a cron with a field out of its range",
            error=error,
            source=source,
        ),
        row(
            "a cron with # in day-of-week only",
            hash_error,
            invalid="cron(0 8 1#3 * ? *)",
            valid=("cron(0 8 ? * 2#1 *)", "cron(0/15 8-18 ? * 2#1 *)"),
            condition="is a cron with # in another field than day-of-week",
            error=error,
            source=source,
        ),
        row(
            "a rate above 0",
            zero_error,
            invalid="rate(0 minutes)",
            valid=(EVERY_MINUTE,),
            condition="is a rate of 0",
            error=rate_error or error,
            source=source,
        ),
    )


def rule_form_error(schedule: Plain) -> str | None:
    """A rule's schedule is rate(...) or cron(...)."""
    kind, inside = _parts(schedule)
    if kind == "rate":
        return _rate_form_error(inside)
    return None if kind == "cron" else "it is neither rate(...) nor cron(...)"


def schedule_form_error(schedule: Plain) -> str | None:
    """A schedule of Scheduler is rate(...), cron(...) or at(...)."""
    kind, inside = _parts(schedule)
    if kind == "at":
        form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
        return None if re.fullmatch(form, inside) else "it has no time of the form at(2030-01-31T09:00:00)"
    if kind == "rate":
        return _rate_form_error(inside)
    return None if kind == "cron" else "it is neither rate(...), cron(...) nor at(...)"


def unit_error(schedule: Plain) -> str | None:
    """The unit of a rate is singular with 1, and plural otherwise."""
    rate = _rate(schedule)
    if rate is None or not rate[0] or (rate[0] == 1) is not rate[1].endswith("s"):
        return None
    return "its unit must be minute, hour or day with 1, and minutes, hours or days with another number"


def zero_error(schedule: Plain) -> str | None:
    """A rate is above 0."""
    rate = _rate(schedule)
    return "its rate is 0" if rate is not None and not rate[0] else None


def field_count_error(schedule: Plain) -> str | None:
    """A cron has six fields."""
    kind, inside = _parts(schedule)
    count = len(inside.split())
    if kind != "cron" or count == len(_FIELDS):
        return None
    return f"it has {count} fields and must have six: {', '.join(_FIELDS)}"


def both_days_error(schedule: Plain) -> str | None:
    """One of a cron's two fields for days is a question mark."""
    fields = _cron(schedule)
    if not fields or "?" in (fields["day-of-month"], fields["day-of-week"]):
        return None
    return "one of day-of-month and day-of-week must be ?"


def hash_error(schedule: Plain) -> str | None:
    """Only a cron's day-of-week has a #."""
    found = (name for name, text in _cron(schedule).items() if "#" in text and name != "day-of-week")
    return next((f"it has a # in {name}" for name in found), None)


def range_error(schedule: Plain) -> str | None:
    """Numbers of a cron, single ones and those of lists and spans, are in their ranges; the year is not checked."""
    fields = _cron(schedule)
    for name, (low, high) in _RANGES.items():
        for part in fields.get(name, "").split(","):
            span = re.fullmatch(r"(-?\d{1,9})(?:-(\d{1,9}))?(?:/\d{1,9})?", part, re.ASCII)
            if span and not all(low <= int(number) <= high for number in span.groups() if number):
                return f"it has {part} in {name}, which must be {low} to {high}"
    return None


def corrected(schedule: str) -> str | None:
    """The same schedule as EventBridge writes it: of Unix's five fields, with a ? for one of the fields for days, and
    with the unit that a rate's number has; None where it may mean something else."""
    kind, inside = _parts(schedule)
    if rate := _rate(schedule):
        number, unit = rate
        return f"rate({number:g} {unit.removesuffix('s')}{'' if number == 1 else 's'})"
    fields = (inside if kind == "cron" else schedule).split()
    if len(fields) == len(_FIELDS) - 1 and not kind:
        fields = [*fields[:4], _weekdays_of_unix(fields[4]), "*"]
    if len(fields) != len(_FIELDS) or kind not in ("", "cron"):
        return None
    *time, day, month, weekday, year = fields
    if "?" not in (day, weekday):
        if "*" not in (day, weekday):
            return None
        day, weekday = (day, "?") if weekday == "*" else ("?", weekday)
    made = " ".join((*time, day, month, weekday, year))
    return f"cron({made})" if re.fullmatch(r"[\w*?,/#-]+(?: [\w*?,/#-]+){5}", made, re.ASCII) else None


def _weekdays_of_unix(field: str) -> str:
    """Unix counts the days of a week from 0, Sunday; EventBridge from 1."""
    return re.sub(r"\b[0-7]\b", lambda day: str(int(day.group()) % 7 + 1), field) if "/" not in field else "-"


def _parts(schedule: Plain) -> tuple[str, str]:
    """``rate`` and ``5 minutes``; empty where the expression is of another form."""
    found = re.fullmatch(r"(\w+)\((.*)\)", str(schedule).strip(), re.DOTALL)
    return (found.group(1).lower(), found.group(2).strip()) if found else ("", "")


def _rate_form_error(inside: str) -> str | None:
    return None if _rate(f"rate({inside})") else "its rate must be a number and a unit: minutes, hours or days"


def _rate(schedule: Plain) -> tuple[float, str] | None:
    """Number and unit of a rate."""
    kind, inside = _parts(schedule)
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(\w+)", inside, re.ASCII)
    if kind != "rate" or found is None or found.group(2).removesuffix("s") not in _UNITS:
        return None
    return float(found.group(1)), found.group(2)


def _cron(schedule: Plain) -> dict[str, str]:
    """The six fields of a cron by their names; none where there are more or fewer."""
    kind, inside = _parts(schedule)
    fields = inside.split()
    return dict(zip(_FIELDS, fields, strict=True)) if kind == "cron" and len(fields) == len(_FIELDS) else {}
