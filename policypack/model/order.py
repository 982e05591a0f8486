"""What the engine makes before what: any path of dependencies orders two resources.

A resource comes after its dependencies (``dependsOn`` and properties) and after its parent. A dependency on a component
is one on everything in it. A component's own ``dependsOn`` is not passed on to its children on the wire, but a child
waits for its parent, and the parent for its dependencies, so the path leads through the parent.
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.graph import ResourceGraph
from policypack.model.resources import ROOT_TYPE, Resource


def predecessors(stack: ResourceGraph, resource: Resource) -> Iterator[str]:
    """URNs of everything that is made before ``resource``, each once, nearest first."""
    seen = {resource.urn}
    opened: set[str] = set()
    pending = [*_waits_for(stack, resource, opened)]
    while pending:
        following: list[str] = []
        for urn in pending:
            if urn in seen:
                continue
            seen.add(urn)
            yield urn
            before = stack.get(urn)
            if before is not None:
                following += _waits_for(stack, before, opened)
        pending = following


def followers(stack: ResourceGraph, resource: Resource) -> Iterator[str]:
    """URNs of everything that is made only after ``resource``, each once: those of which it is a predecessor."""
    seen = {resource.urn}
    pending = [resource]
    while pending:
        for one in _awaited_by(stack, pending.pop()):
            if one.urn not in seen:
                seen.add(one.urn)
                yield one.urn
                pending.append(one)


def _waits_for(stack: ResourceGraph, resource: Resource, opened: set[str]) -> Iterator[str]:
    """What the resource waits for directly: its parent, its dependencies, and what stands in a component among these.

    The parent stands for itself alone: that it holds other children, too, orders nothing among them. The stack itself
    waits for nothing: what its exports come from is told of it at the end, and it is made first. Components in
    ``opened`` are not looked into again.
    """
    if resource.type == ROOT_TYPE:
        return
    if resource.parent:
        yield resource.parent
    for urn in dict.fromkeys((*resource.dependencies, *sorted(stack.property_targets(resource)))):
        yield urn
        yield from _inside(stack, urn, opened)


def _awaited_by(stack: ResourceGraph, resource: Resource) -> Iterator[Resource]:
    """What waits for the resource directly: the opposite of :func:`_waits_for`."""
    for child in stack.children(resource):
        if child.type != ROOT_TYPE:
            yield child
    for urn in (resource.urn, *_components_of(stack, resource)):
        for one in stack.dependents(urn):
            if one.type != ROOT_TYPE:
                yield one


def _components_of(stack: ResourceGraph, resource: Resource) -> Iterator[str]:
    """The components on which a dependency is one on the resource, too: those that hold it, the innermost first."""
    for parent in stack.parents(resource):
        if not parent.is_component:
            return
        yield parent.urn


def _inside(stack: ResourceGraph, urn: str, opened: set[str]) -> Iterator[str]:
    """Everything in the component at any depth; nothing for a custom resource, whose children come after it."""
    pending = [urn]
    while pending:
        one = stack.get(pending.pop())
        if one is not None and one.is_component and one.urn not in opened:
            opened.add(one.urn)
            children = [child.urn for child in stack.children(one)]
            yield from children
            pending += children
