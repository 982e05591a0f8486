"""Values that a preview does not know and that a rule may assume to be valid."""

from __future__ import annotations

from policypack.model.facts import Fact, known
from policypack.model.links import OPAQUE
from policypack.model.paths import top
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value


def may_surprise(value: Value, resource: Resource, stack: Stack) -> Fact:
    """The value is known, or it may be made of anything.

    A text that is made of resources of the same stack has their names, ARNs and endpoints in it. Its size and grammar
    are checked only once they exist: otherwise each document of a first preview would be undetermined.
    """
    if value.is_complete:
        return known(True)
    origins = {stack.type_of(urn) for urn in resource.property_dependencies.get(top(value.path), ())}
    return known(not origins or any(one in OPAQUE or "/" not in one for one in origins))
