"""Findings as the engine's replies."""

from __future__ import annotations

from collections.abc import Iterable

from google.protobuf import json_format
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.findings import Finding, Outcome
from policypack.engine.index import requirements
from policypack.engine.options import options_schema
from policypack.engine.pack import Pack
from policypack.engine.settings import PackSetting, Setting
from policypack.model.texts import encodable, printable

_LEVELS = {
    "advisory": analyzer_pb2.ADVISORY,
    "mandatory": analyzer_pb2.MANDATORY,
    "remediate": analyzer_pb2.REMEDIATE,
    "disabled": analyzer_pb2.DISABLED,
}
_LEVEL_NAMES: dict[int, str] = {number: name for name, number in _LEVELS.items()}
_SEVERITIES = {
    "low": analyzer_pb2.POLICY_SEVERITY_LOW,
    "medium": analyzer_pb2.POLICY_SEVERITY_MEDIUM,
    "high": analyzer_pb2.POLICY_SEVERITY_HIGH,
    "critical": analyzer_pb2.POLICY_SEVERITY_CRITICAL,
}


def level_name(number: int) -> str:
    """The name of an enforcement level of the protocol."""
    return _LEVEL_NAMES.get(number, "advisory")


def analyze_response(pack: Pack, findings: Iterable[Finding]) -> analyzer_pb2.AnalyzeResponse:
    """Violations and crashes as diagnostics; undetermined answers and exempted findings as not applicable, with why."""
    response = analyzer_pb2.AnalyzeResponse()
    for finding in findings:
        if finding.outcome in (Outcome.UNDETERMINED, Outcome.EXEMPTED):
            response.not_applicable.append(
                analyzer_pb2.PolicyNotApplicable(policy_name=finding.rule, reason=_reason(finding))
            )
        else:
            response.diagnostics.append(_diagnostic(pack, finding))
    return response


def _reason(finding: Finding) -> str:
    if finding.exemption is not None:
        exemption = finding.exemption
        said = f"exempted: {exemption.description} ({exemption.where})"
    else:
        said = finding.said
    return printable(f"{finding.resource_name}: {said}")


def _diagnostic(pack: Pack, finding: Finding) -> analyzer_pb2.AnalyzeDiagnostic:
    # A plain violation of a policy at level remediate counts as mandatory.
    level = "mandatory" if finding.level == "remediate" else finding.level
    return analyzer_pb2.AnalyzeDiagnostic(
        policyName=finding.rule,
        policyPackName=pack.name,
        policyPackVersion=pack.version,
        description=finding.summary,
        message=f"{finding.summary}\n{finding.message}",
        enforcementLevel=_LEVELS[level],
        urn=encodable(finding.urn),
        severity=_SEVERITIES[finding.severity],
    )


def analyzer_info(pack: Pack) -> analyzer_pb2.AnalyzerInfo:
    """What the pack says of itself and of each policy."""
    info = analyzer_pb2.AnalyzerInfo(
        name=pack.name,
        displayName="AWS guardrails",
        version=pack.version,
        supportsConfig=True,
        description=pack.description,
        provider="aws",
        repository=pack.repository,
    )
    info.policies.extend(_policy_info(setting) for setting in pack.settings.rules)
    info.policies.extend(_pack_policy_info(setting) for setting in pack.settings.policies)
    return info


def _pack_policy_info(setting: PackSetting) -> analyzer_pb2.PolicyInfo:
    policy = setting.policy
    told = analyzer_pb2.PolicyInfo(
        name=policy.id,
        displayName=policy.summary,
        description=policy.summary,
        enforcementLevel=_LEVELS[setting.level],
        policy_type=analyzer_pb2.POLICY_TYPE_STACK,
        severity=_SEVERITIES[policy.severity],
    )
    schema = {**options_schema(policy.options, setting.options), **policy.schema}
    if schema:
        json_format.ParseDict(encodable(schema), told.configSchema.properties)
    return told


def _policy_info(setting: Setting) -> analyzer_pb2.PolicyInfo:
    rule = setting.rule
    policy = analyzer_pb2.PolicyInfo(
        name=rule.id,
        displayName=rule.summary,
        description=rule.summary,
        enforcementLevel=_LEVELS[setting.level],
        policy_type=analyzer_pb2.POLICY_TYPE_STACK if rule.needs_stack else analyzer_pb2.POLICY_TYPE_RESOURCE,
        severity=_SEVERITIES[rule.severity],
        url=rule.url,
        remediation_steps=f"Write what the finding shows as its fix. `./guardrails explain {rule.id}` shows programs.",
    )
    tags = requirements(rule)
    if tags:
        policy.framework.name = "AWS Security Hub"
        policy.framework.reference = ", ".join(rule.controls)
        policy.tags.extend(tags)
    schema = setting.schema
    if schema:
        json_format.ParseDict(encodable(schema), policy.configSchema.properties)
    return policy
