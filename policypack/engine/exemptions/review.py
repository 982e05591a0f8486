"""What is said of exemptions themselves: their use, those that end soon or exempt nothing, and those that are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property

from policypack.engine.exemptions.apply import Exemptions
from policypack.engine.exemptions.baseline import Entry
from policypack.engine.exemptions.exemption import Exemption, renamed, stack_prefix
from policypack.engine.exemptions.recorded import ANY_PROPERTY
from policypack.engine.exemptions.tags import TAG, WrongExemptionError, exemption_tags, is_own, mistyped_tags, read_tag
from policypack.engine.findings import Finding, Outcome
from policypack.engine.policies import EXEMPTED, GUARDRAILS
from policypack.engine.undetermined import on_the_stack
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack

SOON = timedelta(days=14)
_MOST_NAMED = 12


@record(frozen=True)
class Review:
    """One run at its end: all of its findings, and the stack."""

    exemptions: Exemptions
    findings: Sequence[Finding]
    stack: Stack
    stack_urn: str

    @cached_property
    def _tagged(self) -> tuple[Resource, ...]:
        deployment = self.exemptions.deployment
        return tuple(one for one in self.stack.resources if any(exemption_tags(one, deployment)))

    def findings_on_exemptions(self) -> list[Finding]:
        """The line on what was exempted, and what the policy ``guardrails`` has to say."""
        return [*self._use(), *self._wrong_tags(), *self._mistyped_tags(), *self._remarks()]

    def _use(self) -> Iterator[Finding]:
        setting = self.exemptions.settings.of(EXEMPTED)
        text = summary(self.findings)
        if text and setting.level != "disabled":
            yield on_the_stack(setting, self.stack_urn, text)

    def _wrong_tags(self) -> Iterator[Finding]:
        """A tag that exempts nothing stops the preview, as any wrong configuration does."""
        exemptions = self.exemptions
        for resource in self._tagged:
            for rule, value in exemption_tags(resource, exemptions.deployment):
                read = read_tag(rule, value, resource, exemptions.settings, exemptions.today)
                if isinstance(read, WrongExemptionError):
                    text = f"The tag {TAG}{rule} exempts nothing: {read}"
                    found = on_the_stack(exemptions.settings.of(GUARDRAILS), resource.urn, text)
                    yield replace(
                        found, level="mandatory", resource_type=resource.type, resource_name=resource.name, at="tags"
                    )

    def _mistyped_tags(self) -> Iterator[Finding]:
        """A tag that means to exempt and is read by nobody leaves its writer in a wrong belief."""
        for resource in self.stack.resources:
            for key in mistyped_tags(resource):
                text = f"The tag {key} exempts nothing; the form is {TAG}RULE, with the reason as its value."
                found = on_the_stack(self.exemptions.settings.of(GUARDRAILS), resource.urn, text)
                yield replace(
                    found, level="mandatory", resource_type=resource.type, resource_name=resource.name, at="tags"
                )

    def _remarks(self) -> Iterator[Finding]:
        setting = self.exemptions.settings.of(GUARDRAILS)
        if setting.level == "disabled":
            return
        texts = [
            *self.exemptions.settings.warnings,
            *self._renamed_in_tags(),
            *self._ending(),
            *(self._unused() if self.exemptions.deployment.preview else ()),
        ]
        yield from (on_the_stack(setting, self.stack_urn, text) for text in texts)

    def _renamed_in_tags(self) -> Iterator[str]:
        for resource in self._tagged:
            for one in self.exemptions.of_program(resource):
                if one.alias:
                    yield renamed(f"{one.where} of {resource.name}", one.alias, one.rule)

    def _ending(self) -> Iterator[str]:
        used = dict.fromkeys(one.exemption for one in self.findings if one.outcome is Outcome.EXEMPTED)
        for exemption in used:
            if exemption is not None and exemption.expires and exemption.expires - self.exemptions.today <= SOON:
                days = (exemption.expires - self.exemptions.today).days
                when = f"in {days} days" if days > 1 else "tomorrow" if days else "today"
                yield f"The exemption of {_shown(exemption)} ends {when}, on {exemption.expires} ({exemption.where})."

    def _unused(self) -> Iterator[str]:
        """Exemptions and recorded findings of this very stack that nothing answers to. An update is not asked: what
        AWS has accepted by then may be found no more."""
        deployment = self.exemptions.deployment
        prefix = stack_prefix(deployment.stack, deployment.project)
        for exemption in (*self.exemptions.settings.exemptions.listed, *self._own_tags()):
            if exemption.is_only_for(prefix) and not any(_answers(one, exemption) for one in self.findings):
                there = any(exemption.matches_resource(one.urn, one.name) for one in self.stack.resources)
                why = "nothing is found there" if there else "the stack has no such resource"
                yield f"The exemption of {_shown(exemption)} exempts nothing: {why}; remove it ({exemption.where})."
        yield from self._gone(prefix)

    def _own_tags(self) -> Iterator[Exemption]:
        for resource in self._tagged:
            yield from (one for one in self.exemptions.of_program(resource) if is_own(one.rule, resource))

    def _gone(self, prefix: str) -> Iterator[str]:
        baseline = self.exemptions.settings.exemptions.baseline
        entries = baseline.of_stack(prefix)
        still = {Entry(one.rule, one.urn, at) for one in self.findings for at in (one.at, ANY_PROPERTY)}
        waiting = {(one.rule, one.urn) for one in self.findings if one.outcome is Outcome.UNDETERMINED}
        gone = sorted(one for one in entries - still if (one.rule, one.urn) not in waiting)
        if gone:
            named = "; ".join(f"{one.rule} on {one.urn.rsplit('::', 1)[-1]}" for one in gone[:_MOST_NAMED])
            more = f"; and {len(gone) - _MOST_NAMED} more" if len(gone) > _MOST_NAMED else ""
            yield (
                f"{len(gone)} of the {len(entries)} findings that {baseline.file} records of this stack"
                f" {'is' if len(gone) == 1 else 'are'} gone: {named}{more}. Record the baseline anew, so that they"
                " cannot come back unseen."
            )


def summary(findings: Sequence[Finding]) -> str:
    """The sentence on all exempted findings; empty where there are none."""
    exempted = [one for one in findings if one.outcome is Outcome.EXEMPTED and one.exemption is not None]
    if not exempted:
        return ""
    told = [one for one in exempted if one.exemption and one.exemption.origin != "baseline"]
    parts = list(dict.fromkeys(f"{one.rule} on {one.resource_name} ({_terms(one)})" for one in told))
    named = parts[:_MOST_NAMED]
    if len(parts) > _MOST_NAMED:
        named.append(f"and {len(parts) - _MOST_NAMED} more")
    recorded = len(exempted) - len(told)
    if recorded:
        named.append(f"{recorded} recorded in the baseline")
    return f"{len(exempted)} finding{'' if len(exempted) == 1 else 's'} exempted: {'; '.join(named)}."


def _terms(finding: Finding) -> str:
    return finding.exemption.description if finding.exemption else ""


def _shown(exemption: Exemption) -> str:
    resource = exemption.resource
    name = resource.rsplit("::", 1)[-1] if exemption.origin == "program" else resource
    return f"{exemption.rule} on {name}"


def _answers(finding: Finding, exemption: Exemption) -> bool:
    return exemption.matches(finding.rule, finding.urn, finding.resource_name)
