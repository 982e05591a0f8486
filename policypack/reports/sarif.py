"""SARIF 2.1.0: one run with a result for each finding, and the rules of those findings with their pages.

``render`` has all of it: what is exempted is suppressed, what is undetermined is of kind ``open``. GitHub code scanning
shows those as alerts, too, so ``render_for_github`` leaves them out and keeps within GitHub's limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final

from policypack.engine.exemptions.recorded import TOOL
from policypack.engine.index import SomeRule, listed_rules, loaded
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.registry import location, module_name
from policypack.model.headings import Level, Severity
from policypack.model.records import record
from policypack.model.texts import encodable, one_line
from policypack.reports.agents import inert_json
from policypack.reports.markdown_text import as_code_block, escaped
from policypack.reports.pages import page_in_report
from policypack.reports.places import Places
from policypack.reports.results import Report, Result, StackReport
from policypack.version import version

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PROJECT: Final = "https://github.com/aws-guardrails/aws-guardrails"
_ROOT = "%SRCROOT%"
_SECURITY_SEVERITY: Mapping[Severity, str] = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
"""GitHub calls 9.0 and more critical, 7.0 high, 4.0 medium."""
_FINGERPRINTS = ("primaryLocationLineHash", "guardrails/v1")
"""The name that GitHub asks for, and the pack's own."""
MOST_ON_GITHUB = 25_000
"""Results that GitHub takes of a run; of these it shows 5,000."""


@record(frozen=True)
class _Run:
    """What is met while results are written: the rules in their order, and what goes into the invocation."""

    places: Places
    for_github: bool
    rules: dict[str, tuple[int, Result]] = field(default_factory=dict)
    """Rule -> its place in the list of rules, and its first result."""
    notifications: list[dict[str, Any]] = field(default_factory=list)


def render(report: Report) -> Iterator[str]:
    """The log in pieces, one result at a time."""
    return _log(report, _Run(Places(), for_github=False))


def render_for_github(report: Report) -> Iterator[str]:
    """The same with open findings only, as many as GitHub takes."""
    return _log(report, _Run(Places(), for_github=True))


