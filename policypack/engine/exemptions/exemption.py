"""An exemption: which findings are suppressed, why, who answers for it, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from policypack.model.records import record

Origin: TypeAlias = Literal["organization", "stack", "program", "baseline"]
"""Who exempts: the organization's places, the stack's configuration, a tag in the program, or a baseline."""

_URN_SCHEME = "urn:pulumi:"


@record(frozen=True, slots=True)
class Exemption:
    """``rule`` and ``resource`` are an id and a name (or URN), or globs of them; ``where`` is the place that has it."""

    rule: str
    resource: str
    reason: str
    origin: Origin
    where: str
    owner: str = ""
    expires: date | None = None
    alias: str = ""
    """The id that the rule had before, where the place names it so."""

    def matches(self, rule: str, urn: str, name: str) -> bool:
        """It speaks of this rule on this resource, whether or not it has expired."""
        return matches_rule(self.rule, rule) and self.matches_resource(urn, name)

    def matches_resource(self, urn: str, name: str) -> bool:
        """It speaks of this resource."""
        asked = urn if self.resource.startswith(_URN_SCHEME) else name
        return self.resource == asked or fnmatchcase(asked, self.resource)

    def has_expired(self, today: date) -> bool:
        """Its last day has passed."""
        return self.expires is not None and self.expires < today

    def is_only_for(self, stack_prefix: str) -> bool:
        """It can speak of no other stack than the one whose URNs start so."""
        return self.origin in ("stack", "program") or self.resource.startswith(stack_prefix)

    @property
    def description(self) -> str:
        """Reason, owner and end, as reports show them."""
        owner = f"owner {self.owner}" if self.owner else ""
        until = f"until {self.expires}" if self.expires else ""
        return "; ".join(part for part in (self.reason, owner, until) if part)

    def __str__(self) -> str:
        return f"{self.rule} on {self.resource}"


def matches_rule(pattern: str, rule: str) -> bool:
    """Whether a rule's id, a glob of ids, or ``all`` means this rule."""
    return pattern in (rule, "all") or fnmatchcase(rule, pattern)


def renamed(where: str, alias: str, rule: str) -> str:
    """The warning on a place that names a rule by an id that it had before."""
    return f"{where}: the rule {alias} is now called {rule}; write the new id."


def stack_prefix(stack: str, project: str) -> str:
    """How the URNs of a stack's resources start."""
    return f"{_URN_SCHEME}{stack}::{project}::"


def limit_problem(exemption: Exemption, max_days: int, today: date) -> str:
    """What is wrong with an exemption's end, where it may be ``max_days`` ahead at most; empty for nothing."""
    if not max_days:
        return ""
    latest = today + timedelta(days=max_days)
    if exemption.expires is None:
        return f"is missing; maxExemptionDays is {max_days}, so say one up to {latest}."
    if exemption.expires > latest:
        return f"{exemption.expires} is more than {max_days} days ahead (maxExemptionDays); say one up to {latest}."
    return ""
