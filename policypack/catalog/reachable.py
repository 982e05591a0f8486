"""Which resources others need, and by which outputs they reach them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policypack.catalog.files import Section, bundled


def needed_outputs() -> Mapping[str, tuple[str, ...]]:
    """Resource type -> the outputs that lead to a resource of that type, the best first."""
    return _lists("needed")


def part_arguments() -> Mapping[str, tuple[str, ...]]:
    """Type of a part -> the arguments that name the whole, which an export of the part leads to."""
    return _lists("parts")


def relay_arguments() -> Mapping[str, tuple[str, ...]]:
    """Type -> the arguments by which it makes another resource known outside, or puts it to use inside."""
    return _lists("relays")


def membership_argument(token: str) -> str | None:
    """The argument that makes a resource of the type a member of another one, which is reached instead."""
    unless = _data().section("unless")
    return unless.text(token) if token in unless else None


def is_global(token: str) -> bool:
    """A resource of this type stands in no region."""
    return token in _data().texts("global")


@cache
def _lists(name: str) -> Mapping[str, tuple[str, ...]]:
    section = _data().section(name)
    return {token: section.texts(token) for token in section}


def _data() -> Section:
    return bundled("stack_outputs")
