"""Decisions before the end: what an update's resources violate together as soon as the last of them arrives.

The engine asks for a stack's findings once everything is made. It asks for a resource's before it makes it, in the
order of dependencies and with real values: what these violate, no matter what else comes, stops the last of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from policypack.aws.common.known_names import KnownNames
from policypack.engine.findings import Finding, ordered
from policypack.engine.judge import Judge, violations
from policypack.fix.render import render
from policypack.model.facts import MORE
from policypack.model.fixes import NO_FIX
from policypack.model.open_stack import Arrivals, Asker
from policypack.model.resources import Resource

_STOPPING = ("mandatory", "remediate")


class EarlyJudge:
    """Keeps an update's resources as they arrive, one at a time. Only rules that stop an update are asked."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._arrivals = Arrivals(KnownNames(judge.deployment))
        self._settings = {setting.rule.id: setting for setting in judge.settings.rules}

    def findings(self, resource: Resource) -> list[Finding]:
        """What is violated for certain now that this resource has arrived, whether on it or on an earlier one."""
        askers = dict.fromkeys((*self._own(resource), *self._arrivals.add(resource)))
        return ordered([one for asker in askers for one in self._ask(asker)])

    def _own(self, resource: Resource) -> Iterator[Asker]:
        for setting in self._judge.settings.stack_rules.of(resource.type):
            if setting.rule.early and setting.level in _STOPPING:
                yield setting.rule.id, resource.urn

    def _ask(self, asker: Asker) -> list[Finding]:
        rule_id, urn = asker
        subject, judge = self._arrivals.get(urn), self._judge
        if subject is None:
            return []
        stack = self._arrivals.stack(asker)
        found = violations(self._settings[rule_id], subject, judge.deployment, judge.catalog, stack)
        return [_with_told_fix(one) for one in found if one.urn]


def _with_told_fix(finding: Finding) -> Finding:
    """The finding without a fix that names what may still come."""
    is_told = MORE.property not in render(finding.fix)
    return finding if is_told else dataclasses.replace(finding, fix=NO_FIX)
