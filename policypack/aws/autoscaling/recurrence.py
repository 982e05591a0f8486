"""The recurrence of a scheduled action: five fields of cron, as Unix has them.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html, read in November 2026.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7))


def recurrence_error(text: Plain) -> str | None:
    """What is no recurrence in the text; None where nothing is, or where it is a word such as @daily."""
    if not isinstance(text, str) or text.startswith("@"):
        return None
    if re.match(r"\s*(cron|rate)\s*\(", text, re.IGNORECASE):
        return "it has the form of EventBridge's schedules, and a recurrence is five fields without a name"
    fields = text.split()
    if len(fields) != len(FIELDS):
        return f"it has {len(fields)} fields, and a recurrence has {len(FIELDS)}"
    if "?" in text:
        return 'it has "?", which a recurrence does not know: "*" is each day'
    for field, (name, low, high) in zip(fields, FIELDS, strict=True):
        for number in (int(one) for part in field.split(",") for one in _numbers(part)):
            if not low <= number <= high:
                return f"its {name} is {number}, and that is {low} to {high}"
    return None


def _numbers(part: str) -> list[str]:
    """The numbers of ``5``, ``1-5`` and ``1-5/2``, but for the interval."""
    found = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?(?:/\d{1,4})?", part)
    return [one for one in found.groups() if one] if found else []
