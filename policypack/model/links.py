"""Whether a property of one resource names another resource: one function, one meaning.

In a preview most references are unknown, so the property's dependencies decide; in an update and in a state the
values are known, too; a program may also name a resource by a literal, which leaves no dependency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policypack.model.facts import (
    FALSE,
    TRUE,
    Count,
    Fact,
    all_facts,
    all_of,
    any_fact,
    any_of,
    count_facts,
    is_not,
)
from policypack.model.resources import Resource
from policypack.model.values import Value, plain

if TYPE_CHECKING:
    from policypack.model.stack import Stack

IDENTITY_OUTPUTS = ("id", "arn", "name")
"""The outputs by which others name a resource, whatever its type."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Resources that are, or may be, linked to a subject, each with the fact that it is."""

    links: tuple[tuple[Resource, Fact], ...] = field(default=())

    def __iter__(self) -> Iterator[Resource]:
        """Those that are linked for certain or perhaps."""
        return (resource for resource, _ in self.links)

    def exists(self) -> Fact:
        """There is one."""
        return any_fact(fact for _, fact in self.links)

    def any(self, question: Callable[[Resource], Fact]) -> Fact:
        """One of them answers yes."""
        return any_fact(all_of(fact, question(resource)) for resource, fact in self.links)

    def all(self, question: Callable[[Resource], Fact]) -> Fact:
        """Each of them answers yes; so it is where there is none."""
        return all_facts(any_of(is_not(fact), question(resource)) for resource, fact in self.links)

    def count(self, question: Callable[[Resource], Fact] = lambda _: TRUE) -> Count:
        """How many answer yes."""
        return count_facts(all_of(fact, question(resource)) for resource, fact in self.links)

    def certain(self) -> tuple[Resource, ...]:
        """Those that are linked without a doubt."""
        return tuple(resource for resource, fact in self.links if fact.truth)

    def __add__(self, other: Linked) -> Linked:
        return Linked(self.links + other.links)


def link(stack: Stack, referrer: Resource, by: str, target: Resource, names: Iterable[str] = ()) -> Fact:
    """Whether ``referrer``'s property ``by`` (a dotted path; one reference or a list of them) names ``target``.

    ``names`` are the target's own arguments that name it (``bucket``, ``identifier``). Decided, in this order, by an
    equal known value, by a dependency on exactly that resource, by a dependency on a resource that itself is linked
    to it, and by known values that differ. A dependency on several resources decides where one of them alone is of
    the target's type; else the link is unknown. One on a resource that the stack lacks (a program only reads it) may
    lead to the target, unless that resource is of the target's type itself.
    """
    value = value_at(referrer, by)
    if value.is_absent or referrer.urn == target.urn:
        return FALSE
    return any_fact(_element_links(stack, referrer, by, value, target, tuple(names)))


def _element_links(
    stack: Stack, referrer: Resource, by: str, value: Value, target: Resource, names: tuple[str, ...]
) -> Iterator[Fact]:
    elements = value.elements()
    identities = identities_of(target, names)
    for element in elements:
        if element.is_known and plain(element) in identities.known:
            yield TRUE
            return
    by_dependency = _dependency_link(stack, referrer, by, target)
    if by_dependency is not None and by_dependency.truth is not False:
        yield by_dependency
        return
    for element in elements:
        # What depends on others is explained by them; what depends on nothing may be anything.
        if element.is_unknown and by_dependency is None:
            yield element.undecided()
        elif element.is_known and identities.undecided is not None:
            yield identities.undecided


@dataclass(frozen=True, slots=True)
class Identities:
    """The values that name a resource: those that are known, and the unknown fact that there may be another."""

    known: tuple[object, ...]
    undecided: Fact | None


def identities_of(target: Resource, names: tuple[str, ...]) -> Identities:
    """What names ``target``: its outputs, and its arguments ``names``."""
    said = [target[name] for name in names]
    outputs = [target.output(name) for name in (*IDENTITY_OUTPUTS, *names)]
    known_values = tuple(plain(value) for value in (*said, *outputs) if value.is_known)
    undecided = [value.undecided() for value in said if value.is_unknown]
    return Identities(known_values, undecided[0] if undecided else None)


def _dependency_link(stack: Stack, referrer: Resource, by: str, target: Resource) -> Fact | None:
    """What the dependencies of the property say; None where there are none."""
    urns = dependencies_at(referrer, by)
    if not urns:
        return None
    if target.urn in urns:
        rivals = [urn for urn in urns if urn != target.urn and stack.type_of(urn) == target.type]
        return TRUE if not rivals or _is_list(value_at(referrer, by)) else value_at(referrer, by).undecided()
    return _indirect_link(stack, referrer, by, urns, target)


def _indirect_link(stack: Stack, referrer: Resource, by: str, urns: tuple[str, ...], target: Resource) -> Fact:
    """Names that reach the target through another resource: ``bucket=acl.bucket``, or a component that holds it."""
    maybe = Fact(None, (value_at(referrer, by).reason,))
    found: list[Fact] = []
    for urn in urns:
        between = stack.get(urn)
        if between is None:
            # One of the target's own type is another one, which a program only reads, say; any other may hold it.
            found.append(FALSE if stack.type_of(urn) == target.type else maybe)
        elif stack.is_inside(target.urn, urn):
            found.append(maybe)
        elif between.type != target.type and target.urn in stack.property_targets(between):
            same_property = target.urn in between.property_dependencies.get(by, ())
            found.append(TRUE if same_property and len(urns) == 1 else maybe)
    return any_fact(found)


def _is_list(value: Value) -> bool:
    """A list that a preview does not know is told by its name: AWS names lists in the plural."""
    return len(value.elements()) > 1 or (value.is_unknown and value.path.endswith("s"))


def value_at(resource: Resource, path: str) -> Value:
    """The value at a dotted path."""
    first, *rest = path.split(".")
    value = resource[first]
    for part in rest:
        value = value[part]
    return value


def dependencies_at(resource: Resource, path: str) -> tuple[str, ...]:
    """URNs of what the property that the path starts with depends on."""
    return resource.property_dependencies.get(path.split(".", 1)[0], ())
