"""Which properties a rule reads, found by watching it read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.settings import Setting
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule

IDENTITY = {"region"}
"""Asked of every resource to find its region; only pulumi-aws 7 has it."""


class Watched(Mapping[str, Any]):
    """Properties that note which keys are asked for."""

    def __init__(self, properties: Mapping[str, Any], seen: set[str]) -> None:
        self._properties = properties
        self._seen = seen

    def __getitem__(self, key: str) -> Any:
        self._seen.add(key)
        return self._properties[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._properties)

    def __len__(self) -> int:
        return len(self._properties)


@dataclass(frozen=True)
class Reading:
    """Type -> the input properties that a rule read of resources of that type."""

    by_type: dict[str, set[str]]

    @classmethod
    def of_rule(cls, rule: AnyRule, runs: Iterable[tuple[Stack, Deployment]]) -> Reading:
        """What the rule reads of these stacks, and of resources of every type that it applies to."""
        by_type: dict[str, set[str]] = {}
        for stack, deployment in runs:
            for type_, keys in properties_of(rule, stack, deployment).items():
                by_type.setdefault(type_, set()).update(keys)
        return cls({type_: keys for type_, keys in by_type.items() if keys})

    @property
    def types(self) -> list[str]:
        return sorted(self.by_type)

    @property
    def properties(self) -> list[str]:
        """Properties of AWS's types, in order."""
        aws = (keys for type_, keys in self.by_type.items() if type_.startswith("aws:"))
        return sorted(set().union(*aws) - IDENTITY)


def properties_of(rule: AnyRule, stack: Stack, deployment: Deployment | None = None) -> dict[str, set[str]]:
    """Type -> the properties that the rule reads of it in this stack."""
    seen: dict[str, set[str]] = {}
    watched = Stack(_watched(resource, seen) for resource in stack.resources)
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    for resource in watched.of_type(rule.applies_to):
        ask(setting, resource, deployment or Deployment(config={"aws:region": "us-east-1"}), load_catalog(), watched)
    return seen


def _watched(resource: Resource, seen: dict[str, set[str]]) -> Resource:
    return dataclasses.replace(resource, inputs=Watched(resource.inputs, seen.setdefault(resource.type, set())))
