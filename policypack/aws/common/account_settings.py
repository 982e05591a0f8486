"""Settings of a whole account, or of a region of one, that a stack has as resources."""

from __future__ import annotations

from policypack.model.resources import Resource
from policypack.model.stack import Stack


def settings_of(stack: Stack, types: tuple[str, ...], argument: str) -> tuple[Resource, ...]:
    """The resources of these types; of those that say the same of one region, the first."""
    return stack.derived(_different, types, argument)


def _different(stack: Stack, types: tuple[str, ...], argument: str) -> tuple[Resource, ...]:
    found: dict[tuple[str, ...], Resource] = {}
    for one in stack.of_type(types):
        provider = one.provider.urn if one.provider else ""
        found.setdefault((str(one[argument]), str(one["region"]), provider), one)
    return tuple(found.values())
