"""How many generated inputs a test is worth."""

from __future__ import annotations

from hypothesis import settings

LONG = "long"
"""The profile of a search for faults: all inputs, and other ones each time."""


def effort(long: int) -> int:
    """This many in a search, a quarter of them otherwise, and few where the session is quick."""
    profile = settings.get_current_profile_name()
    if profile == LONG:
        return long
    few = settings.get_profile("quick").max_examples
    return max(1, min(long // 4, few)) if profile == "quick" else max(1, long // 4)
