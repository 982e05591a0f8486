"""In which region a resource is made."""

from __future__ import annotations

from policypack.model.resources import Deployment, Resource
from policypack.model.values import ABSENT, Value, plain

REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
"""The environment variables that the AWS provider reads, in this order."""


def region_of(resource: Resource, deployment: Deployment) -> Value:
    """The first that says it: the resource's own argument (pulumi-aws 7), its provider's, the stack's
    ``aws:region`` (for the default provider), the environment. Absent where none does."""
    places = [_own_argument(resource)]
    if resource.provider is not None:
        places.append(resource.provider["region"])
    if resource.provider is None or resource.provider.is_default:
        places.append(deployment.setting("aws:region"))
    for place in places:
        if not place.is_absent:
            return place.as_text()
    for name in REGION_VARIABLES:
        if deployment.environment.get(name):
            return Value(deployment.environment[name], name, "the environment")
    return Value(ABSENT, "region", resource.name)


def _own_argument(resource: Resource) -> Value:
    """The ``region`` argument; an empty text is what the provider reads as not said."""
    region = resource["region"]
    return Value(ABSENT, "region", resource.name) if region.is_known and plain(region) == "" else region
