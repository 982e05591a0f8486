"""Remediation: a rule's ``remedy``, made where the rule is violated, and nothing else."""

from __future__ import annotations

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.findings import Finding, Outcome
from policypack.engine.index import loaded
from policypack.engine.judge import ask
from policypack.engine.pack import Pack
from policypack.engine.session import Session
from policypack.engine.settings import Setting
from policypack.model.resources import Resource
from policypack.rule import Changes, Context, Remedy, ResourceRule
from policypack.wire.merging import merge
from policypack.wire.requests import resource_of


def remediations(pack: Pack, session: Session, request: analyzer_pb2.AnalyzeRequest) -> analyzer_pb2.RemediateResponse:
    """The changes that the rules at level ``remediate`` make, one upon the other; what is exempted stays."""
    response = analyzer_pb2.RemediateResponse()
    current = analyzer_pb2.AnalyzeRequest()
    current.CopyFrom(request)
    for setting in session.judge.settings.resource_rules.of(request.type):
        changed = remedied(setting, session, current) if setting.level == "remediate" else None
        if changed is not None:
            current.properties.CopyFrom(changed)
            response.remediations.append(
                analyzer_pb2.Remediation(
                    policyName=setting.rule.id,
                    policyPackName=pack.name,
                    policyPackVersion=pack.version,
                    description=setting.rule.summary,
                    properties=changed,
                )
            )
    return response


def remedied(setting: Setting, session: Session, request: analyzer_pb2.AnalyzeRequest) -> struct_pb2.Struct | None:
    """The request's properties with what one rule finds wrong put right; None where it has no safe answer.

    What mends none of the violations is not done: so doing it twice is the same as doing it once.
    """
    rule = loaded(setting.rule)
    if not isinstance(rule, ResourceRule) or rule.remedy is None:
        return None
    violated = _violations(setting, session, resource_of(request))
    if not violated:
        return None
    after = analyzer_pb2.AnalyzeRequest()
    after.CopyFrom(request)
    merge(_at_fault(_changes(rule.remedy, setting, session, resource_of(request)), violated), after.properties)
    mends = len(_violations(setting, session, resource_of(after))) < len(violated)
    return after.properties if mends else None


def _changes(remedy: Remedy, setting: Setting, session: Session, resource: Resource) -> Changes:
    if not callable(remedy):
        return remedy
    return remedy(resource, Context(setting.options, session.judge.deployment, session.judge.catalog))


def _at_fault(changes: Changes, violated: list[Finding]) -> Changes:
    """The changes of those properties that the rule found fault with."""
    properties = {finding.at.partition(".")[0].partition("[")[0] for finding in violated}
    return {name: wanted for name, wanted in changes.items() if name in properties}


def _violations(setting: Setting, session: Session, resource: Resource) -> list[Finding]:
    judge = session.judge
    findings = session.exemptions.apply(
        ask(setting, resource, judge.deployment, judge.catalog), lambda urn: resource if urn == resource.urn else None
    )
    return [finding for finding in findings if finding.outcome is Outcome.VIOLATED]
