"""Values that a preview does not know because another resource still makes them."""

from __future__ import annotations

from policypack.model.facts import Fact, known
from policypack.model.resources import Resource
from policypack.model.values import Value


def is_made_elsewhere(value: Value, resource: Resource, argument: str) -> Fact:
    """The value of ``argument`` is unknown and made of another resource's output.

    Whether such an output is well-formed is decided by its own resource: a rule that checks names, addresses or texts
    checks what the program writes, and a first preview is not full of undetermined checks.
    """
    return known(value.is_unknown and bool(resource.property_dependencies.get(argument)))
