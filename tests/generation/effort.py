"""How many inputs hypothesis generates."""

from __future__ import annotations

from hypothesis import settings


def effort(full: int) -> int:
    """This many, or what the profile ``quick`` allows where that is less."""
    quick = settings.get_current_profile_name() == "quick"
    return min(full, settings.get_profile("quick").max_examples) if quick else full
