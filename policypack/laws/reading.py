"""What a rule reads, found by watching it read: properties, and types of resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.settings import Setting
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule

IDENTITY = {"region"}
"""Asked of every resource to find its region; only pulumi-aws 7 has it."""
_IN_A_REGION = Deployment(config={"aws:region": "us-east-1"})


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


class _AskedStack(Stack):
    """A stack that notes which types it is asked for."""

    def __init__(self, resources: Iterable[Resource], asked: set[str]) -> None:
        super().__init__(resources)
        self._asked = asked

    def of_type(self, types: Sequence[str]) -> tuple[Resource, ...]:
        self._asked.update(types)
        return super().of_type(types)


@record(frozen=True)
class Reading:
    """Type -> the input properties that a rule read of resources of that type; ``asked`` are all types that it asked
    for."""

    by_type: dict[str, set[str]]
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of_rule(cls, rule: AnyRule, runs: Iterable[tuple[Stack, Deployment]]) -> Reading:
        """What the rule reads of these stacks, and of resources of every type that it applies to."""
        by_type: dict[str, set[str]] = {}
        asked: set[str] = set()
        for stack, deployment in runs:
            for type_, keys in properties_of(rule, stack, deployment, asked).items():
                by_type.setdefault(type_, set()).update(keys)
        return cls({type_: keys for type_, keys in by_type.items() if keys}, asked)

    @property
    def types(self) -> list[str]:
        return sorted(self.by_type)

    @property
    def properties(self) -> list[str]:
        """Properties of AWS's types, in order."""
        aws = (keys for type_, keys in self.by_type.items() if type_.startswith("aws:"))
        return sorted(set().union(*aws) - IDENTITY)


def properties_of(
    rule: AnyRule, stack: Stack, deployment: Deployment = _IN_A_REGION, asked: set[str] | None = None
) -> dict[str, set[str]]:
    """Type -> the properties that the rule reads of it in this stack; ``asked`` takes the types that it asks for."""
    seen: dict[str, set[str]] = {}
    watched = _AskedStack((_watched(one, seen) for one in stack.resources), set() if asked is None else asked)
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    for resource in watched.of_type(rule.applies_to):
        ask(setting, resource, deployment, load_catalog(), watched)
    return seen


def _watched(resource: Resource, seen: dict[str, set[str]]) -> Resource:
    return replace(resource, inputs=Watched(resource.inputs, seen.setdefault(resource.type, set())))
