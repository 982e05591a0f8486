"""What a run must know of a rule before it is imported: its id, its level, the types that it applies to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from policypack.model.records import record

Level: TypeAlias = Literal["advisory", "mandatory", "remediate", "disabled"]
Stage: TypeAlias = Literal["preview", "stable"]
Severity: TypeAlias = Literal["low", "medium", "high", "critical"]
Consequence: TypeAlias = Literal["deployment fails", "data loss", "exposure", "downtime", "cost", "hygiene"]
"""What comes of a violation that nothing stops."""
SEVERITIES: Mapping[Consequence, Severity] = {
    "exposure": "critical",
    "data loss": "high",
    "downtime": "high",
    "deployment fails": "medium",
    "cost": "low",
    "hygiene": "low",
}


@record(frozen=True, slots=True, kw_only=True, eq=False)
class Heading:
    """What a run must know of a rule before a resource of its types comes.

    ``applies_to`` are resource type tokens, or ``aws:*`` for all of the AWS provider's. ``together`` is what a report
    says once for several resources, where the rule speaks of most resources of a stack; its option ``show``,
    ``summary`` or ``each``, decides whether it does. A rule that ``yields`` is silent on a property of which another
    rule says something. ``aliases`` are ids that it had: exemptions, baselines and settings that name them hold, with a
    warning. A rule of stage ``preview`` is advisory wherever nothing sets its level. ``controls`` are the controls of
    AWS Security Hub that the rule answers (``RDS.3``), ``partly`` those of which it sees a part; ``rated`` is the
    severity where that of the consequence would be too high or too low.
    """

    id: str
    summary: str
    level: Level
    consequence: Consequence
    applies_to: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    stage: Stage = "stable"
    yields: bool = False
    together: str = ""
    controls: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    rated: Severity | None = None

    @property
    def severity(self) -> Severity:
        """How grave a violation is."""
        return self.rated or SEVERITIES[self.consequence]

    @property
    def default_level(self) -> Level:
        """The level where nothing sets one."""
        return "advisory" if self.stage == "preview" and self.level == "mandatory" else self.level
