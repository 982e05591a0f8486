"""Lets exempted findings through: they stay findings, with what exempts them, and stop nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from policypack.engine.exemptions.baseline import Baseline, entry_of
from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.exemptions.tags import exemption_tags, read_tag
from policypack.engine.findings import Finding, Outcome
from policypack.engine.settings import Settings
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource


@record(frozen=True)
class Exemptions:
    """What is exempted in one run. ``today`` decides what has expired."""

    settings: Settings
    deployment: Deployment
    today: date

    def apply(self, findings: Iterable[Finding], resource_of: Callable[[str], Resource | None]) -> list[Finding]:
        """The findings, each violation that is exempted with what exempts it, or what did until it expired."""
        own: dict[str, tuple[Exemption, ...]] = {}
        applied = []
        for finding in findings:
            if finding.outcome is Outcome.VIOLATED:
                if finding.urn not in own:
                    resource = resource_of(finding.urn)
                    own[finding.urn] = () if resource is None else tuple(self.of_program(resource))
                finding = self._apply(finding, own[finding.urn])  # noqa: PLW2901
            applied.append(finding)
        return applied

    def _apply(self, finding: Finding, own: Iterable[Exemption]) -> Finding:
        """The violation with what exempts it; ``own`` are the exemptions of its resource's tags."""
        over: Exemption | None = None
        for exemption in self._covering(finding, own):
            if not exemption.has_expired(self.today):
                return dataclasses.replace(finding, outcome=Outcome.EXEMPTED, exemption=exemption)
            over = exemption
        if self.settings.exemptions.baseline.covers(entry_of(finding)):
            recorded = _recorded(finding, self.settings.exemptions.baseline)
            return dataclasses.replace(finding, outcome=Outcome.EXEMPTED, exemption=recorded)
        return finding if over is None else dataclasses.replace(finding, exemption=over)

    def _covering(self, finding: Finding, own: Iterable[Exemption]) -> Iterator[Exemption]:
        yield from (one for one in own if one.rule == finding.rule)
        listed = self.settings.exemptions.listed
        yield from (one for one in listed if one.matches(finding.rule, finding.urn, finding.resource_name))

    def of_program(self, resource: Resource) -> Iterator[Exemption]:
        """The exemptions that the resource's tags make; wrong ones are left to the review."""
        for rule, value in exemption_tags(resource, self.deployment):
            exemption = read_tag(rule, value, resource, self.settings, self.today)
            if isinstance(exemption, Exemption):
                yield exemption


def _recorded(finding: Finding, baseline: Baseline) -> Exemption:
    return Exemption(finding.rule, finding.urn, "baseline", "baseline", baseline.file)
