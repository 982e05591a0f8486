"""The resources of a stack by URN and type, and what the engine says of how they hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

from policypack.model.resources import ROOT_TYPE, Resource

Made = TypeVar("Made")

STACK_TYPE = ROOT_TYPE
_NOT_MADE: Any = object()
EVERY_AWS_TYPE = "aws:*"
"""Stands for all resource types of the AWS provider."""


def is_of(type_: str, types: Iterable[str]) -> bool:
    """Whether ``type_`` is one of ``types``, among which one that ends in ``*`` stands for all that start like it."""
    return any(type_ == one or (one.endswith("*") and type_.startswith(one[:-1])) for one in types)


class ResourceGraph:
    """Resources in a fixed order (by URN), so that findings never depend on the order of registration; their parents,
    children and dependencies."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources: tuple[Resource, ...] = tuple(sorted(resources, key=lambda resource: resource.urn))
        self._of_types: dict[tuple[str, ...], tuple[Resource, ...]] = {}
        self._derived: dict[tuple[Hashable, ...], Any] = {}

    @cached_property
    def _by_urn(self) -> dict[str, Resource]:
        return {resource.urn: resource for resource in self.resources}

    @cached_property
    def _by_type(self) -> dict[str, list[Resource]]:
        index: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            index[resource.type].append(resource)
        return index

    def get(self, urn: str) -> Resource | None:
        """The resource with this URN; None where the stack has none."""
        return self._by_urn.get(urn)

    def of_type(self, types: Sequence[str]) -> tuple[Resource, ...]:
        """All resources of these types (see :func:`is_of`), in order of their URNs."""
        key = tuple(types)
        if key not in self._of_types:
            self._of_types[key] = self._find_of_type(key)
        return self._of_types[key]

    def _find_of_type(self, types: tuple[str, ...]) -> tuple[Resource, ...]:
        if any(one.endswith("*") for one in types):
            return tuple(resource for resource in self.resources if is_of(resource.type, types))
        found = (one for token in dict.fromkeys(types) for one in self._by_type.get(token, ()))
        return tuple(sorted(found, key=lambda one: one.urn))

    @cached_property
    def not_yet_made(self) -> frozenset[str]:
        """URNs of the resources that no provider has made yet, whose outputs a preview does not know.

        Type tokens of providers have a slash (``aws:s3/bucket:Bucket``); components have no ID to wait for.
        """
        return frozenset(one.urn for one in self.resources if "/" in one.type and not one.is_deployed)

    def type_of(self, urn: str) -> str:
        """The type that a URN names, known even of a resource that is not in the stack."""
        parts = urn.split("::")
        return parts[2].rsplit("$", 1)[-1] if len(parts) > 2 else ""

    def parents(self, resource: Resource) -> Iterator[Resource]:
        """The components that hold the resource, innermost first."""
        seen = {resource.urn}
        urn = resource.parent
        while urn and urn not in seen:
            seen.add(urn)
            parent = self.get(urn)
            if parent is None:
                return
            yield parent
            urn = parent.parent

    @cached_property
    def _by_parent(self) -> dict[str, list[Resource]]:
        index: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            index[resource.parent].append(resource)
        return index

    def children(self, resource: Resource) -> tuple[Resource, ...]:
        """The resources whose parent this one is."""
        return tuple(self._by_parent.get(resource.urn, ()))

    @cached_property
    def _by_dependency(self) -> dict[str, list[Resource]]:
        index: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            for urn in {*resource.dependencies, *self.property_targets(resource)}:
                index[urn].append(resource)
        return index

    def dependents(self, urn: str) -> tuple[Resource, ...]:
        """The resources that depend on this one, by ``dependsOn`` or a property."""
        return tuple(self._by_dependency.get(urn, ()))

    def is_inside(self, urn: str, component_urn: str) -> bool:
        """Whether the resource stands in the component, at any depth."""
        resource = self.get(urn)
        return (
            resource is not None
            and self.type_of(component_urn) != STACK_TYPE
            and any(parent.urn == component_urn for parent in self.parents(resource))
        )

    def property_targets(self, resource: Resource) -> frozenset[str]:
        """URNs that any property of the resource depends on."""
        return frozenset(urn for urns in resource.property_dependencies.values() for urn in urns)

    @cached_property
    def _by_property_target(self) -> dict[str, list[Resource]]:
        index: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            for urn in self.property_targets(resource):
                index[urn].append(resource)
        return index

    def property_dependents(self, urn: str) -> tuple[Resource, ...]:
        """The resources of which a property depends on this one."""
        return tuple(self._by_property_target.get(urn, ()))

    def derived(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """What ``make`` makes of the stack and the arguments, made once: an index that many checks ask."""
        key = (make, *arguments)
        found: Made = self._derived.get(key, _NOT_MADE)
        if found is _NOT_MADE:
            found = self._derived[key] = make(self, *arguments)
        return found
