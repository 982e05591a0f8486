"""Asks rules of resources. A rule that crashes becomes a finding, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from policypack.catalog.catalog import Catalog
from policypack.engine.findings import Finding, Outcome, ordered, until_known
from policypack.engine.index import loaded
from policypack.engine.settings import Setting, Settings
from policypack.errors import fault
from policypack.model.languages import Language
from policypack.model.opaque import FAULTS
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.verdicts import Answer, Verdict
from policypack.rule import Context, ResourceRule, StackContext


@record(frozen=True, slots=True)
class Judge:
    """The rules as they are set, and what they may know of the run."""

    settings: Settings
    deployment: Deployment
    catalog: Catalog

    def judge_resource(self, resource: Resource) -> list[Finding]:
        """What the rules that one resource's inputs decide say of it."""
        findings: list[Finding] = []
        for setting in self.settings.resource_rules.of(resource.type):
            findings += ask(setting, resource, self.deployment, self.catalog)
        return ordered(self._without_second_voices(findings))

    def judge_stack(self, stack: Stack, context: Sequence[Resource] = ()) -> list[Finding]:
        """What the rules that need the stack say of each of its resources, which may be linked to those of ``context``:
        of these, nothing is said."""
        whole = Stack((*stack.resources, *context)) if context else stack
        findings: list[Finding] = []
        for resource in stack.resources:
            for setting in self.settings.stack_rules.of(resource.type):
                findings += ask(setting, resource, self.deployment, self.catalog, whole)
        return ordered([one for one in findings if stack.get(one.urn) is not None] if context else findings)

    def _without_second_voices(self, findings: list[Finding]) -> list[Finding]:
        """Without what a rule that yields says of a property of which another rule says something."""
        yielding = self.settings.yielding
        said = {one.at for one in findings if one.rule not in yielding}
        return [one for one in findings if one.rule not in yielding or one.at not in said]


def ask(
    setting: Setting, resource: Resource, deployment: Deployment, catalog: Catalog, stack: Stack | None = None
) -> list[Finding]:
    """The findings of one rule on one resource."""
    try:
        return [
            _finding(setting, verdict.on or resource, verdict, outcome, deployment.language)
            for verdict in verdicts_of(setting, resource, deployment, catalog, stack)
            if (outcome := _outcome_of(verdict)) is not None
        ]
    except FAULTS as error:  # A rule's mistake must not end a preview.
        return [_crash(setting, resource, error)]


def _outcome_of(verdict: Verdict) -> Outcome | None:
    """None where the rule has nothing to say. (To look an Enum up takes longer than to compare it.)"""
    if verdict.answer is Answer.VIOLATED:
        return Outcome.VIOLATED
    return Outcome.UNDETERMINED if verdict.answer is Answer.UNDETERMINED else None


def violations(
    setting: Setting, resource: Resource, deployment: Deployment, catalog: Catalog, stack: Stack
) -> list[Finding]:
    """What one rule finds violated on one resource of a stack that is not whole; the rest is left to the whole one."""
    return [
        _finding(setting, verdict.on or resource, verdict, Outcome.VIOLATED)
        for verdict in _told(setting, resource, deployment, catalog, stack)
        if verdict.answer is Answer.VIOLATED
    ]


def _told(
    setting: Setting, resource: Resource, deployment: Deployment, catalog: Catalog, stack: Stack
) -> Iterator[Verdict]:
    """The verdicts up to a question, or a mistake, that is left to the whole stack."""
    with suppress(*FAULTS):
        yield from verdicts_of(setting, resource, deployment, catalog, stack)


def verdicts_of(
    setting: Setting, resource: Resource, deployment: Deployment, catalog: Catalog, stack: Stack | None = None
) -> Iterator[Verdict]:
    """The verdicts of one rule on one resource; lets the rule's own exceptions through."""
    rule = loaded(setting.rule)
    if isinstance(rule, ResourceRule):
        return rule.verdicts(resource, Context(setting.options, deployment, catalog))
    whole = Stack((resource,)) if stack is None else stack
    return rule.verdicts(resource, StackContext(setting.options, deployment, catalog, whole))


def shows_summary(setting: Setting) -> bool:
    """The findings of a rule that speaks of most resources are summarised, unless its options ask for each."""
    return getattr(setting.options, "show", "summary") == "summary"


def _finding(
    setting: Setting, resource: Resource, verdict: Verdict, outcome: Outcome, language: Language | None = None
) -> Finding:
    return Finding(
        rule=setting.rule.id,
        outcome=outcome,
        level=setting.level,
        severity=setting.rule.severity,
        summary=setting.rule.summary,
        urn=resource.urn,
        resource_type=resource.type,
        resource_name=resource.name,
        at=verdict.at,
        problem=until_known(verdict.because, resource.name) if outcome is Outcome.UNDETERMINED else verdict.problem,
        fix=verdict.fix,
        rejects=verdict.rejects.filled(resource) if verdict.rejects and outcome is Outcome.VIOLATED else None,
        because=verdict.because,
        together=setting.rule.together if outcome is Outcome.VIOLATED and shows_summary(setting) else "",
        language=language,
    )


def _crash(setting: Setting, resource: Resource, error: BaseException) -> Finding:
    problem = (
        f"The rule {setting.rule.id} failed on {resource} with {fault(error)}; its other findings and all"
        " other rules are unaffected. This is a fault of the rule, not of the program: report it, and disable the rule"
        " until it is fixed."
    )
    found = _finding(setting, resource, Verdict(Answer.VIOLATED, "", problem), Outcome.CRASHED)
    return found if setting.failures_count else replace(found, level="advisory")
