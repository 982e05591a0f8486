"""Values that a preview does not know and that nevertheless hold no surprise."""

from __future__ import annotations

from policypack.model.facts import Fact, known
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

_ANSWERING = (
    "aws:cloudcontrol/resource:Resource",
    "aws:cloudformation/stack:Stack",
    "aws:lambda/invocation:Invocation",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
    "pulumi:pulumi:StackReference",
)
"""Types whose outputs can be anything."""


def may_surprise(value: Value, resource: Resource, stack: Stack) -> Fact:
    """The value is known, or nothing tells what it is made of.

    A text that waits for resources of the same stack has their names, ARNs and endpoints in it. What is asked of its
    size or grammar as a whole is not asked before they exist: else each document of a first preview would be in doubt.
    """
    if value.is_complete:
        return known(True)
    top = value.path.split("[", 1)[0].split(".", 1)[0]
    origins = {stack.type_of(urn) for urn in resource.property_dependencies.get(top, ())}
    return known(not origins or any(one in _ANSWERING or "/" not in one for one in origins))
