"""The whole stack: its resources, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policypack.model.alike import Alike
from policypack.model.facts import TRUE, Fact, any_fact
from policypack.model.graph import EVERY_AWS_TYPE, STACK_TYPE, ResourceGraph, is_of
from policypack.model.link_indices import ReferrerIndex, TargetIndex
from policypack.model.links import Linked, link
from policypack.model.order import followers, predecessors
from policypack.model.resources import Resource
from policypack.model.values import Value

__all__ = ["EVERY_AWS_TYPE", "STACK_TYPE", "Stack", "is_of"]


class Stack(ResourceGraph):
    """The resources of a stack with the links between them and the order in which the engine makes them."""

    @property
    def root_urn(self) -> str:
        """The URN of the stack itself; empty where it is not among the resources."""
        return next((one.urn for one in self.resources if one.type == STACK_TYPE), "")

    def all_of_type(self, types: Sequence[str]) -> Linked:
        """All resources of these types, as resources that are linked for certain."""
        return Linked(tuple((resource, TRUE) for resource in self.of_type(types)))

    def comes_after(self, later: Resource, earlier: Resource) -> bool:
        """Whether the engine makes ``later`` only once ``earlier`` stands: any path of dependencies orders."""
        return earlier.urn in self.made_before(later)

    def made_before(self, resource: Resource) -> frozenset[str]:
        """URNs of everything that the engine makes before the resource."""
        return frozenset(predecessors(self, resource))

    def made_after(self, resource: Resource) -> frozenset[str]:
        """URNs of everything that the engine makes only once the resource stands."""
        return frozenset(followers(self, resource))

    def linked(self, types: Sequence[str], to: Resource, by: str | Sequence[str], names: Iterable[str] = ()) -> Linked:
        """Resources of ``types`` whose property ``by`` names ``to``, each with the fact that it does.

        Several properties in ``by`` are ways to say the same; ``names`` are the arguments that name ``to``.
        """
        properties = (by,) if isinstance(by, str) else tuple(by)
        return self.derived(_linked, tuple(types), to, properties, tuple(names))

    def linked_like(self, types: Sequence[str], to: Resource, by: str, at: str, like: Value) -> Linked:
        """Those of :meth:`linked` whose argument ``at`` means what ``like`` does, or may: the others need no look."""
        return Linked(tuple(self.derived(_alike, tuple(types), to, by, at).like(like)))

    def referred(self, referrer: Resource, by: str, types: Sequence[str], names: Iterable[str] = ()) -> Linked:
        """Resources of ``types`` that ``referrer``'s property ``by`` names, each with the fact that it does."""
        return self.derived(_referred, referrer, by, tuple(types), tuple(names))


def _linked(
    stack: Stack, types: tuple[str, ...], to: Resource, properties: tuple[str, ...], names: tuple[str, ...]
) -> Linked:
    indices = [stack.derived(_referrer_index, types, by) for by in properties]
    candidates = {one.urn: one for index in indices for one in index.candidates(to, names)}
    return _decided(
        (candidates[urn], any_fact(link(stack, candidates[urn], by, to, names) for by in properties))
        for urn in sorted(candidates)
    )


def _alike(stack: Stack, types: tuple[str, ...], to: Resource, by: str, at: str) -> Alike[tuple[Resource, Fact]]:
    return Alike((link, link[0][at]) for link in stack.linked(types, to=to, by=by).links)


def _referred(stack: Stack, referrer: Resource, by: str, types: tuple[str, ...], names: tuple[str, ...]) -> Linked:
    targets = stack.derived(_target_index, types, names).candidates(referrer, by)
    return _decided((target, link(stack, referrer, by, target, names)) for target in targets)


def _decided(links: Iterable[tuple[Resource, Fact]]) -> Linked:
    """Those that are linked for certain or perhaps."""
    return Linked(tuple((one, fact) for one, fact in links if fact.truth is not False))


def _referrer_index(stack: Stack, types: tuple[str, ...], by: str) -> ReferrerIndex:
    return ReferrerIndex(stack, stack.of_type(types), by)


def _target_index(stack: Stack, types: tuple[str, ...], names: tuple[str, ...]) -> TargetIndex:
    return TargetIndex(stack, stack.of_type(types), names)
