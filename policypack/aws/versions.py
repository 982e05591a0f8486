"""Which pulumi-aws a resource comes from."""

from __future__ import annotations

import re

from policypack.model.facts import Reason
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import plain

PROVIDER_TYPE = "pulumi:providers:aws"
_NEWEST_MAJOR = 7


def provider_major(resource: Resource, stack: Stack) -> int | None:
    """The major version of the pulumi-aws that made the resource: its provider's ``version``, else that of the
    stack's AWS providers where they agree. A provider without a version, as YAML programs have it, is of the newest
    major: the engine then loads the newest plugin (https://github.com/pulumi/pulumi/issues/9482). None where the
    provider is not known, or the providers disagree."""
    own = own_provider_major(resource)
    if own is not None:
        return own
    told = stack.get(resource.provider.urn) if resource.provider is not None else None
    if told is not None and told["version"].is_known:
        return _major(plain(told["version"]))
    majors = {_major(plain(one["version"])) for one in stack.of_type((PROVIDER_TYPE,)) if one["version"].is_known}
    if majors:
        return majors.pop() if len(majors) == 1 else None
    return _NEWEST_MAJOR if resource.provider is not None and resource.provider["version"].is_absent else None


def own_provider_major(resource: Resource) -> int | None:
    """The major version that the resource's own provider says; None where it says none."""
    version = None if resource.provider is None else resource.provider["version"]
    return _major(plain(version)) if version is not None and version.is_known else None


def unsaid_version(resource: Resource) -> Reason:
    """Why an answer that depends on the version of pulumi-aws stays open."""
    return Reason("version", "" if resource.provider is None else resource.provider.name)


def _major(version: object) -> int | None:
    found = re.match(r"v?([0-9]{1,9})\.", str(version))
    return int(found.group(1)) if found else None
