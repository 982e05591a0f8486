"""One run: resources come one by one, then the stack; the findings of both, whoever the caller is."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from threading import Lock

from policypack.catalog.catalog import Catalog
from policypack.engine import catalog_age, undetermined
from policypack.engine.early import EarlyJudge
from policypack.engine.exemptions.apply import Exemptions
from policypack.engine.exemptions.review import Review
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import Judge
from policypack.engine.policies import CATALOG, UNDETERMINED
from policypack.engine.settings import PackSetting, Settings
from policypack.model.resources import Deployment, Resource, short_type
from policypack.model.stack import Stack


class Session:
    """Keeps the inputs of each resource for the rules that need the stack, and what was found on them.

    With ``early`` a resource is stopped, too, for what it and those before it violate together: for updates, in which
    the stack comes when all is made.
    """

    def __init__(
        self, settings: Settings, deployment: Deployment, catalog: Catalog, today: date, *, early: bool = False
    ) -> None:
        self._today = today
        if settings.language is not None:
            deployment = dataclasses.replace(deployment, language=settings.language)
        self.judge = Judge(settings, deployment, catalog)
        self.exemptions = Exemptions(settings, deployment, today)
        self.analysed: dict[str, Resource] = {}
        self._found: dict[str, list[Finding]] = {}
        self._early = EarlyJudge(self.judge) if early else None
        self._lock = Lock()
        self._told_early: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)

    def resource(self, resource: Resource) -> list[Finding]:
        """The findings on one resource's own inputs, and those that stop it because of what came before it."""
        self.analysed[resource.urn] = resource
        found = self.exemptions.apply(self.judge.judge_resource(resource), self.analysed.get)
        self._found[resource.urn] = found
        if self._early is None:
            return found
        # The engine may ask for several resources at once.
        with self._lock:
            return [*found, *self._stopped(resource, self._early)]

    def _stopped(self, resource: Resource, early: EarlyJudge) -> Iterator[Finding]:
        """What stops the resource because of those before it; the engine shows all of it on this one."""
        for one in self.exemptions.apply(early.findings(resource), self.analysed.get):
            if one.outcome is Outcome.VIOLATED and one.problem not in self._told_early[_key(one)]:
                self._told_early[_key(one)].add(one.problem)
                yield one if one.urn == resource.urn else _seen_from(resource, one)

    def stack(self, stack: Stack, context: Sequence[Resource] = ()) -> list[Finding]:
        """The findings that need the stack, and what is said of the run as a whole. ``context`` are resources of other
        stacks, to which its own may be linked."""
        findings = self.exemptions.apply(self.judge.judge_stack(stack, context), stack.get)
        on_run = self.on_run(self.judge.settings.policies, stack, [*self.found_before(stack), *findings])
        return self._untold(findings) + on_run

    def found_before(self, stack: Stack) -> list[Finding]:
        """The findings on the own inputs of the stack's resources."""
        return [one for resource in stack.resources for one in self._found.get(resource.urn, ())]

    def _untold(self, findings: list[Finding]) -> list[Finding]:
        """Those that no resource was stopped for. The text of one may have changed with what came later."""
        alike = Counter(map(_key, findings))
        return [
            one
            for one in findings
            if one.problem not in (told := self._told_early.get(_key(one), ())) and (not told or alike[_key(one)] > 1)
        ]

    def on_run(self, policies: Iterable[PackSetting], stack: Stack, found: Sequence[Finding]) -> list[Finding]:
        """What the pack's own policies say of the run; ``found`` are all findings of rules on it."""
        judge = self.judge
        root = stack.root_urn
        review: list[Finding] | None = None
        findings: list[Finding] = []
        for setting in policies:
            if setting.policy is CATALOG:
                findings += catalog_age.findings(setting, stack, judge.deployment, judge.catalog, self._today, root)
            elif setting.policy is UNDETERMINED:
                waiting = [one for one in found if one.outcome is Outcome.UNDETERMINED]
                findings += undetermined.findings(setting, waiting, root, preview=judge.deployment.preview)
            else:
                if review is None:
                    review = Review(self.exemptions, found, stack, root).findings_on_exemptions()
                findings += [one for one in review if one.rule == setting.policy.id]
        return findings


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.urn, finding.at


def _seen_from(resource: Resource, finding: Finding) -> Finding:
    """The finding on an earlier resource, which this one completes."""
    at_fault = f'{short_type(finding.resource_type)} "{finding.resource_name}"'
    return dataclasses.replace(finding, problem=f"On {at_fault}, once {resource} is made: {finding.problem}")
