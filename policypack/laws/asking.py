"""Asks a rule with its default options, and tells the answers as examples state them."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import ask, verdicts_of
from policypack.engine.options import read_options
from policypack.engine.settings import Setting
from policypack.laws.broken import Broken
from policypack.laws.parts import parts
from policypack.model.opaque import FAULTS
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.texts import printable
from policypack.rule import AnyRule, Example, ResourceRule

Told = dict[str, set[str]]
"""Resource name -> properties."""
_LONGEST_ERROR = 200


@record(frozen=True, slots=True)
class Ran:
    """An example that ran: what it registers in a preview, and where it stands.

    ``lines`` are those of the file by the resources' names. ``foresee`` runs it again with placeholders for what a
    preview does not know.
    """

    example: Example
    stack: Stack
    deployment: Deployment
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    foresee: Callable[[], Ran] | None = None

    def where(self, resource: str = "") -> str:
        """The example, or the resource's line in it."""
        return f"{self.file}:{self.lines[resource]}" if resource in self.lines else self.file


def default(rule: AnyRule) -> Setting:
    """The rule at its own level with its default options."""
    return Setting(rule, rule.level, read_options(rule.options, {}, rule.id))


def findings(rule: AnyRule, stack: Stack, deployment: Deployment) -> list[Finding]:
    """What the rule says of each resource that it applies to."""
    setting, catalog = default(rule), load_catalog()
    return [
        one for resource in stack.of_type(rule.applies_to) for one in ask(setting, resource, deployment, catalog, stack)
    ]


def told(found: Iterable[Finding], outcome: Outcome) -> Told:
    """The properties at fault, or those that are not known."""
    result: Told = {}
    for one in found:
        if one.outcome is outcome:
            at = {one.at} if outcome is not Outcome.UNDETERMINED else {reason.property for reason in one.because}
            result.setdefault(one.resource_name, set()).update(at)
    return result


def stated(expected: Mapping[str, str | tuple[str, ...]]) -> Told:
    """What an example states, in the same form."""
    return {key: {at} if isinstance(at, str) else set(at) for key, at in expected.items()}


def listed(properties: Iterable[str]) -> str:
    """Properties as a sentence has them; "nothing" for none."""
    return ", ".join(sorted(properties)) or "nothing"


def asked_after(changed: Resource, rule: AnyRule, stack: Stack) -> Stack:
    """The part of the stack with a resource changed, or that resource alone where the rule reads no other."""
    if isinstance(rule, ResourceRule):
        return Stack([changed])
    part = parts(stack)[changed.urn]
    asked = part if _answers_alone(rule, stack, part[0].urn) else stack.resources
    return Stack(changed if one.urn == changed.urn else one for one in asked)


@lru_cache(maxsize=1024)
def _answers_alone(rule: AnyRule, stack: Stack, urn: str) -> bool:
    """The rule says the same of the resource's part of the stack where there is nothing else."""
    part = parts(stack)[urn]
    urns = {one.urn for one in part}
    return _said_of(rule, Stack(part)) == [one for one in _said_of(rule, stack) if one[0] in urns]


@lru_cache(maxsize=1024)
def _said_of(rule: AnyRule, stack: Stack) -> list[tuple[str, Outcome, str]]:
    """What the rule says of a stack in a region: URN, outcome and property."""
    found = findings(rule, stack, Deployment(config={"aws:region": "us-east-1"}))
    return [(one.urn, one.outcome, one.at) for one in found]


# -- crashes ----------------------------------------------------------------------------------


def crashes(
    law: str, rule: AnyRule, stack: Stack, deployment: Deployment, when: str, among: Iterable[Finding] | None = None
) -> Iterator[Broken]:
    """Each failure of the rule on this stack, at the rule's own line; ``when`` says of what it was asked, ``among`` are
    its findings where they are known."""
    found = findings(rule, stack, deployment) if among is None else among
    for one in found:
        if one.outcome is Outcome.CRASHED:
            place, error = _failure(rule, stack, deployment, one)
            yield Broken(
                law,
                place or file_of(rule),
                f"The check failed {when}: {error}.",
                "Ask values by the words of Value, which answer for absent, unknown and odd ones, too.",
            )


def _failure(rule: AnyRule, stack: Stack, deployment: Deployment, crash: Finding) -> tuple[str, str]:
    """The line of the rule's file that failed, empty where another file's did, and the error."""
    resource = stack.get(crash.urn)
    if resource is not None:
        try:
            list(verdicts_of(default(rule), resource, deployment, load_catalog(), stack))
        except FAULTS as error:
            frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename == rule.file]
            text = printable(str(error), _LONGEST_ERROR)
            said = f"{type(error).__name__}: {text}" if text else type(error).__name__
            return (f"{rule.file}:{frames[-1].lineno}" if frames else ""), said
    return "", crash.problem


def file_of(rule: AnyRule) -> str:
    """The rule's file, or its id where it is made elsewhere."""
    return rule.file or rule.id
