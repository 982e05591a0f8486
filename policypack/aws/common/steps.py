"""Steps of scaling policies: intervals without an overlap or a gap, and without an end where they are not 0.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html, read in November 2026. EC2 Auto
Scaling and Application Auto Scaling have the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from policypack.model.records import record
from policypack.model.values import Plain

Interval = tuple[float | None, float | None]
"""Lower and upper bound of a step; None where it goes on without an end."""


@record(frozen=True, slots=True)
class StepFault:
    """What is wrong with the steps of a policy. ``find`` says where, None where nothing is; ``bad`` are intervals that
    have the fault and no other, ``good`` such that have none."""

    wrong: str
    demand: str
    find: Callable[[list[Interval]], str | None]
    bad: tuple[Interval, ...]
    good: tuple[Interval, ...]

    def error_of(self, steps: Plain) -> str | None:
        """Where the steps of a program have the fault; None where a bound cannot be read."""
        intervals = _intervals(steps)
        return self.find(intervals) if intervals else None


def steps_of(intervals: Iterable[Interval]) -> list[Plain]:
    """Steps with these bounds, as a program writes them."""
    return [
        {
            **({} if low is None else {"metricIntervalLowerBound": f"{low:g}"}),
            **({} if high is None else {"metricIntervalUpperBound": f"{high:g}"}),
            "scalingAdjustment": number,
        }
        for number, (low, high) in enumerate(intervals, 1)
    ]


def _intervals(steps: Plain) -> list[Interval] | None:
    if not isinstance(steps, list) or not all(isinstance(one, Mapping) for one in steps):
        return None
    bounds = [
        (one.get("metricIntervalLowerBound"), one.get("metricIntervalUpperBound"))
        for one in steps
        if isinstance(one, Mapping)
    ]
    if not all(_is_bound(bound) for pair in bounds for bound in pair):
        return None
    return [(_number(low), _number(high)) for low, high in bounds]


def _is_bound(bound: Plain) -> bool:
    return bound in (None, "") or re.fullmatch(r"-?\d{1,30}(?:\.\d{0,30})?", str(bound)) is not None


def _number(bound: Plain) -> float | None:
    return None if bound in (None, "") else float(str(bound))


def _without_bounds(steps: list[Interval]) -> str | None:
    return "a step has neither a lower nor an upper bound" if (None, None) in steps else None


def _downwards(steps: list[Interval]) -> str | None:
    return next(
        (
            f"a step goes from {low:g} to {high:g}"
            for low, high in steps
            if low is not None and high is not None and low >= high
        ),
        None,
    )


def _two_without_lower(steps: list[Interval]) -> str | None:
    count = sum(low is None and high is not None for low, high in steps)
    return f"{count} steps have no lower bound" if count > 1 else None


def _two_without_upper(steps: list[Interval]) -> str | None:
    count = sum(high is None and low is not None for low, high in steps)
    return f"{count} steps have no upper bound" if count > 1 else None


def _in_order(steps: list[Interval]) -> list[tuple[float, float]]:
    """The intervals by their bounds; none where another fault makes an order pointless."""
    faults = (_without_bounds, _downwards, _two_without_lower, _two_without_upper)
    if any(fault(steps) for fault in faults):
        return []
    ends = (float("-inf"), float("inf"))
    return sorted((ends[0] if low is None else low, ends[1] if high is None else high) for low, high in steps)


def _overlap(steps: list[Interval]) -> str | None:
    return next(
        (
            f"a step ends at {one[1]:g} and another one begins at {two[0]:g}"
            for one, two in pairwise(_in_order(steps))
            if one[1] > two[0]
        ),
        None,
    )


def _gap(steps: list[Interval]) -> str | None:
    if _overlap(steps):
        return None
    return next(
        (
            f"a step ends at {one[1]:g} and the next one begins at {two[0]:g}"
            for one, two in pairwise(_in_order(steps))
            if one[1] < two[0]
        ),
        None,
    )


def _ends_above(steps: list[Interval]) -> str | None:
    highest = [high for _, high in steps if high is not None]
    if len(highest) == len(steps) and max(highest) > 0:
        return f"the highest step ends at {max(highest):g}"
    return None


def _ends_below(steps: list[Interval]) -> str | None:
    lowest = [low for low, _ in steps if low is not None]
    if len(lowest) == len(steps) and min(lowest) < 0:
        return f"the lowest step begins at {min(lowest):g}"
    return None


WITHOUT_BOUNDS = StepFault("a step has no bound", "steps with a bound", _without_bounds, ((None, None),), ((0, None),))
DOWNWARDS = StepFault(
    "the lower bound of a step is not below its upper bound",
    "steps from a lower to a higher bound",
    _downwards,
    ((10, 10), (10, None)),
    ((0, 10), (10, None)),
)
TWO_WITHOUT_LOWER = StepFault(
    "two steps have no lower bound",
    "steps of which one at most has no lower bound",
    _two_without_lower,
    ((None, -10), (None, 0)),
    ((None, -10), (-10, 0)),
)
TWO_WITHOUT_UPPER = StepFault(
    "two steps have no upper bound",
    "steps of which one at most has no upper bound",
    _two_without_upper,
    ((0, None), (10, None)),
    ((0, 10), (10, None)),
)
OVERLAP = StepFault(
    "two steps overlap", "steps that do not overlap", _overlap, ((0, 20), (10, None)), ((0, 10), (10, None))
)
GAP = StepFault(
    "there is a gap between two steps", "steps without a gap", _gap, ((0, 10), (20, None)), ((0, 10), (10, None))
)
ENDS_ABOVE = StepFault(
    "the highest step of a policy has an upper bound",
    "steps without an end",
    _ends_above,
    ((0, 10),),
    ((0, 10), (10, None)),
)
ENDS_BELOW = StepFault(
    "the lowest step of a policy has a lower bound below 0",
    "steps without an end below 0",
    _ends_below,
    ((-10, 0),),
    ((None, -10), (-10, 0)),
)
