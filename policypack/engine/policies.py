"""The policies that are no rules: they speak of the run as a whole, in one line on the stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from policypack.rule import Level, Severity


@dataclass(frozen=True)
class UndeterminedOptions:
    """How to tell of checks that are undetermined."""

    show: Annotated[
        Literal["summary", "each", "off"], "One line for the stack, one advisory for each check, or nothing."
    ] = "summary"


@dataclass(frozen=True)
class CatalogueOptions:
    """Where facts of regions come from, and how old they may be."""

    file: Annotated[str, "A catalogue file of your own; what it says replaces what the pack says on the same."] = ""
    max_age_days: Annotated[int, "The age in days beyond which the data should be refreshed."] = 180


@dataclass(frozen=True, slots=True)
class PackPolicy:
    """What the engine is told of such a policy. ``level`` is its default."""

    id: str
    summary: str
    options: type[Any]
    level: Level = "advisory"
    severity: Severity = "low"


UNDETERMINED = PackPolicy(
    "undetermined-checks", "Checks that wait for values which are not known yet", UndeterminedOptions
)
CATALOGUE = PackPolicy("catalogue-age", "Facts of regions are not too old", CatalogueOptions)
PACK_POLICIES = (CATALOGUE, UNDETERMINED)
