"""One run: resources come one by one, then the stack; the findings of both, whoever the caller is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from policypack.catalog.catalogue import Catalogue
from policypack.engine import catalogue_age, undetermined
from policypack.engine.exemptions.apply import Exemptions
from policypack.engine.exemptions.review import Review
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import Judge
from policypack.engine.policies import CATALOGUE, UNDETERMINED
from policypack.engine.settings import PackSetting, Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack


class Session:
    """Keeps the inputs of each resource for the rules that need the stack, and what was found on them."""

    def __init__(self, settings: Settings, deployment: Deployment, catalogue: Catalogue, today: date) -> None:
        self._today = today
        if settings.language is not None:
            deployment = replace(deployment, language=settings.language)
        self.judge = Judge(settings, deployment, catalogue)
        self.exemptions = Exemptions(settings, deployment, today)
        self.analysed: dict[str, Resource] = {}
        self._found: dict[str, list[Finding]] = {}

    def resource(self, resource: Resource) -> list[Finding]:
        """The findings on one resource's own inputs."""
        self.analysed[resource.urn] = resource
        found = self.exemptions.apply(self.judge.judge_resource(resource), self.analysed.get)
        self._found[resource.urn] = found
        return found

    def stack(self, stack: Stack) -> list[Finding]:
        """The findings that need the stack, and what is said of the run as a whole."""
        findings = self.exemptions.apply(self.judge.judge_stack(stack), stack.get)
        return findings + self.on_run(self.judge.settings.policies, stack, [*self.found_before(stack), *findings])

    def found_before(self, stack: Stack) -> list[Finding]:
        """The findings on the own inputs of the stack's resources."""
        return [one for resource in stack.resources for one in self._found.get(resource.urn, ())]

    def on_run(self, policies: Iterable[PackSetting], stack: Stack, found: Sequence[Finding]) -> list[Finding]:
        """What the pack's own policies say of the run; ``found`` are all findings of rules on it."""
        judge = self.judge
        root = stack.root_urn
        review: list[Finding] | None = None
        findings: list[Finding] = []
        for setting in policies:
            if setting.policy is CATALOGUE:
                findings += catalogue_age.findings(setting, stack, judge.deployment, judge.catalogue, self._today, root)
            elif setting.policy is UNDETERMINED:
                waiting = [one for one in found if one.outcome is Outcome.UNDETERMINED]
                findings += undetermined.findings(setting, waiting, root, preview=judge.deployment.preview)
            else:
                if review is None:
                    review = Review(self.exemptions, found, stack, root).findings_on_exemptions()
                findings += [one for one in review if one.rule == setting.policy.id]
        return findings
