"""In which region a resource is made."""

from __future__ import annotations

from policypack.model.facts import FALSE, TRUE, Fact
from policypack.model.resources import REGION_VARIABLES, Deployment, Resource
from policypack.model.values import ABSENT, Value, plain, together


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


def same_region(one: Resource, other: Resource, deployment: Deployment) -> Fact:
    """Both are made in the same region; where it is not known, one provider still makes both in one."""
    regions = [region_of(one, deployment), region_of(other, deployment)]
    own_arguments = any(not _own_argument(resource).is_absent for resource in (one, other))
    if not own_arguments and _provider_urn(one) == _provider_urn(other):
        return TRUE
    if any(region.is_absent for region in regions):
        return FALSE
    return together(lambda first, second: first == second, *regions)


def _provider_urn(resource: Resource) -> str:
    return resource.provider.urn if resource.provider else ""


def _own_argument(resource: Resource) -> Value:
    """The ``region`` argument; an empty text is what the provider reads as not said."""
    region = resource["region"]
    return Value(ABSENT, "region", resource.name) if region.is_known and plain(region) == "" else region
