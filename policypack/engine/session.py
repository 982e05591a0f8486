"""One run: resources come one by one, then the stack; the findings of both, whoever the caller is."""

from __future__ import annotations

from datetime import date

from policypack.catalog.catalogue import Catalogue
from policypack.engine import catalogue_age, undetermined
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import Judge
from policypack.engine.policies import CATALOGUE, UNDETERMINED
from policypack.engine.settings import Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import STACK_TYPE, Stack


class Session:
    """Keeps the inputs of each resource for the rules that need the stack, and what could not be decided."""

    def __init__(self, settings: Settings, deployment: Deployment, catalogue: Catalogue, today: date) -> None:
        self._today = today
        self.judge = Judge(settings, deployment, catalogue)
        self.analysed: dict[str, Resource] = {}
        self._undetermined: dict[str, list[Finding]] = {}

    def resource(self, resource: Resource) -> list[Finding]:
        """The findings on one resource's own inputs."""
        self.analysed[resource.urn] = resource
        findings = self.judge.judge_resource(resource)
        self._undetermined[resource.urn] = [one for one in findings if one.outcome is Outcome.UNDETERMINED]
        return findings

    def stack(self, stack: Stack) -> list[Finding]:
        """The findings that need the stack, and the line on all that stayed undetermined."""
        findings = self.judge.judge_stack(stack)
        told = [one for one in stack.resources if one.urn in self._undetermined]
        waiting = [one for resource in told for one in self._undetermined[resource.urn]]
        waiting += [one for one in findings if one.outcome is Outcome.UNDETERMINED]
        root = next((one.urn for one in stack.resources if one.type == STACK_TYPE), "")
        judge, settings = self.judge, self.judge.settings
        findings += catalogue_age.findings(
            settings.of(CATALOGUE), stack, judge.deployment, judge.catalogue, self._today, root
        )
        return findings + undetermined.findings(
            settings.of(UNDETERMINED), waiting, root, preview=judge.deployment.preview
        )
