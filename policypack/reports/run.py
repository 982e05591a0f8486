"""What a report tells of: the findings of one run and where their resources stand in the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from policypack.engine.findings import Finding
from policypack.model.records import record
from policypack.model.stack import STACK_TYPE, Stack


@record(frozen=True, slots=True)
class Run:
    """One run, whatever it was made from. ``positions`` are ``file:line`` by URN; ``seconds`` is wall-clock time."""

    findings: tuple[Finding, ...]
    stack: Stack
    rule_count: int
    seconds: float
    positions: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    project: str = ""
    stack_name: str = ""
    root: Path = Path()
    """The folder that relative positions start from."""
    region: str = ""
    """The region of resources that name none themselves; empty where nothing says it."""
    disabled: tuple[str, ...] = ()
    """The rules that were not asked."""

    @property
    def title(self) -> str:
        """What was judged: ``orders/dev in eu-south-2``."""
        named = "/".join(part for part in (self.project, self.stack_name) if part) or "program"
        return f"{named} in {self.region}" if self.region else f"{named}, region not known"

    @property
    def resource_count(self) -> int:
        """Resources that the program registers, without the stack itself and its providers."""
        return sum(
            one.type != STACK_TYPE and not one.type.startswith("pulumi:providers:") for one in self.stack.resources
        )

    @property
    def stops(self) -> bool:
        """A preview with these findings fails."""
        return any(finding.stops for finding in self.findings)

    def position(self, urn: str) -> str:
        """``file:line`` of the registration; empty where it is not known."""
        return self.positions.get(urn, "")

    def short_type(self, finding: Finding) -> str:
        """The type as programs write it; empty for the stack."""
        resource = self.stack.get(finding.urn)
        return resource.short_type if resource is not None and resource.type != STACK_TYPE else ""

    def path(self, urn: str) -> str:
        """The resource's name under the names of the components that hold it: ``network > public-a``."""
        resource = self.stack.get(urn)
        if resource is None:
            return "the stack"
        if resource.type == STACK_TYPE:
            return "the stack"
        parents = [parent.name for parent in self.stack.parents(resource) if parent.type != STACK_TYPE]
        return " > ".join([*reversed(parents), resource.name])
