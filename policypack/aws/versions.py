"""Which pulumi-aws a resource comes from."""

from __future__ import annotations

import re

from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import plain

PROVIDER_TYPE = "pulumi:providers:aws"


def provider_major(resource: Resource, stack: Stack) -> int | None:
    """The major version of the pulumi-aws that made the resource: its provider's ``version``, else that of the
    stack's AWS providers where they agree; None where the stack does not say it."""
    if resource.provider is not None:
        told = stack.get(resource.provider.urn)
        for version in (resource.provider["version"], *((told["version"],) if told else ())):
            if version.is_known:
                return _major(plain(version))
    majors = {_major(plain(one["version"])) for one in stack.of_type((PROVIDER_TYPE,)) if one["version"].is_known}
    return majors.pop() if len(majors) == 1 else None


def _major(version: object) -> int | None:
    found = re.match(r"v?(\d+)\.", str(version))
    return int(found.group(1)) if found else None
