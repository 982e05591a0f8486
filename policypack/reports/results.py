"""What was found in one call, as plain data: every format is made of it, worker processes send it, files keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.findings import Finding
from policypack.engine.index import SomeRule
from policypack.engine.policies import EXEMPTED, UNDETERMINED
from policypack.engine.registry import location
from policypack.model.records import record
from policypack.model.rejections import answer_of
from policypack.model.stack import STACK_TYPE, Stack
from policypack.model.texts import clipped
from policypack.reports.fingerprints import Fingerprints
from policypack.reports.run import Run

Since: TypeAlias = Literal["", "new", "unchanged", "updated"]
"""What a finding is beside an earlier report: ``updated`` is on the same property with another value."""
ControlState: TypeAlias = Literal[
    "failed",
    "undetermined",
    "exempted",
    "passed",
    "passed in part",
    "not checked",
    "nothing to check",
    "not covered",
    "undecidable",
]
_PROVIDER = "pulumi:providers:"


@record(frozen=True, slots=True)
class Exempting:
    """What exempts a result; ``expires`` is a date, or empty for no end."""

    rule: str
    resource: str
    reason: str
    owner: str
    expires: str
    origin: str
    where: str

    @property
    def description(self) -> str:
        """Reason, owner and end, as reports show them."""
        owner = f"owner {self.owner}" if self.owner else ""
        until = f"until {self.expires}" if self.expires else ""
        return "; ".join(part for part in (self.reason, owner, until) if part)


@record(frozen=True, slots=True)
class Result:
    """One finding. ``docs/report.schema.json`` says what each field holds, where ``at`` is called ``property``; only
    ``exemption`` may be None."""

    rule: str
    kind: str
    outcome: str
    level: str
    severity: str
    urn: str
    type: str
    name: str
    path: str
    position: str
    at: str
    summary: str
    problem: str
    together: str
    service: str
    error: str
    source: str
    fix: str
    documentation: str
    foreseen: bool
    because: tuple[str, ...]
    waiting: str
    exemption: Exempting | None
    fingerprint: str
    since: Since = ""

    @property
    def stops(self) -> bool:
        """It fails a preview."""
        return self.outcome in ("violated", "crashed") and self.level in ("mandatory", "remediate")

    @property
    def is_remark(self) -> bool:
        """It sums up what other results say: of what is exempted, or undetermined."""
        return self.rule in (EXEMPTED.id, UNDETERMINED.id)

    @property
    def answer(self) -> str:
        """AWS's error as a sentence; empty where AWS rejects nothing."""
        return answer_of(self.service, self.error) if self.error else ""

    @property
    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Resource, rule, property: the order of a finding."""
        return (self.urn, self.rule, self.at, self.outcome, self.problem)

    @property
    def file(self) -> str:
        """The file of the resource's registration, relative to the report's folder; empty where it is not known."""
        return self.position.rpartition(":")[0]

    @property
    def line(self) -> int:
        """The line in that file, from 1; 0 where it is not known."""
        line = self.position.rpartition(":")[2]
        return int(line) if line.isascii() and line.isdigit() else 0


@record(frozen=True, slots=True)
class Gone:
    """A finding of an earlier report that is found no more."""

    rule: str
    urn: str
    at: str

    @property
    def name(self) -> str:
        """The logical name of its resource."""
        return self.urn.rsplit("::", 1)[-1]


@record(frozen=True, slots=True)
class Node:
    """A resource in the graph of a stack: what it is, its parent, and the URNs of what it depends on."""

    urn: str
    type: str
    name: str
    parent: str
    dependencies: tuple[str, ...]


@record(frozen=True, slots=True)
class StackReport:
    """What was found on one target: a program or a state, as the call names it.

    ``problem`` says why it could not be judged; then nothing else is known. ``folder`` is where positions start from.
    """

    target: str
    problem: str = ""
    project: str = ""
    stack: str = ""
    region: str = ""
    folder: str = ""
    results: tuple[Result, ...] = ()
    warnings: tuple[str, ...] = ()
    resources: int = 0
    rules: int = 0
    seconds: float = 0.0
    graph: tuple[Node, ...] = ()
    """The stack's resources without its providers; empty where nobody asked for them."""
    since: str = ""
    """The earlier report that it is compared with; empty for none."""
    fixed: tuple[Gone, ...] = ()
    """What that one has and this one has no more."""
    disabled: tuple[str, ...] = ()
    """The rules that were not asked."""
    whole: bool = True
    """Whether it has all that the pack says of the stack: what the engine tells of a preview is less."""

    @property
    def title(self) -> str:
        """``orders/dev``, else the target."""
        return "/".join(part for part in (self.project, self.stack) if part) or self.target

    @property
    def stops(self) -> bool:
        """A preview with these results fails."""
        return any(one.stops for one in self.results)


