"""The resource that one value inside a property names: a list of blocks has several, which links do not part."""

from __future__ import annotations

from collections.abc import Iterable

from policypack.model.alike import Alike
from policypack.model.facts import FALSE, TRUE, Fact, any_fact
from policypack.model.links import Linked, dependencies_at
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, same, text_of, together


def named_by(name: Value, holder: Resource, types: tuple[str, ...], names: tuple[str, ...], stack: Stack) -> Linked:
    """The resources of ``types`` that ``name``, a part of a property of ``holder``, names, each with the fact that it
    does. ``names`` are the arguments that name them."""
    candidates = stack.derived(_Targets, types, names).candidates(name, holder)
    facts = ((resource, _is_named_by(name, holder, resource, names, stack)) for resource in candidates)
    return Linked(tuple((resource, fact) for resource, fact in facts if fact.truth is not False))


class _Targets:
    """Resources by what names them, so that each name is not compared with all."""

    def __init__(self, stack: Stack, types: tuple[str, ...], names: tuple[str, ...]) -> None:
        self._all = stack.of_type(types)
        self._by_urn = {resource.urn: resource for resource in self._all}
        self._by_value = Alike(
            (resource, one) for resource in self._all for one in _own_names(resource, names) if one.is_known
        )

    def candidates(self, name: Value, holder: Resource) -> Iterable[Resource]:
        """All that the name may name, in their order."""
        if name.is_known:
            origins = (self._by_urn[urn] for urn in _origins(name, holder) if urn in self._by_urn)
            return dict.fromkeys((*self._by_value.like(name), *origins))
        text = text_of(name)
        sole = None if text is None else text.sole
        urns = [sole.urn] if sole is not None and sole.urn else _origins(name, holder)
        if not urns:
            return self._all
        return [self._by_urn[urn] for urn in sorted(set(urns)) if urn in self._by_urn]


def _own_names(resource: Resource, names: tuple[str, ...]) -> list[Value]:
    return [resource[one] for one in names] + [resource.output(one) for one in ("id", "arn", *names)]


def _origins(name: Value, holder: Resource) -> tuple[str, ...]:
    """URNs of what the property that the name is a part of depends on."""
    return dependencies_at(holder, name.path.split("[", 1)[0])


def _is_named_by(name: Value, holder: Resource, resource: Resource, names: tuple[str, ...], stack: Stack) -> Fact:
    if name.is_known:
        own = _own_names(resource, names)
        known, unknown = [one for one in own if one.is_known], [one for one in own if one.is_unknown]
        if unknown and not known and resource.urn in _origins(name, holder):  # a name that was an output of it
            return unknown[0].undecided()
        return any_fact(together(same, name, one) for one in known)
    text = text_of(name)
    if text is not None and text.sole is not None and text.sole.urn:
        return TRUE if text.sole.urn == resource.urn else FALSE
    urns = _origins(name, holder)
    if resource.urn not in urns:
        return FALSE if urns else name.undecided()
    rivals = [urn for urn in urns if urn != resource.urn and stack.type_of(urn) == resource.type]
    return name.undecided() if rivals else TRUE
