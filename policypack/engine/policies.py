"""The policies that are no rules: they speak of the run as a whole, in one line on the stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

from policypack.model.headings import Level, Severity
from policypack.model.languages import LANGUAGES
from policypack.model.records import record


@record(frozen=True)
class UndeterminedOptions:
    """How to tell of checks that are undetermined."""

    show: Annotated[
        Literal["summary", "each", "off"], "One line for the stack, one advisory for each check, or nothing."
    ] = "summary"


@record(frozen=True)
class CatalogOptions:
    """Where facts of regions come from, and how old they may be."""

    file: Annotated[str, "A catalog file of your own; what it says replaces what the pack says on the same."] = ""
    max_age_days: Annotated[int, "The age in days beyond which the data should be refreshed."] = 180


@record(frozen=True, slots=True)
class PackPolicy:
    """What the engine is told of such a policy. ``level`` is its default, ``schema`` that of further settings,
    ``aliases`` are ids that it had."""

    id: str
    summary: str
    options: type[Any] | None = None
    level: Level = "advisory"
    severity: Severity = "low"
    schema: Mapping[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    @property
    def default_level(self) -> Level:
        """The level where nothing sets one."""
        return self.level


UNDETERMINED = PackPolicy("undetermined-checks", "Checks that a preview cannot decide yet", UndeterminedOptions)
CATALOG = PackPolicy(
    "catalog-age", "The catalog of AWS facts must be current", CatalogOptions, aliases=("catalogue-age",)
)
EXEMPTED = PackPolicy("exempted-findings", "Findings that an exemption or the baseline suppresses")
_TEXT = {"type": "string"}
_GLOBS = {"type": "array", "items": _TEXT}
GUARDRAILS = PackPolicy(
    "guardrails",
    "Exemptions and the baseline must be valid",
    schema={
        "preset": {
            "type": "string",
            "description": "The levels of rules that no setting names: start, recommended or strict.",
        },
        "language": {
            "type": "string",
            "description": "The language of fixes and of names in messages, where the stack and its project do not say"
            " the right one: " + ", ".join(LANGUAGES) + ".",
        },
        "exemptions": {
            "type": "array",
            "description": "Findings that are suppressed.",
            "items": {
                "type": "object",
                "required": ["rule", "resource", "reason"],
                "properties": dict.fromkeys(("rule", "resource", "reason", "owner", "expires"), _TEXT),
            },
        },
        "onRuleError": {
            "type": "string",
            "description": "What a rule that fails counts as: level, as what it would find does, or advisory.",
            "enum": ["level", "advisory"],
        },
        "maxExemptionDays": {"type": "integer", "description": "How many days ahead an exemption may end at most."},
        "baseline": {"type": "string", "description": "A file of recorded findings that are suppressed."},
        "stacksMay": {
            "type": "object",
            "description": "Globs of the rules whose level or options a stack may set, or that it may exempt.",
            "properties": dict.fromkeys(("levels", "options", "exempt"), _GLOBS),
        },
    },
)
"""In the engine's policy configuration, the settings of the pack as a whole stand under its name."""
PACK_POLICIES = (CATALOG, EXEMPTED, GUARDRAILS, UNDETERMINED)
