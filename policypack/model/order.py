"""What the engine makes before what: any path of dependencies orders two resources.

A resource comes after its dependencies (``dependsOn`` and properties) and after its parent. A dependency on a component
is one on everything in it. A component's own ``dependsOn`` is not passed on to its children on the wire, but a child
waits for its parent, and the parent for its dependencies, so the path leads through the parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policypack.model.resources import ROOT_TYPE, Resource

if TYPE_CHECKING:
    from policypack.model.stack import Stack


def comes_after(stack: Stack, later: Resource, earlier: Resource) -> bool:
    """Whether the engine makes ``later`` only once ``earlier`` stands; a resource does not come after itself."""
    return any(urn == earlier.urn for urn in predecessors(stack, later))


def predecessors(stack: Stack, resource: Resource) -> Iterator[str]:
    """URNs of everything that is made before ``resource``, each once, nearest first."""
    seen = {resource.urn}
    pending = [*_waits_for(stack, resource)]
    while pending:
        following: list[str] = []
        for urn in pending:
            if urn in seen:
                continue
            seen.add(urn)
            yield urn
            before = stack.get(urn)
            if before is not None:
                following += _waits_for(stack, before)
        pending = following


def _waits_for(stack: Stack, resource: Resource) -> Iterator[str]:
    """What the resource waits for directly: its parent, its dependencies, and what stands in a component among these.

    The parent stands for itself alone: that it holds other children, too, orders nothing among them. The stack itself
    waits for nothing: what its exports come from is told of it at the end, and it is made first.
    """
    if resource.type == ROOT_TYPE:
        return
    if resource.parent:
        yield resource.parent
    for urn in dict.fromkeys((*resource.dependencies, *sorted(stack.property_targets(resource)))):
        yield urn
        yield from _inside(stack, urn)


def _inside(stack: Stack, urn: str) -> Iterator[str]:
    """Everything in the component at any depth; nothing for a custom resource, whose children come after it."""
    seen = {urn}
    pending = [urn]
    while pending:
        one = stack.get(pending.pop())
        if one is not None and one.is_component:
            children = [child.urn for child in stack.children(one) if child.urn not in seen]
            yield from children
            seen.update(children)
            pending += children
