"""Schedule expressions: rate(...), cron(...) and at(...).

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html and
https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html, read in November 2026. Rules want the unit
of a rate to agree with its number; of Scheduler that is not known, so it is not asked there.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

_FIELDS = ("minutes", "hours", "day-of-month", "month", "day-of-week", "year")
_RANGES = {"minutes": (0, 59), "hours": (0, 23), "day-of-month": (1, 31), "month": (1, 12), "day-of-week": (1, 7)}
_UNITS = ("minute", "hour", "day")


def rule_fault(expression: Plain) -> str | None:
    """What EventBridge has against the schedule of a rule; None where it has nothing."""
    kind, inside = _parts(expression)
    if kind == "rate":
        return _rate_fault(inside, agreeing=True)
    return _cron_fault(inside) if kind == "cron" else "is neither rate(...) nor cron(...)"


def schedule_fault(expression: Plain) -> str | None:
    """What EventBridge Scheduler has against a schedule; None where it has nothing."""
    kind, inside = _parts(expression)
    if kind == "rate":
        return _rate_fault(inside, agreeing=False)
    if kind == "at":
        form = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
        return None if re.fullmatch(form, inside) else "has no time of the form at(2030-01-31T09:00:00)"
    return _cron_fault(inside) if kind == "cron" else "is neither rate(...), cron(...) nor at(...)"


def _parts(expression: Plain) -> tuple[str, str]:
    found = re.fullmatch(r"(\w+)\((.*)\)", str(expression).strip(), re.DOTALL)
    return (found.group(1).lower(), found.group(2).strip()) if found else ("", "")


def _rate_fault(inside: str, *, agreeing: bool) -> str | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(\w+)", inside, re.ASCII)
    if found is None or found.group(2).removesuffix("s") not in _UNITS:
        return "is no rate(value unit) with minutes, hours or days"
    number, unit = float(found.group(1)), found.group(2)
    if not number:
        return "has the rate 0"
    if agreeing and (number == 1) is unit.endswith("s"):
        return (
            f"has the unit {unit!r} with {found.group(1)}: it is minute, hour or day with 1, and minutes, hours or"
            " days otherwise"
        )
    return None


def _cron_fault(inside: str) -> str | None:
    fields = dict(zip(_FIELDS, inside.split(), strict=False))
    if len(inside.split()) != len(_FIELDS):
        return f"has {len(inside.split())} fields; cron(...) has six: {', '.join(_FIELDS)}"
    if "?" not in (fields["day-of-month"], fields["day-of-week"]):
        return "says both day-of-month and day-of-week: one of them must be ?"
    for name, text in fields.items():
        if "#" in text and name != "day-of-week":
            return f"has a # in {name}, which is only for day-of-week"
        low, high = _RANGES.get(name, (0, 0))
        if name in _RANGES and re.fullmatch(r"\d{1,9}", text, re.ASCII) and not low <= int(text) <= high:
            return f"has {text} in {name}, which goes from {low} to {high}"
    return None
