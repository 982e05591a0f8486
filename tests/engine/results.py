"""What an operation of the CLI came to, from its own event log: text meant for eyes is kept, but not parsed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Event = Mapping[str, Any]

_COLOUR = re.compile(r"<\{%.*?%\}>")


@dataclass(frozen=True, slots=True)
class PolicyFinding:
    """One violation that the engine showed. ``level`` is ``mandatory`` or ``advisory``; ``urn`` is empty for the stack.

    ``message`` is the whole text under the finding's heading: the policy's description, then the violation's own.
    """

    policy: str
    level: str
    urn: str
    message: str
    severity: str = ""

    @property
    def resource(self) -> str:
        """The resource's logical name."""
        return self.urn.split("::", 3)[3] if self.urn else ""

    @property
    def type(self) -> str:
        """The resource's type, as ``aws:s3/bucket:Bucket``."""
        return self.urn.split("::")[2].rsplit("$", 1)[-1] if self.urn else ""


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one operation. ``findings`` come in the order in which the engine showed them.

    ``up`` previews first: its events, and so its findings, are those of the last of the two that ran.
    """

    command: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    events: tuple[Event, ...] = ()

    @property
    def succeeded(self) -> bool:
        return self.exit_code == 0

    @property
    def findings(self) -> tuple[PolicyFinding, ...]:
        return tuple(_finding(event["policyEvent"]) for event in self.events if "policyEvent" in event)

    @property
    def mandatory(self) -> tuple[PolicyFinding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "mandatory")

    @property
    def advisory(self) -> tuple[PolicyFinding, ...]:
        return tuple(finding for finding in self.findings if finding.level == "advisory")

    @property
    def found(self) -> frozenset[tuple[str, str]]:
        """Policy and resource of every finding, for comparing at a glance."""
        return frozenset((finding.policy, finding.resource) for finding in self.findings)

    @property
    def remediated(self) -> frozenset[tuple[str, str]]:
        """Policy and resource of every remediation that changed something."""
        changes = (event["policyRemediationEvent"] for event in self.events if "policyRemediationEvent" in event)
        return frozenset((change["policyName"], change["resourceUrn"].split("::", 3)[3]) for change in changes)

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """Severity (``error``, ``warning``, ``info``) and text of what engine, program and plugins said."""
        spoken = (event["diagnosticEvent"] for event in self.events if "diagnosticEvent" in event)
        return tuple((said["severity"], _without_colour(said["message"])) for said in spoken)

    @property
    def changes(self) -> Mapping[str, int]:
        """How many resources the operation created, updated, left the same...: empty if it did not get to its end."""
        summaries = [event["summaryEvent"] for event in self.events if "summaryEvent" in event]
        return dict(summaries[-1].get("resourceChanges") or {}) if summaries else {}

    def of(self, policy: str) -> tuple[PolicyFinding, ...]:
        """The findings of one policy."""
        return tuple(finding for finding in self.findings if finding.policy == policy)

    def __str__(self) -> str:
        return f"$ {' '.join(self.command)}\nexit code {self.exit_code}\n{self.stdout}\n{self.stderr}"


def parse_events(lines: Iterable[str]) -> tuple[Event, ...]:
    """The events in a log with one JSON object a line."""
    return tuple(json.loads(line) for line in lines if line.startswith("{"))


def _finding(event: Event) -> PolicyFinding:
    return PolicyFinding(
        policy=event["policyName"],
        level=event["enforcementLevel"],
        urn=event.get("resourceUrn", ""),
        message=_without_colour(event["message"]).strip(),
        severity=event.get("severity", ""),
    )


def _without_colour(text: str) -> str:
    return _COLOUR.sub("", text)
