"""Findings that a file recorded: a baseline, a JSON report of one or several stacks, or SARIF that this pack wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.documents.shapes import TEXT, Shape, list_of, mistake, object_of
from policypack.engine.policies import PACK_POLICIES
from policypack.errors import ConfigurationError
from policypack.model.records import record

FORMAT = 1
TOOL = "aws-guardrails"
"""How SARIF names the pack."""
ANY_PROPERTY = "*"
"""In place of a property where it is not known, as in what the engine tells of a preview."""
_FOUND = ("violated", "crashed", "exempted")


@record(frozen=True, slots=True)
class Recorded:
    """A finding of an earlier run; ``exempted`` by more than a baseline. What the file does not say is empty."""

    rule: str
    urn: str
    property: str
    fingerprint: str = ""
    exempted: bool = False


_OF_BASELINE = object_of({"rule": TEXT, "resource": TEXT, "property": TEXT}, ("rule", "resource", "property"))
_OF_REPORT = object_of(
    {
        "rule": TEXT,
        "urn": TEXT,
        "property": TEXT,
        "outcome": TEXT,
        "fingerprint": TEXT,
        "exemption": object_of({"origin": TEXT}, ("origin",)),
    },
    ("rule", "urn", "property", "outcome"),
)
_PROGRAM = object_of({"report": object_of({"findings": list_of(_OF_REPORT)})}, ("report",))
_SARIF_RESULT = object_of(
    {
        "ruleId": TEXT,
        "kind": TEXT,
        "baselineState": TEXT,
        "properties": object_of({"urn": TEXT, "property": TEXT, "exemptedBy": TEXT, "fingerprint": TEXT}),
    },
    ("ruleId",),
)
_DRIVER = object_of({"driver": object_of({"name": TEXT}, ("name",))}, ("driver",))
_SARIF = object_of(
    {"runs": list_of(object_of({"tool": _DRIVER, "results": list_of(_SARIF_RESULT)}, ("tool",)))}, ("runs",)
)


def recorded_in(path: Path, remedy: str = "") -> tuple[Recorded, ...]:
    """The findings in a file; those of the pack's own policies are left out.

    Raises ConfigurationError, with file and key, where the file is none of the kinds.
    """
    ending = f"; {remedy}." if remedy else "."
    try:
        told = read_json(path)
    except UnreadableError as error:
        raise ConfigurationError(f"{path}: {error.problem}{ending}") from error
    kind = _kind(told)
    if kind is None:
        raise ConfigurationError(f"{path}: format: is no baseline, JSON report or SARIF of this pack{ending}")
    shape, read = kind
    found = mistake(told, shape)
    if found:
        raise ConfigurationError(f"{path}: {found}{ending}")
    own = frozenset(name for one in PACK_POLICIES for name in (one.id, *one.aliases))
    return tuple(one for one in read(told) if one.rule not in own)


def _kind(told: Any) -> tuple[Shape, Any] | None:
    """What the document must look like, and what reads it."""
    if not isinstance(told, dict):
        return None
    if told.get("version") == "2.1.0" and "runs" in told:
        return _SARIF, _of_sarif
    if told.get("format") != FORMAT:
        return None
    if "programs" in told:
        return object_of({"programs": list_of(_PROGRAM)}, ("programs",)), _of_programs
    if "findings" in told:
        item = _OF_REPORT if "project" in told else _OF_BASELINE
        return object_of({"findings": list_of(item)}, ("findings",)), _of_report if "project" in told else _of_baseline
    return None


def _of_baseline(told: Mapping[str, Any]) -> Iterator[Recorded]:
    yield from (Recorded(one["rule"], one["resource"], one["property"]) for one in told["findings"])


def _of_programs(told: Mapping[str, Any]) -> Iterator[Recorded]:
    for one in told["programs"]:
        yield from _of_report(one["report"])


def _of_report(told: Mapping[str, Any]) -> Iterator[Recorded]:
    findings: Sequence[Mapping[str, Any]] = told.get("findings") or ()
    for one in findings:
        if one["outcome"] in _FOUND:
            by_baseline = (one.get("exemption") or {}).get("origin") == "baseline"
            exempted = one["outcome"] == "exempted" and not by_baseline
            yield Recorded(one["rule"], one["urn"], one["property"], one.get("fingerprint") or "", exempted)


def _of_sarif(told: Mapping[str, Any]) -> Iterator[Recorded]:
    for run in told["runs"]:
        if run["tool"]["driver"]["name"] != TOOL:
            continue
        for one in run.get("results") or ():
            own = one.get("properties") or {}
            if one.get("kind", "fail") == "fail" and one.get("baselineState") != "absent" and own.get("urn"):
                yield Recorded(
                    one["ruleId"],
                    own["urn"],
                    own.get("property") or "",
                    own.get("fingerprint") or "",
                    (own.get("exemptedBy") or "baseline") != "baseline",
                )
