"""One run: resources come one by one, then the stack; the findings of both, whoever the caller is."""

from __future__ import annotations

from datetime import date

from policypack.catalog.catalogue import Catalogue
from policypack.engine import catalogue_age, undetermined
from policypack.engine.exempting import Exempter
from policypack.engine.exemption_review import Review
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import Judge
from policypack.engine.policies import CATALOGUE, UNDETERMINED
from policypack.engine.settings import Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import STACK_TYPE, Stack


class Session:
    """Keeps the inputs of each resource for the rules that need the stack, and what was found on them."""

    def __init__(self, settings: Settings, deployment: Deployment, catalogue: Catalogue, today: date) -> None:
        self._today = today
        self.judge = Judge(settings, deployment, catalogue)
        self.exempter = Exempter(settings, deployment, today)
        self.analysed: dict[str, Resource] = {}
        self._found: dict[str, list[Finding]] = {}

    def resource(self, resource: Resource) -> list[Finding]:
        """The findings on one resource's own inputs."""
        self.analysed[resource.urn] = resource
        found = self.exempter.applied(self.judge.judge_resource(resource), self.analysed.get)
        self._found[resource.urn] = found
        return found

    def stack(self, stack: Stack) -> list[Finding]:
        """The findings that need the stack, and what is said of the run as a whole."""
        findings = self.exempter.applied(self.judge.judge_stack(stack), stack.get)
        before = [one for resource in stack.resources for one in self._found.get(resource.urn, ())]
        whole = [*before, *findings]
        root = next((one.urn for one in stack.resources if one.type == STACK_TYPE), "")
        judge, settings = self.judge, self.judge.settings
        findings += catalogue_age.findings(
            settings.of(CATALOGUE), stack, judge.deployment, judge.catalogue, self._today, root
        )
        findings += Review(self.exempter, whole, stack, root).findings_on_exemptions()
        waiting = [one for one in whole if one.outcome is Outcome.UNDETERMINED]
        return findings + undetermined.findings(
            settings.of(UNDETERMINED), waiting, root, preview=judge.deployment.preview
        )
