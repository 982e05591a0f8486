"""Remediation: a rule's ``remedy``, set where the rule is violated, and nothing else."""

from __future__ import annotations

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.findings import Outcome
from policypack.engine.judge import ask
from policypack.engine.pack import Pack
from policypack.engine.session import Session
from policypack.engine.settings import Setting
from policypack.rule import ResourceRule
from policypack.wire.requests import resource_of
from policypack.wire.trees import SECRET, SIGNATURE, encode


def remediations(pack: Pack, session: Session, request: analyzer_pb2.AnalyzeRequest) -> analyzer_pb2.RemediateResponse:
    """The changes that the rules at level ``remediate`` make, each on top of the one before, where nothing exempts."""
    response = analyzer_pb2.RemediateResponse()
    current = analyzer_pb2.AnalyzeRequest()
    current.CopyFrom(request)
    for setting in session.judge.settings.resource_rules.of(request.type):
        if setting.level == "remediate" and _is_violated(session, setting, current):
            apply_remedy(setting.rule.remedy, current.properties)
            response.remediations.append(
                analyzer_pb2.Remediation(
                    policyName=setting.rule.id,
                    policyPackName=pack.name,
                    policyPackVersion=pack.version,
                    description=setting.rule.summary,
                    properties=current.properties,
                )
            )
    return response


def apply_remedy(remedy: object, properties: struct_pb2.Struct) -> None:
    """Set each property of ``remedy`` in ``properties``; a property that was secret stays secret."""
    if not isinstance(remedy, dict):
        return
    for name, value in remedy.items():
        place = properties.fields[name]
        marked = place.struct_value.fields if place.WhichOneof("kind") == "struct_value" else {}
        if SIGNATURE in marked and marked[SIGNATURE].string_value == SECRET:
            place = marked["value"]
        place.CopyFrom(encode(value))


def _is_violated(session: Session, setting: Setting, request: analyzer_pb2.AnalyzeRequest) -> bool:
    if not isinstance(setting.rule, ResourceRule) or not setting.rule.remedy:
        return False
    resource, judge = resource_of(request), session.judge
    findings = session.exempter.applied(
        ask(setting, resource, judge.deployment, judge.catalogue), lambda urn: resource if urn == resource.urn else None
    )
    return any(finding.outcome is Outcome.VIOLATED for finding in findings)
