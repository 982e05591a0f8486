"""What the engine tells of a preview, read back: the findings of this pack in ``--event-log``, joined by URN with the
files and lines of ``pulumi preview --json``.

The engine tells less than the pack's own preview: neither the property of a finding nor its value, so a finding is
known again by rule and resource; and of what is exempted or undetermined only a line each.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from policypack.documents.files import UnreadableError, read_text
from policypack.documents.json_reader import of_json, read_json
from policypack.documents.shapes import NUMBER, OBJECT, TEXT, list_of, mistake, object_of
from policypack.engine.exemptions.recorded import ANY_PROPERTY, TOOL
from policypack.engine.index import SomeRule, listed_rules
from policypack.errors import ReportError
from policypack.model.headings import SEVERITIES
from policypack.model.records import record
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import clipped
from policypack.reports.results import Node, Result, StackReport, documentation

_FINDING = object_of(
    {
        "resourceUrn": TEXT,
        "message": TEXT,
        "policyName": TEXT,
        "policyPackName": TEXT,
        "enforcementLevel": TEXT,
        "severity": TEXT,
    },
    ("message", "policyName", "policyPackName", "enforcementLevel"),
)
_RESOURCE = object_of(
    {
        "metadata": object_of(
            {"urn": TEXT, "type": TEXT, "new": object_of({"parent": TEXT, "inputs": OBJECT})}, ("urn",)
        )
    },
    ("metadata",),
)
_EVENT = object_of(
    {"policyEvent": _FINDING, "resourcePreEvent": _RESOURCE, "preludeEvent": object_of({"config": OBJECT})}
)
_FRAME = object_of({"sourcePosition": TEXT})
_STATE = object_of(
    {
        "urn": TEXT,
        "type": TEXT,
        "parent": TEXT,
        "sourcePosition": TEXT,
        "stackTrace": list_of(_FRAME),
        "dependencies": list_of(TEXT),
    }
)
_PREVIEW = object_of({"steps": list_of(object_of({"urn": TEXT, "newState": _STATE})), "duration": NUMBER}, ("steps",))

_COLOUR = re.compile(r"<\{%.*?%\}>")
_REJECTED = re.compile(r"(?P<problem>.*) (?P<service>[^.:!?]{1,60}) rejects this: (?P<error>.*)", re.DOTALL)
_SOURCE = re.compile(r"project:///(?P<file>[^#]+)#(?P<line>\d{1,9})(?:,\d+)?")
_PACKAGES = {"site-packages", "node_modules", "vendor"}
_PROVIDER = "pulumi:providers:"
_LESS = (
    "Made of an engine's event log, which has neither the properties of findings nor, one by one, what is exempted or"
    " undetermined: `guardrails preview` tells more."
)


@record(frozen=True, slots=True)
class _Seen:
    """A resource that the engine told of."""

    node: Node
    position: str = ""


def read_event_log(
    file: Path,
    preview: Path | None = None,
    folder: str = "",
    *,
    pack: str = TOOL,
    known: Sequence[SomeRule] | None = None,
) -> StackReport:
    """The report that an event log makes; ``preview`` is what ``pulumi preview --json`` printed, ``folder`` the
    project's, ``pack`` the name of the policy pack, ``known`` its rules (None: the built-in ones).

    Raises ReportError, with file and line or key, where one of them is not what it should be.
    """
    events = list(_events(file))
    resources = _resources(events)
    if preview is not None:
        resources.update(_of_preview(preview))
    rules = {one.id: one for one in (listed_rules() if known is None else known)}
    found, foreign = _findings(events, resources, rules, pack)
    stack, project = _names([*resources, *(one.urn for one in found)])
    warnings = [_LESS]
    if foreign:
        names = ", ".join(f"{count} of {name}" for name, count in sorted(foreign.items()))
        warnings.append(f"Findings of other policy packs are left out: {names}.")
    nodes = [one.node for one in resources.values() if not one.node.type.startswith((_PROVIDER, STACK_TYPE))]
    return StackReport(
        target=str(file),
        project=project,
        stack=stack,
        region=_region(events),
        folder=folder,
        results=tuple(found),
        warnings=tuple(map(clipped, warnings)),
        resources=len(nodes),
        rules=len(rules),
        graph=tuple(nodes),
        whole=False,
    )


def _events(file: Path) -> Iterator[Mapping[str, Any]]:
    try:
        lines = read_text(file).split("\n")
        for number, line in enumerate(lines, 1):
            if line.strip():
                event = of_json(line)
                if found := mistake(event, _EVENT) or ("" if isinstance(event, dict) else "is no object"):
                    raise ReportError(f"{file}:{number}: is no event of the engine ({found}).")
                yield event
    except UnreadableError as error:
        raise ReportError(f"{file}: {error.problem}; name what `pulumi preview --event-log` wrote.") from error


def _resources(events: Iterable[Mapping[str, Any]]) -> dict[str, _Seen]:
    """By URN, as the engine tells of each before its step."""
    found = {}
    for event in events:
        told = (event.get("resourcePreEvent") or {}).get("metadata")
        if told:
            found[told["urn"]] = _Seen(_node(told["urn"], told.get("type") or "", told.get("new") or {}))
    return found


def _of_preview(file: Path) -> dict[str, _Seen]:
    """By URN, with positions and dependencies."""
    try:
        told = read_json(file)
    except UnreadableError as error:
        raise ReportError(f"{file}: {error.problem}; name what `pulumi preview --json` printed.") from error
    if found := mistake(told, _PREVIEW) or ("" if isinstance(told, dict) else "is no object"):
        raise ReportError(f"{file}: {found}; name what `pulumi preview --json` printed.")
    states = [one["newState"] for one in told["steps"] if (one.get("newState") or {}).get("urn")]
    return {one["urn"]: _Seen(_node(one["urn"], one.get("type") or "", one), _position(one)) for one in states}


def _node(urn: str, type_: str, told: Mapping[str, Any]) -> Node:
    return Node(urn, type_, _name(urn), told.get("parent") or "", tuple(told.get("dependencies") or ()))


def _position(state: Mapping[str, Any]) -> str:
    """``file:line`` of the innermost call in the program's own files; empty where no call is."""
    frames = [state.get("sourcePosition"), *(one.get("sourcePosition") for one in state.get("stackTrace") or ())]
    for frame in frames:
        found = _SOURCE.fullmatch(frame or "")
        if found is not None:
            parts = PurePosixPath(found["file"]).parts
            if parts and parts[0] not in ("..", "/") and not _PACKAGES & set(parts):
                return f"{found['file']}:{found['line']}"
    return ""


