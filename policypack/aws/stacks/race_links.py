"""Which resources of a stack must come before one that may come too early."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from policypack.aws.common.regions import same_region
from policypack.aws.stacks.literal_links import literals_at, named_alike
from policypack.aws.stacks.race_kinds import Kind
from policypack.aws.stacks.races import Earlier, Meeting, Race, Step
from policypack.model.alike import Alike
from policypack.model.facts import FALSE, TRUE, Fact, all_facts, all_of, any_fact, any_of, is_not
from policypack.model.links import Linked
from policypack.model.paths import top
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, combined, together

Meant = Mapping[str, tuple[Resource, Fact]]
"""URN -> a resource that may be meant, and the fact that it is."""


def applies(race: Race, later: Resource) -> Fact:
    """The resource is one that the race is about: what ``when`` and ``unless`` ask of its arguments."""
    return all_of(
        all_facts(_has(later, path, patterns) for path, patterns in race.when.items()),
        all_facts(is_not(_has(later, path, patterns)) for path, patterns in race.unless.items()),
    )


def must_come_first(race: Race, later: Resource, stack: Stack, deployment: Deployment) -> Linked:
    """The resources that the race's earlier ones are here, each with the fact that it is meant.

    One that itself waits for ``later`` is not among them: nothing can order it the other way.
    """
    found = []
    for earlier in race.earlier:
        for resource, meant in _meant(race, earlier, later, stack, deployment).values():
            like = all_facts(_is_like(resource, path, patterns) for path, patterns in race.where.items())
            fact = all_of(like, meant)
            if fact.truth is not False and resource is not later:
                found.append((resource, fact))
    after = stack.made_after(later) if found else frozenset()
    return Linked(tuple((resource, fact) for resource, fact in found if resource.urn not in after))


def _meant(race: Race, earlier: Earlier, later: Resource, stack: Stack, deployment: Deployment) -> Meant:
    if race.scope:
        all_of_kind = stack.of_type(earlier.kind.types)
        return {one.urn: (one, _shares(race.scope, later, one, deployment)) for one in all_of_kind}
    if race.named:
        name = combined(lambda name: race.named.format(name=name), later["name"])
        named = stack.derived(_by_value, earlier.kind.types, earlier.by).like(name)
        return {one.urn: (one, _is_named(race.named, one, earlier.by, later)) for one in named}
    met = _met(stack, later, race.meeting, earlier.kind, earlier.by)
    others = [_met(stack, later, meeting, earlier.kind, meeting.by) for meeting in race.also]
    return {
        urn: (resource, all_of(fact, *(other[urn][1] if urn in other else FALSE for other in others)))
        for urn, (resource, fact) in met.items()
    }


def _by_value(stack: Stack, types: tuple[str, ...], argument: str) -> Alike[Resource]:
    return Alike((one, one[argument]) for one in stack.of_type(types))


def _shares(scope: str, later: Resource, resource: Resource, deployment: Deployment) -> Fact:
    """The same provider makes both, and in the same region where that matters: another one may be another account."""
    urns = {one.provider.urn if one.provider else "" for one in (later, resource)}
    if len(urns) > 1:
        return FALSE
    return same_region(later, resource, deployment) if scope == "region" else TRUE


def _is_named(template: str, resource: Resource, argument: str, later: Resource) -> Fact:
    """The resource has the name that AWS makes of the later one's."""
    if resource[argument].is_unknown and argument in resource.property_dependencies:
        return FALSE
    return together(
        lambda own, name: bool(name) and own == template.format(name=name), resource[argument], later["name"]
    )


def _met(stack: Stack, later: Resource, meeting: Meeting, kind: Kind, by: str) -> Meant:
    """The resources of the kind that name by ``by`` what a path from the later one leads to, or the same literal."""
    found: dict[str, tuple[Resource, Fact]] = {}
    for path in meeting.paths:
        owners = Linked(((later, TRUE),))
        for step in path[:-1]:
            owners = _reached(stack, owners, step)
        last = path[-1]
        _note(found, _same_literal(stack, owners, last.argument, kind, by))
        _note(found, _naming(stack, kind, by, _reached(stack, owners, last), last))
    return found