def _log(report: Report, run: _Run) -> Iterator[str]:
    yield f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n"results": ['
    before = "\n"
    for one in _results(report, run):
        yield before + _json(one)
        before = ",\n"
    is_whole = not any(one["level"] == "error" for one in run.notifications)
    invocation = {"executionSuccessful": is_whole, "toolExecutionNotifications": run.notifications}
    rules = {one.id: one for one in report.rules or listed_rules()}
    driver = {
        "name": TOOL,
        "version": version(),
        "informationUri": PROJECT,
        "rules": [_descriptor(rule, rules.get(rule), result) for rule, (_, result) in run.rules.items()],
    }
    yield f'\n],\n"tool": {_json({"driver": driver})},\n"invocations": [{_json(invocation)}],\n'
    about = {_ROOT: {"description": {"text": "The root of the repository."}}}
    yield f'"originalUriBaseIds": {_json(about)},\n"columnKind": "unicodeCodePoints"\n}}]\n}}\n'


def _results(report: Report, run: _Run) -> Iterator[dict[str, Any]]:
    most = _most_of_each(report) if run.for_github else {}
    left_out = 0
    for stack in report.stacks:
        if stack.problem:
            run.notifications.append(_problem(stack, run.places))
        for result in stack.results:
            if result.outcome == "crashed":
                run.notifications.append(_crash(stack, result, run))
            elif not run.for_github:
                yield _result(stack, result, run)
            elif result.outcome == "violated" and not result.is_remark:
                if most[result.stops] > 0:
                    most[result.stops] -= 1
                    yield _result(stack, result, run)
                else:
                    left_out += 1
    if left_out:
        text = f"GitHub takes {MOST_ON_GITHUB:,} results of a run: findings that are left out: {left_out:,}."
        run.notifications.append({"level": "warning", "message": {"text": text}})


def _most_of_each(report: Report) -> dict[bool, int]:
    """How many results may be written of findings that stop, and of others: those that stop come first."""
    stops = sum(one.outcome == "violated" and one.stops for stack in report.stacks for one in stack.results)
    return {True: MOST_ON_GITHUB, False: max(0, MOST_ON_GITHUB - stops)}


def _result(stack: StackReport, result: Result, run: _Run) -> dict[str, Any]:
    is_open = result.outcome == "undetermined"
    told: dict[str, Any] = {
        "ruleId": result.rule,
        "ruleIndex": _index(result, run),
        "kind": "open" if is_open else "fail",
        "level": "none" if is_open else _level(result.level, result.severity),
        "message": _message(result),
        "locations": [_location(stack, result, run.places)],
        "properties": {
            "stack": stack.title,
            "urn": result.urn,
            "property": result.at,
            "fingerprint": result.fingerprint,
            "severity": result.severity,
        },
    }
    if result.fingerprint:
        told["partialFingerprints"] = dict.fromkeys(_FINGERPRINTS, result.fingerprint)
    if result.since:
        told["baselineState"] = result.since
    if not run.for_github:
        told["suppressions"] = []
    if result.exemption is not None and result.outcome == "exempted":
        kind = "inSource" if result.exemption.origin == "program" else "external"
        told["suppressions"] = [{"kind": kind, "status": "accepted", "justification": result.exemption.description}]
        told["properties"]["exemptedBy"] = result.exemption.origin
    return told


def _index(result: Result, run: _Run) -> int:
    return run.rules.setdefault(result.rule, (len(run.rules), result))[0]


def _message(result: Result) -> dict[str, str]:
    text = one_line(" ".join(part for part in (result.problem, result.answer) if part))
    markdown = escaped(text)
    if result.fix:
        markdown += f"\n\nFix:\n\n{as_code_block(result.fix)}"
        text += f"\nFix: {result.fix}"
    # ``](`` would make a link of a name.
    return {"text": "\n".join(map(one_line, text.split("\n"))).replace("](", "] ("), "markdown": markdown}


def _location(stack: StackReport, result: Result, places: Places) -> dict[str, Any]:
    logical = {"name": result.name or stack.title, "fullyQualifiedName": result.urn, "kind": "resource"}
    return {**_physical(stack, result, places), "logicalLocations": [logical]}


def _physical(stack: StackReport, result: Result | None, places: Places) -> dict[str, Any]:
    place = places.of(stack, result)
    artifact = {"uri": place.uri, "uriBaseId": _ROOT} if place.is_inside else {"uri": place.uri}
    region = {"region": {"startLine": place.line}} if place.line else {}
    return {"physicalLocation": {"artifactLocation": artifact, **region}}


def _problem(stack: StackReport, places: Places) -> dict[str, Any]:
    text = f"{one_line(stack.target)} was not checked: {one_line(stack.problem)}"
    return {"level": "error", "message": {"text": text}, "locations": [_physical(stack, None, places)]}


def _crash(stack: StackReport, result: Result, run: _Run) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": one_line(f"The rule {result.rule} failed: {result.problem}")},
        "associatedRule": {"id": result.rule, "index": _index(result, run)},
        "locations": [_location(stack, result, run.places)],
    }


def _level(level: Level | str, severity: str) -> str:
    if level in ("mandatory", "remediate"):
        return "error"
    return "note" if severity == "low" else "warning"


def _descriptor(rule_id: str, rule: SomeRule | None, result: Result) -> dict[str, Any]:
    """The rule of a result; of one that this pack does not have, what the result says."""
    own = {one.id: one for one in PACK_POLICIES}
    summary = rule.summary if rule is not None else own[rule_id].summary if rule_id in own else result.summary
    told: dict[str, Any] = {"id": rule_id, "shortDescription": {"text": f"{one_line(summary)}."}}
    if rule is None:
        return told
    built_in = location(rule_id) is not None
    whole = loaded(rule)
    rationale = " ".join(whole.rationale.split())
    told["fullDescription"] = {"text": rationale[:1024]}
    text = "\n".join([f"{rule.summary}. {rationale}", *whole.references])
    told["help"] = {"text": text, "markdown": page_in_report(whole)}
    if built_in:
        told["helpUri"] = f"{PROJECT}/blob/main/docs/rules/{rule_id}.md"
    elif whole.url:
        told["helpUri"] = whole.url
    told["defaultConfiguration"] = {"level": _level(rule.default_level, rule.severity)}
    service = module_name(rule_id).split(".")[2] if built_in else ""
    about = "aws-rejects" if rule.knows_rejections else "practice"
    tags = [one for one in (service, rule.consequence, about) if one]
    properties: dict[str, Any] = {"tags": tags, "precision": "high"}
    if rule.controls or rule.partly:
        # Only what a security standard asks for is a vulnerability to GitHub.
        tags.append("security")
        properties["security-severity"] = _SECURITY_SEVERITY[rule.severity]
    told["properties"] = properties
    return told


def _json(document: Any) -> str:
    text = json.dumps(document)
    if "\\ud" in text:  # Half a character, or a whole one above U+FFFF.
        text = json.dumps(encodable(document))
    return inert_json(text).replace("\x7f", "\\u007f")