@record(frozen=True, slots=True)
class Control:
    """What a run says of a control: its state, the rules that answer it, on how many resources it holds, where not.

    ``docs/reports.md`` says what each state means. ``why`` is what keeps rules from answering it, or its resources from
    being judged.
    """

    id: str
    state: ControlState
    rules: tuple[str, ...]
    passed: int
    failed: tuple[str, ...]
    undetermined: tuple[str, ...]
    exempted: tuple[str, ...]
    why: str


@record(frozen=True, slots=True)
class Compliance:
    """A run beside a framework. ``requirements`` have a state and controls; empty where it has only controls.
    ``unchecked`` are the stacks of which not all is known."""

    framework: str
    title: str
    as_of: str
    stacks: int
    unchecked: tuple[str, ...]
    controls: tuple[Control, ...]
    requirements: Mapping[str, tuple[ControlState, tuple[str, ...]]]


@record(frozen=True, slots=True)
class Report:
    """The targets of one call, in its order. ``stacks`` may be read again and again, one at a time: those of a fleet
    are not all in memory. ``seconds`` is wall-clock time of all."""

    stacks: Sequence[StackReport]
    seconds: float = 0.0
    compliance: Compliance | None = None
    """What it says of a framework's controls, where the call asks for one."""
    rules: tuple[SomeRule, ...] = ()
    """The rules of the call, those of the organization among them; empty for the pack's."""


def report_of(run: Run, target: str = "", *, graph: bool = False) -> StackReport:
    """The report on a run."""
    fingerprints = Fingerprints(run.stack)
    return StackReport(
        target=target or str(run.root),
        project=run.project,
        stack=run.stack_name,
        region=run.region,
        folder=_folder(run.root),
        results=tuple(_result(one, run, fingerprints) for one in run.findings),
        warnings=tuple(map(clipped, run.warnings)),
        resources=run.resource_count,
        rules=run.rule_count,
        seconds=round(run.seconds, 3),
        graph=_graph(run.stack) if graph else (),
        disabled=run.disabled,
    )


def problem_report(target: str, problem: str) -> StackReport:
    """The report on a target that could not be judged."""
    return StackReport(target, problem=clipped(problem))


def documentation(rule: str) -> str:
    """The page of a rule, as a path in the pack's folder; empty for the pack's own policies."""
    return f"docs/rules/{rule}.md" if location(rule) is not None else ""


def _folder(root: Path) -> str:
    """As it lies from the folder of the call: what runs in a checkout names files by it."""
    here = Path.cwd()
    absolute = root.absolute()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else absolute.as_posix()


def _result(finding: Finding, run: Run, fingerprints: Fingerprints) -> Result:
    rejects = finding.rejects
    return Result(
        rule=finding.rule,
        kind="practice" if rejects is None else "rejection",
        outcome=finding.outcome.value,
        level=finding.level,
        severity=finding.severity,
        urn=finding.urn,
        type=finding.resource_type,
        name=finding.resource_name,
        path=run.path(finding.urn),
        position=run.position(finding.urn),
        at=finding.at,
        summary=finding.summary,
        problem=clipped(finding.said),
        together=clipped(finding.together),
        service=rejects.service if rejects else "",
        error=rejects.error if rejects else "",
        source=rejects.source if rejects else "",
        fix=finding.proposal,
        documentation=documentation(finding.rule),
        foreseen=finding.foreseen,
        because=tuple(clipped(str(reason)) for reason in finding.because),
        waiting=clipped(finding.waiting),
        exemption=_exempting(finding.exemption) if finding.exemption else None,
        fingerprint=fingerprints.of(finding),
    )


def _exempting(exemption: Exemption) -> Exempting:
    return Exempting(
        rule=exemption.rule,
        resource=exemption.resource,
        reason=clipped(exemption.reason),
        owner=exemption.owner,
        expires=str(exemption.expires or ""),
        origin=exemption.origin,
        where=exemption.where,
    )


def _graph(stack: Stack) -> tuple[Node, ...]:
    return tuple(
        Node(one.urn, one.type, one.name, one.parent, one.dependencies)
        for one in stack.resources
        if one.type != STACK_TYPE and not one.type.startswith(_PROVIDER)
    )
