"""Compliance: what a run says of each control of a framework, and of what it says nothing.

A control counts as passed only where resources of its rules' types were there, and each of them was judged and found
fine. What an exemption lets through is no pass.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policypack.engine.index import SomeRule, listed_rules
from policypack.errors import ConfigurationError
from policypack.frameworks.controls import TITLES
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.texts import printable
from policypack.reports.coverage import Coverage, coverage
from policypack.reports.results import Compliance, Control, ControlState, Report, StackReport

MEANINGS: Mapping[ControlState, str] = {
    "failed": "a resource does not meet it",
    "undetermined": "a rule could not decide it",
    "exempted": "only exemptions keep it from failing",
    "passed": "each resource that it is about meets it",
    "passed in part": "each resource meets the part of it that rules see",
    "not checked": "its rules are disabled, or stacks were not judged in whole",
    "nothing to check": "no stack has a resource that it is about",
    "not covered": "no rule answers it",
    "undecidable": "no program tells it",
}
"""The states, the one that weighs most first: a requirement has the first of its controls' states."""
_LISTED = ("failed", "undetermined", "exempted", "passed", "passed in part", "not checked")
"""The states whose controls have a line each."""
_MOST_NAMED = 5
_AWS = "aws:"


def check(framework: str) -> None:
    """Raises ConfigurationError for a framework of which there is no compliance."""
    if framework not in TITLES:
        raise ConfigurationError(f"--framework {framework}: choose among {', '.join(TITLES)}.")


def with_compliance(report: Report, framework: str, rules: Sequence[SomeRule] | None = None) -> Report:
    """The report with what it says of the framework's controls; it reads the stacks once."""
    return replace(report, compliance=compliance(report.stacks, framework, listed_rules() if rules is None else rules))


def compliance(stacks: Iterable[StackReport], framework: str, rules: Sequence[SomeRule]) -> Compliance:
    """What the stacks say of the framework's controls."""
    check(framework)
    covered = coverage(framework, rules)
    seen = _Seen(rules)
    for stack in stacks:
        seen.add(stack)
    controls = tuple(_control(id_, covered, seen) for id_ in covered.states)
    states = {one.id: one.state for one in controls}
    return Compliance(
        framework,
        covered.title,
        covered.as_of,
        seen.stacks,
        tuple(seen.unchecked),
        controls,
        {name: (_worst(states[one] for one in own), own) for name, own in covered.requirements.items()},
    )


class _Seen:
    """What the stacks say of each rule: on which resources it found something, and which it was not asked of."""

    def __init__(self, rules: Sequence[SomeRule]) -> None:
        self.stacks = 0
        self.unchecked: list[str] = []
        self.found: dict[tuple[str, str], dict[str, None]] = {}
        """Rule and outcome -> the resources, as ``orders/prod: database``."""
        self.types: Counter[str] = Counter()
        self.disabled: dict[str, None] = {}
        self._types = {one.id: one.applies_to for one in rules}

    def add(self, stack: StackReport) -> None:
        """Count one stack."""
        self.stacks += 1
        if stack.problem or not stack.whole:
            self.unchecked.append(stack.title)
        for one in stack.results:
            outcome = "undetermined" if one.outcome == "crashed" else one.outcome
            self.found.setdefault((one.rule, outcome), {})[f"{stack.title}: {one.path}"] = None
        self.types.update(one.type for one in stack.graph)
        here = {one.type for one in stack.graph}
        for rule in stack.disabled:
            if any(self._is_about(rule, type_) for type_ in here):
                self.disabled[rule] = None

    def asked(self, rules: Iterable[str]) -> int:
        """How many resources some of the rules are about."""
        rules = tuple(rules)
        return sum(count for type_, count in self.types.items() if any(self._is_about(rule, type_) for rule in rules))

    def _is_about(self, rule: str, type_: str) -> bool:
        types = self._types.get(rule, ())
        return type_ in types or (EVERY_AWS_TYPE in types and type_.startswith(_AWS))

    def on(self, rules: Iterable[str], outcome: str) -> tuple[str, ...]:
        """The resources on which one of the rules had the outcome."""
        return tuple(dict.fromkeys(place for rule in rules for place in self.found.get((rule, outcome), ())))


def _control(id_: str, covered: Coverage, seen: _Seen) -> Control:
    rules = covered.rules[id_]
    failed, waiting, exempted = (seen.on(rules, one) for one in ("violated", "undetermined", "exempted"))
    asked = seen.asked(rules)
    disabled = [rule for rule in rules if rule in seen.disabled]
    why = covered.why.get(id_, "")
    state: ControlState
    if not rules:
        state = "undecidable" if covered.states[id_] == "undecidable" else "not covered"
    elif failed:
        state = "failed"
    elif waiting:
        state = "undetermined"
    elif exempted:
        state = "exempted"
    elif disabled or seen.unchecked:
        state = "not checked"
        why = f"Not asked: {', '.join(disabled)}." if disabled else "Not all stacks were judged in whole."
    elif not asked:
        state = "nothing to check"
    else:
        state = "passed" if covered.states[id_] == "covered" else "passed in part"
    passed = max(0, asked - len(dict.fromkeys((*failed, *waiting, *exempted))))
    return Control(id_, state, rules, passed, failed, waiting, exempted, why)


def _worst(states: Iterable[ControlState]) -> ControlState:
    return min(states, key=list(MEANINGS).index)


def as_document(told: Compliance) -> dict[str, Any]:
    """The same as JSON data."""
    return {
        "framework": told.framework,
        "title": told.title,
        "asOf": told.as_of,
        "stacks": told.stacks,
        "unchecked": list(told.unchecked),
        "counts": dict(counts(told)),
        "controls": [
            {
                "id": one.id,
                "state": one.state,
                "rules": list(one.rules),
                "passed": one.passed,
                "failed": list(one.failed),
                "undetermined": list(one.undetermined),
                "exempted": list(one.exempted),
                "why": one.why,
            }
            for one in told.controls
        ],
        "requirements": {
            name: {"state": state, "controls": list(own)} for name, (state, own) in told.requirements.items()
        },
    }


def as_text(told: Compliance) -> Iterator[str]:
    """The same for a terminal, a line at a time."""
    yield printable(
        f"{told.title} ({told.framework}), as of {told.as_of}: {told.stacks} stack{'' if told.stacks == 1 else 's'}."
    )
    if told.unchecked:
        yield printable(f"Not judged in whole: {_some(told.unchecked)}.")
    for state, count in counts(told):
        yield ""
        yield f"{state} ({MEANINGS[state]}): {count}"
        own = [one for one in told.controls if one.state == state]
        if state in _LISTED:
            yield from (printable(f"  {one.id:<20} {detail(one)}").rstrip() for one in own)
        else:
            ids = ", ".join(one.id for one in own)
            yield textwrap.fill(ids, 100, initial_indent="  ", subsequent_indent="  ")
    if told.requirements:
        yield ""
        yield f"Requirements of {told.framework}:"
        for name, (state, controls) in told.requirements.items():
            yield printable(f"  {name:<14} {state} ({', '.join(controls)})")


def detail(one: Control) -> str:
    """Where a control failed, or on how many resources it passed; or why nobody knows."""
    places = one.failed or one.undetermined or one.exempted
    passed = f"passed on {one.passed}" if one.passed else ""
    return "; ".join(part for part in (_some(places), passed, "" if places else one.why) if part)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def counts(told: Compliance) -> Iterator[tuple[ControlState, int]]:
    """How many controls are in each state, of those states that some are in."""
    found = Counter(one.state for one in told.controls)
    yield from ((state, found[state]) for state in MEANINGS if found[state])
