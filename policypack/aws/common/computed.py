"""Values that a preview does not know because another resource still makes them."""

from __future__ import annotations

from policypack.model.facts import Fact, known
from policypack.model.resources import Resource
from policypack.model.values import Value


def is_made_elsewhere(value: Value, resource: Resource, argument: str) -> Fact:
    """The value, which stands in ``argument``, is unknown and made of another resource's output.

    What such an output is like is for its own resource to say: a rule that asks whether a name, an address or a text
    is well-formed asks it of what the program writes, and a first preview is not full of checks that wait.
    """
    return known(value.is_unknown and bool(resource.property_dependencies.get(argument)))
