"""Values that a preview does not know because another resource still makes them."""

from __future__ import annotations

from collections.abc import Callable

from policypack.model.facts import Fact, known
from policypack.model.links import dependencies_at
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value


def is_made_elsewhere(value: Value, resource: Resource, argument: str) -> Fact:
    """The value of ``argument`` is unknown and made of another resource's output.

    Whether such an output is well-formed is decided by its own resource: a rule that checks names, addresses or texts
    checks what the program writes, and a first preview is not full of undetermined checks.
    """
    return known(value.is_unknown and bool(resource.property_dependencies.get(argument)))


def comes_from(fits: Callable[[str], bool], value: Value, resource: Resource, argument: str, stack: Stack) -> Fact:
    """The value of ``argument`` is unknown, and a resource whose type fits gives it: its output is assumed to be right.

    What another resource gives, or nobody, is asked as soon as it is known.
    """
    return known(value.is_unknown and any(fits(stack.type_of(urn)) for urn in dependencies_at(resource, argument)))
