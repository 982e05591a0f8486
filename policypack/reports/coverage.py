"""Coverage: how much of a framework, or of another pack, the rules answer."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from policypack.engine.index import SomeRule
from policypack.errors import ConfigurationError
from policypack.frameworks.controls import FSBP, TITLES, all_controls, controls_of, source_and_date
from policypack.frameworks.peers import Answered, Peer, all_peers
from policypack.model.records import record
from policypack.rule import AnyRule

State: TypeAlias = Literal["covered", "partly", "undecidable", "missing"]
MEANINGS: Final[Mapping[State, str]] = {
    "covered": "a rule decides it",
    "partly": "a rule decides a part of it",
    "undecidable": "no program tells it",
    "missing": "no rule decides it yet",
}


@record(frozen=True, slots=True)
class Coverage:
    """The state of each control or policy, what answers it, and why not where nothing or a part only does."""

    framework: str
    title: str
    source: str
    as_of: str
    states: Mapping[str, State]
    rules: Mapping[str, tuple[str, ...]]
    why: Mapping[str, str]
    requirements: Mapping[str, tuple[str, ...]]
    """Requirement of the framework -> the controls that stand for it; empty where it has only controls."""

    def of(self, state: State) -> list[str]:
        """The ids in this state."""
        return [one for one, own in self.states.items() if own == state]

    def state_of(self, requirement: str) -> State:
        """The state of a requirement: that of its controls where they agree, else ``partly``."""
        states = {self.states[control] for control in self.requirements[requirement]}
        return next(iter(states)) if len(states) == 1 else "partly"


def frameworks() -> tuple[str, ...]:
    """All that coverage can be told of."""
    return (*TITLES, *all_peers())


def coverage(framework: str, rules: Sequence[SomeRule]) -> Coverage:
    """How much of the framework the rules answer. Raises ConfigurationError for an unknown one."""
    if framework in TITLES:
        return _of_controls(framework, rules)
    peer = all_peers().get(framework)
    if peer is None:
        raise ConfigurationError(f"{framework} is no framework: choose among {', '.join(frameworks())}.")
    return _of_peer(framework, peer, rules)


def _of_controls(framework: str, rules: Sequence[SomeRule]) -> Coverage:
    whole, partly = _answering(rules, "controls"), _answering(rules, "partly")
    controls = controls_of(framework)
    states: dict[str, State] = {}
    requirements: dict[str, list[str]] = {}
    for control in controls:
        covered: State = "covered" if control.id in whole else "partly"
        left: State = "undecidable" if control.decidable == "no" else "missing"
        states[control.id] = covered if control.id in whole or control.id in partly else left
        for requirement in control.requirements.get(framework, ()):
            requirements.setdefault(requirement, []).append(control.id)
    source, as_of = source_and_date(framework)
    return Coverage(
        framework,
        TITLES[framework],
        source,
        as_of,
        states,
        {control.id: tuple(whole.get(control.id, ()) or partly.get(control.id, ())) for control in controls},
        {control.id: control.why for control in controls if control.why and states[control.id] != "covered"},
        {requirement: tuple(requirements[requirement]) for requirement in sorted(requirements, key=_in_parts)},
    )


def _answering(rules: Sequence[SomeRule], how: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules:
        for control in getattr(rule, how):
            found.setdefault(control, []).append(rule.id)
    return found


def _in_parts(requirement: str) -> list[tuple[int, str]]:
    """``2.10`` after ``2.9``."""
    return [(int(part) if part.isdigit() else 0, part) for part in requirement.replace("-", ".").split(".")]


def _of_peer(name: str, peer: Peer, rules: Sequence[SomeRule]) -> Coverage:
    controls = _of_controls(FSBP, rules)
    found = {policy: _state_of(one, controls) for policy, one in peer.policies.items()}
    return Coverage(
        name,
        peer.title,
        peer.source,
        peer.as_of,
        {policy: state for policy, (state, _) in found.items()},
        {policy: own for policy, (_, own) in found.items()},
        {policy: one.why for policy, one in peer.policies.items() if one.why},
        {},
    )


def _state_of(one: Answered, controls: Coverage) -> tuple[State, tuple[str, ...]]:
    """The state of another pack's policy, and the rules that answer it: its own, or those of its controls."""
    if one.rules:
        return "covered", one.rules
    rules = tuple(dict.fromkeys((*one.partly, *(rule for id_ in one.controls for rule in controls.rules[id_]))))
    if not rules:
        return ("undecidable" if one.undecidable else "missing"), ()
    is_whole = not one.partly and all(controls.states[id_] == "covered" for id_ in one.controls)
    return ("covered" if is_whole else "partly"), rules


