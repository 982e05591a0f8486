"""Which findings rest on a placeholder: those that a preview without foresight would not have made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import Judge, ask
from policypack.model.resources import Properties, Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, without_texts

_SAID = (Outcome.VIOLATED, Outcome.EXEMPTED)


def with_foreseen_marked(findings: Iterable[Finding], judge: Judge, stack: Stack) -> list[Finding]:
    """The findings, each with whether it rests on a placeholder. Only rules that found something are asked again."""
    findings = list(findings)
    rules = {one.rule for one in findings if one.outcome in _SAID}
    found = {_key(one) for one in _found_without_foresight(rules, judge, stack)}
    settings = {setting.rule.id for setting in judge.settings.rules}
    return [
        dataclasses.replace(one, foreseen=True)
        if one.rule in settings and one.outcome in _SAID and _key(one) not in found
        else one
        for one in findings
    ]


def without_foresight(stack: Stack) -> Stack:
    """The stack as a preview without foresight knows it."""
    return Stack(_plain_resource(resource) for resource in stack.resources)


def _found_without_foresight(rules: set[str], judge: Judge, stack: Stack) -> Iterator[Finding]:
    plain = without_foresight(stack)
    for setting in judge.settings.rules:
        if setting.rule.id in rules:
            for resource in plain.of_type(setting.rule.applies_to):
                found = ask(setting, resource, judge.deployment, judge.catalog, plain)
                yield from (one for one in found if one.outcome is Outcome.VIOLATED)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.urn, finding.at


class _WithoutTexts(Mapping[str, Plain]):
    """Properties in which each text with holes is unknown."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties

    def __getitem__(self, key: str) -> Plain:
        return without_texts(self._properties[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._properties)

    def __len__(self) -> int:
        return len(self._properties)


def _plain_resource(resource: Resource) -> Resource:
    provider = resource.provider
    return dataclasses.replace(
        resource,
        inputs=_WithoutTexts(resource.inputs),
        outputs=None if resource.outputs is None else _WithoutTexts(resource.outputs),
        provider=provider and dataclasses.replace(provider, inputs=_WithoutTexts(provider.inputs)),
    )