def _findings(
    events: Iterable[Mapping[str, Any]], resources: Mapping[str, _Seen], rules: Mapping[str, SomeRule], pack: str
) -> tuple[list[Result], Counter[str]]:
    """The pack's findings in the engine's order, each once; and how many there are of other packs."""
    found: dict[tuple[str, str, str], Result] = {}
    foreign: Counter[str] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    for event in events:
        told = event.get("policyEvent")
        if not told:
            continue
        if told["policyPackName"] != pack:
            foreign[told["policyPackName"]] += 1
            continue
        one = _finding(told, rules.get(told["policyName"]), resources)
        key = (one.rule, one.urn, one.problem)
        if key not in found:
            met[one.rule, one.urn] += 1
            found[key] = replace(one, fingerprint=_fingerprint(one, met[one.rule, one.urn]))
    return list(found.values()), foreign


def _finding(told: Mapping[str, Any], rule: SomeRule | None, resources: Mapping[str, _Seen]) -> Result:
    urn = told.get("resourceUrn") or ""
    summary, _, message = _COLOUR.sub("", told["message"]).strip().partition("\n")
    said, _, fix = message.partition("\nFix: ")
    rejected = _REJECTED.fullmatch(said) if rule is not None and rule.knows_rejections else None
    seen = resources.get(urn)
    level = told["enforcementLevel"]
    severity = told.get("severity") or (rule.severity if rule is not None else "")
    return Result(
        rule=told["policyName"],
        kind="practice" if rejected is None else "rejection",
        outcome="violated",
        level=level if level in ("mandatory", "remediate") else "advisory",
        severity=severity if severity in SEVERITIES.values() else "medium",
        urn=urn,
        type=_type(urn),
        name=_name(urn) if _type(urn) != STACK_TYPE else "",
        path=_path(urn, resources),
        position=seen.position if seen is not None else "",
        at=ANY_PROPERTY,
        summary=summary,
        problem=clipped(said if rejected is None else rejected["problem"]),
        together="",
        service="" if rejected is None else rejected["service"],
        error="" if rejected is None else rejected["error"].removesuffix("."),
        source="",
        fix="\n".join(line.removeprefix("     ") for line in fix.split("\n")),
        documentation=documentation(told["policyName"]),
        foreseen=False,
        because=(),
        waiting="",
        exemption=None,
        fingerprint="",
    )


def _path(urn: str, resources: Mapping[str, _Seen]) -> str:
    """The name under those of its components; ``the stack`` for none."""
    names: list[str] = []
    met: set[str] = set()
    while urn and urn not in met and _type(urn) != STACK_TYPE:
        met.add(urn)
        names.append(_name(urn))
        urn = resources[urn].node.parent if urn in resources else ""
    return " > ".join(reversed(names)) or "the stack"


def _type(urn: str) -> str:
    parts = urn.split("::", 3)
    return parts[2].rsplit("$", 1)[-1] if len(parts) == 4 else STACK_TYPE


def _name(urn: str) -> str:
    return urn.split("::", 3)[-1]


def _names(urns: Iterable[str]) -> tuple[str, str]:
    """Stack and project, of the first URN that names them."""
    for urn in urns:
        head, _, rest = urn.partition("::")
        project, colons, _ = rest.partition("::")
        if head.startswith("urn:pulumi:") and colons:
            return head.removeprefix("urn:pulumi:"), project
    return "", ""


def _region(events: Iterable[Mapping[str, Any]]) -> str:
    """What the stack's configuration says; empty where it says none."""
    for event in events:
        region = ((event.get("preludeEvent") or {}).get("config") or {}).get("aws:region")
        if isinstance(region, str):
            return region
    return ""


def _fingerprint(result: Result, number: int) -> str:
    """Without property and value, which are not known: of several findings of a rule on a resource, by their order."""
    told = json.dumps(["event", result.rule, result.urn, number])
    return hashlib.sha256(told.encode()).hexdigest()[:32]