def answering(wanted: str, rules: Sequence[AnyRule]) -> list[AnyRule]:
    """The rules that answer a control or a policy of another pack, whole or in part, in upper or lower case."""
    told = [coverage(name, rules) for name in (FSBP, *all_peers())]
    ids = {rule for one in told for id_, own in one.rules.items() if id_.lower() == wanted.lower() for rule in own}
    return [rule for rule in rules if rule.id in ids]


def why_not(wanted: str) -> str:
    """Why no rule answers a control or a policy of another pack; empty where it is neither."""
    told = [coverage(name, ()) for name in frameworks()]
    own = next((id_ for one in told for id_ in one.states if id_.lower() == wanted.lower()), "")
    why = next((one.why[own] for one in told if own in one.why), "")
    return f"{own}: no rule answers it. {why}".strip() if own else ""


def as_json(one: Coverage) -> str:
    """A coverage as an object: a list of ids for each state, what answers each, and why not."""
    return json.dumps(
        {
            "framework": one.framework,
            "title": one.title,
            "source": one.source,
            "as_of": one.as_of,
            **{state: one.of(state) for state in MEANINGS},
            "rules": {name: list(rules) for name, rules in one.rules.items() if rules},
            "why": dict(one.why),
            "requirements": {name: one.state_of(name) for name in one.requirements},
        },
        indent=2,
    )


def as_text(one: Coverage) -> str:
    """A coverage for a terminal: how many are in each state, and which."""
    return "\n".join(_lines(one)) + "\n"


def _lines(one: Coverage) -> Iterator[str]:
    yield f"{one.title} ({one.framework}), as of {one.as_of}"
    decidable = len(one.states) - len(one.of("undecidable"))
    covered, partly = len(one.of("covered")), len(one.of("partly"))
    yield f"{covered} of {decidable} that a program can decide are covered, {partly} partly."
    for state, meaning in MEANINGS.items():
        ids = one.of(state)
        yield ""
        yield f"{state} ({meaning}): {len(ids)}"
        if state == "covered":
            yield textwrap.fill(", ".join(ids), 100, initial_indent="  ", subsequent_indent="  ")
            continue
        for id_ in ids:
            said = " ".join(filter(None, (", ".join(one.rules.get(id_, ())), one.why.get(id_, ""))))
            yield f"  {id_:<20} {said}".rstrip()


def summary(rules: Sequence[SomeRule]) -> str:
    """A line for each framework: how many of what it asks are in each state."""
    lines = [f"{'':<26} " + " ".join(f"{state:>12}" for state in MEANINGS)]
    for name in frameworks():
        one = coverage(name, rules)
        lines.append(f"{name:<26} " + " ".join(f"{len(one.of(state)):>12}" for state in MEANINGS))
    return "\n".join(lines) + "\n"


def page(rules: Sequence[SomeRule], made: str) -> str:
    """``docs/frameworks.md``: how much of each framework is answered, and by which rules."""
    told = [coverage(name, rules) for name in frameworks()]
    parts = [
        made,
        "# Frameworks",
        "Which controls of AWS Security Hub, requirements of frameworks and policies of other packs the rules answer."
        " `./guardrails coverage --framework NAME` prints one of them, `--format json` for programs, and"
        " `./guardrails explain RDS.3` the rules that answer a control. A program does not tell everything: what only"
        " AWS knows is listed as undecidable. The source says who maps the controls to a framework's requirements.",
        "\n".join(
            [
                "| framework | source | covered | partly | undecidable | missing |",
                "| --- | --- | --- | --- | --- | --- |",
                *(
                    f"| `{one.framework}`: {one.title} | [{one.as_of}]({one.source}) | "
                    + " | ".join(str(len(one.of(state))) for state in MEANINGS)
                    + " |"
                    for one in told
                ),
            ]
        ),
    ]
    for one in told:
        if one.framework == FSBP or one.framework not in TITLES:
            parts += [f"## {one.title}", _table(one)]
        else:
            parts += [f"## {one.title}", _requirements(one)]
    return "\n\n".join(parts) + "\n"


def _table(one: Coverage) -> str:
    rows = [
        f"| {_linked(id_)} | {state} | {', '.join(map(_rule_page, one.rules[id_]))} | {one.why.get(id_, '')} |"
        for id_, state in one.states.items()
    ]
    return "\n".join(["| asked | state | rules | why |", "| --- | --- | --- | --- |", *rows])


def _requirements(one: Coverage) -> str:
    rows = [
        f"| {requirement} | {one.state_of(requirement)} | {', '.join(controls)} |"
        for requirement, controls in one.requirements.items()
    ]
    return "\n".join(["| requirement | state | controls |", "| --- | --- | --- |", *rows])


def _linked(id_: str) -> str:
    control = all_controls().get(id_)
    return f"[{id_}]({control.url})" if control is not None else id_


def _rule_page(rule_id: str) -> str:
    return f"[{rule_id}](rules/{rule_id}.md)"
