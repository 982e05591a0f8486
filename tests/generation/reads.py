"""What a rule reads of a stack: types, properties and links, found by watching it ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.settings import Setting
from policypack.laws.reading import Watched
from policypack.model.links import Linked
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule
from tests.generation.written import Written

_ROUNDS = 5
_SAMPLE = 60
"""Every so-manieth type stands for all types of AWS."""
_MOST_OF_A_TYPE = 3


@dataclass
class Reads:
    """Type -> the properties read of it, and the properties that may name another resource."""

    properties: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, set[str]] = field(default_factory=dict)

    @property
    def types(self) -> list[str]:
        return sorted(self.properties)

    def schema(self, token: str) -> Mapping[str, PropertyType]:
        """The inputs of a type; of one that is not pulumi-aws's, whatever the rule reads."""
        try:
            return input_schema(token)
        except KeyError:
            return {key: PropertyType(key, Kind.ANY) for key in sorted(self.properties.get(token, ()))}


class _AskedStack(Stack):
    """A stack that notes the types and links that it is asked for."""

    def __init__(self, resources: Iterable[Resource], reads: Reads) -> None:
        super().__init__(resources)
        self._reads = reads

    def of_type(self, types: Sequence[str]) -> tuple[Resource, ...]:
        for token in types:
            if not token.endswith("*"):
                self._reads.properties.setdefault(token, set())
        return super().of_type(types)

    def linked(self, types: Sequence[str], to: Resource, by: str | Sequence[str], names: Iterable[str] = ()) -> Linked:
        for token in types:
            self._note(token, *((by,) if isinstance(by, str) else by))
        return super().linked(types, to, by, names)

    def referred(self, referrer: Resource, by: str, types: Sequence[str], names: Iterable[str] = ()) -> Linked:
        self._note(referrer.type, by)
        return super().referred(referrer, by, types, names)

    def _note(self, token: str, *properties: str) -> None:
        self._reads.links.setdefault(token, set()).update(path.split(".", 1)[0] for path in properties)


def reads_of(rule: AnyRule, written: Written) -> Reads:
    """What the rule reads of stacks with resources of every type that it asks for."""
    reads = Reads({token: set() for token in _applied(rule)})
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    for _ in range(_ROUNDS):
        before = repr((reads.types, reads.links))
        stack = _AskedStack(_one_of_each(reads, written), reads)
        for resource in stack.of_type(rule.applies_to):
            ask(setting, resource, Deployment(config={"aws:region": "us-east-1"}), load_catalog(), stack)
        if repr((reads.types, reads.links)) == before:
            break
    return reads


def _applied(rule: AnyRule) -> list[str]:
    general = any(token.endswith("*") for token in rule.applies_to)
    return list(all_tokens()[::_SAMPLE] if general else rule.applies_to)


def _one_of_each(reads: Reads, written: Written) -> list[Resource]:
    """Resources as programs write them; each may be linked with the first of every type."""
    firsts = {token: f"urn:pulumi:dev::test::{token}::0" for token in reads.types}
    found = []
    for token in reads.types:
        seen = reads.properties[token]
        everything: dict[str, Any] = dict.fromkeys(reads.schema(token), UNKNOWN)
        for index, inputs in enumerate([{**everything}, *written.of_type(token)[:_MOST_OF_A_TYPE]]):
            depends = {key: tuple(firsts.values()) for key in reads.links.get(token, ())}
            found.append(
                Resource(
                    urn=f"urn:pulumi:dev::test::{token}::{index}",
                    type=token,
                    name=str(index),
                    inputs=Watched(inputs, seen),
                    property_dependencies=depends,
                )
            )
    return found