def _note(found: dict[str, tuple[Resource, Fact]], facts: Iterable[tuple[Resource, Fact]]) -> None:
    for resource, fact in facts:
        before = found[resource.urn][1] if resource.urn in found else FALSE
        found[resource.urn] = (resource, any_of(before, fact))


def _reached(stack: Stack, owners: Linked, step: Step) -> Linked:
    """What the argument of any of the owners names. Where it depends on some of the kind, it names one of those."""
    found: dict[str, tuple[Resource, Fact]] = {}
    if step.kind is None:
        return Linked()
    for owner, fact in owners.links:
        sources = _sources(stack, owner, step.argument, step.kind)
        named = stack.referred(owner, step.argument, step.kind.types, step.kind.names).links
        _note(found, ((one, all_of(fact, names)) for one, names in named if not sources or one.urn in sources))
        for text in literals_at(owner, step.argument):
            for name in step.kind.names:
                _note(found, ((one, fact) for one in named_alike(stack, text, step.kind.types, name)))
    return Linked(tuple(found.values()))


def _naming(stack: Stack, kind: Kind, by: str, targets: Linked, step: Step) -> Iterator[tuple[Resource, Fact]]:
    """The resources of the kind that name one of the targets by ``by``; the step says of which kind those are."""
    if step.kind is None:
        return
    for target, reached in targets.links:
        for resource, fact in stack.derived(_all_naming, kind, by, target, step.kind):
            yield resource, all_of(reached, fact)


def _all_naming(
    stack: Stack, kind: Kind, by: str, target: Resource, kind_of_target: Kind
) -> tuple[tuple[Resource, Fact], ...]:
    found: list[tuple[Resource, Fact]] = []
    for resource, fact in stack.linked(kind.types, to=target, by=by, names=kind_of_target.names).links:
        sources = _sources(stack, resource, by, kind_of_target)
        if not sources or target.urn in sources:
            found.append((resource, fact))
    for name in kind_of_target.names:
        for text in literals_at(target, name):
            found += ((resource, TRUE) for resource in named_alike(stack, text, kind.types, by))
    return tuple(found)


def _sources(stack: Stack, owner: Resource, argument: str, kind: Kind) -> list[str]:
    """URNs of the resources of the kind that the argument depends on."""
    urns = owner.property_dependencies.get(argument.split(".", 1)[0], ())
    return [urn for urn in urns if stack.type_of(urn) in kind.types]


def _same_literal(stack: Stack, owners: Linked, argument: str, kind: Kind, by: str) -> Iterator[tuple[Resource, Fact]]:
    """Resources that name by ``by`` the very thing that an owner's argument names, both by a literal."""
    for owner, fact in owners.links:
        for text in literals_at(owner, argument):
            yield from ((resource, fact) for resource in named_alike(stack, text, kind.types, by))


def _has(resource: Resource, paths: str, patterns: tuple[str, ...]) -> Fact:
    values = (one for path in paths.split("|") for one in resource.spread(path))
    return any_fact(_matches(one, patterns) if patterns else _is_set(one, resource) for one in values)


def _is_set(value: Value, resource: Resource) -> Fact:
    """Set, and not empty; a value that a preview does not know counts where it comes from another resource."""
    if value.is_unknown and resource.property_dependencies.get(top(value.path)):
        return TRUE
    return is_not(value.is_empty())


def _is_like(resource: Resource, path: str, patterns: tuple[str, ...]) -> Fact:
    """The value matches; one that comes from another resource is none of AWS's own names, which the patterns are."""
    value = resource[path]
    if value.is_unknown and resource.property_dependencies.get(path):
        return FALSE
    return _matches(value, patterns)


def _matches(value: Value, patterns: tuple[str, ...]) -> Fact:
    return value.as_text().test(lambda text: any(fnmatchcase(text, pattern) for pattern in patterns))
