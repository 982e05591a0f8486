"""The resource that one value inside a property names: a list of blocks has several, which links do not part."""

from __future__ import annotations

from policypack.model.facts import FALSE, TRUE, Fact, any_fact
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, same, text_of, together


def named_by(name: Value, holder: Resource, types: tuple[str, ...], names: tuple[str, ...], stack: Stack) -> Linked:
    """The resources of ``types`` that ``name``, a part of a property of ``holder``, names, each with the fact that it
    does. ``names`` are the arguments that name them."""
    facts = ((resource, _is_named_by(name, holder, resource, names, stack)) for resource in stack.of_type(types))
    return Linked(tuple((resource, fact) for resource, fact in facts if fact.truth is not False))


def _is_named_by(name: Value, holder: Resource, resource: Resource, names: tuple[str, ...], stack: Stack) -> Fact:
    if name.is_known:
        own = [resource[one] for one in names] + [resource.output(one) for one in ("id", "arn", *names)]
        return any_fact(together(same, name, one) for one in own if one.is_known)
    text = text_of(name)
    if text is not None and text.sole is not None and text.sole.urn:
        return TRUE if text.sole.urn == resource.urn else FALSE
    urns = holder.property_dependencies.get(name.path.split("[", 1)[0].split(".", 1)[0], ())
    if resource.urn not in urns:
        return FALSE if urns else name.undecided()
    rivals = [urn for urn in urns if urn != resource.urn and stack.type_of(urn) == resource.type]
    return name.undecided() if rivals else TRUE
