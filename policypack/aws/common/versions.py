"""Which pulumi-aws a resource comes from."""

from __future__ import annotations

import re

from policypack.catalog.types import sdk_versions
from policypack.model.facts import Reason
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import plain

PROVIDER_TYPE = "pulumi:providers:aws"


def provider_major(resource: Resource, stack: Stack) -> int | None:
    """The major version of the resource's pulumi-aws; None where it is not known.

    It is the ``version`` of the resource's provider. For a provider without a version, as in YAML programs, the engine
    loads the newest plugin (https://github.com/pulumi/pulumi/issues/9482). Where the stack does not have the provider,
    it is the version that all AWS providers of the stack have.
    """
    own = own_provider_major(resource)
    if own is not None:
        return own
    provider = stack.get(resource.provider.urn) if resource.provider is not None else None
    if provider is not None and not provider["version"].is_unknown:
        return _newest_major() if provider["version"].is_absent else _major(plain(provider["version"]))
    versions = [one["version"] for one in stack.of_type((PROVIDER_TYPE,))]
    if any(version.is_unknown for version in versions):
        return None
    majors = {_major(plain(version)) for version in versions if version.is_known}
    if majors:
        return majors.pop() if len(majors) == 1 else None
    return _newest_major() if resource.provider is not None and resource.provider["version"].is_absent else None


def own_provider_major(resource: Resource) -> int | None:
    """The major version in the resource's own provider; None where it has none."""
    version = None if resource.provider is None else resource.provider["version"]
    return _major(plain(version)) if version is not None and version.is_known else None


def unsaid_version(resource: Resource) -> Reason:
    """The reason of an answer that the unknown version of pulumi-aws keeps undetermined."""
    return Reason("version", "" if resource.provider is None else resource.provider.name)


def _newest_major() -> int:
    return max(map(int, sdk_versions()))


def _major(version: object) -> int | None:
    found = re.match(r"v?([0-9]{1,9})\.", str(version))
    return int(found.group(1)) if found else None
