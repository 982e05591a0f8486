"""The rules as objects of Pulumi's policy SDK, for a ``PolicyPack`` of somebody else's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.index import listed_rules
from policypack.engine.options import options_schema
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.settings import PackSetting, Setting
from policypack.wire.requests import deployment_of_environment
from policypack.wire.sdk_run import SdkRun

Policies = list[ResourceValidationPolicy | StackValidationPolicy]


def sdk_policies(folder: Path | None = None) -> Policies:
    """Every rule, then the policies on the run as a whole, each at its level and with its options.

    ``folder`` is where a ``guardrails.yaml`` may stand; None is the working directory. Raises ConfigurationError where
    a setting is wrong.
    """
    configuration = with_organization_file(Configuration(listed_rules()), folder or Path(), os.environ)
    deployment = deployment_of_environment(os.environ)
    run = SdkRun(configuration.settings(deployment), deployment, date.today())
    rules: Policies = [_policy_of_rule(setting, run) for setting in run.settings.rules]
    return rules + [_policy_of_run(run.settings.of(policy), run) for policy in PACK_POLICIES]


def _policy_of_rule(setting: Setting, run: SdkRun) -> ResourceValidationPolicy | StackValidationPolicy:
    if not setting.rule.needs_stack:
        return _resource_policy(setting, run)

    def validate(args: StackValidationArgs, report_violation: ReportViolation) -> None:
        for finding in run.on_stack(setting, args):
            report_violation(finding.message, finding.urn)

    return StackValidationPolicy(validate=validate, **_described(setting))


def _resource_policy(setting: Setting, run: SdkRun) -> ResourceValidationPolicy:
    def validate(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
        for finding in run.on_resource(setting, args):
            report_violation(finding.message, finding.urn)

    def remediate(args: ResourceValidationArgs) -> Any:
        return run.remedied(setting, args)

    remedy = remediate if setting.rule.remedy is not None else None
    return ResourceValidationPolicy(validate=validate, remediate=remedy, **_described(setting))


def _policy_of_run(setting: PackSetting, run: SdkRun) -> StackValidationPolicy:
    def validate(args: StackValidationArgs, report_violation: ReportViolation) -> None:
        for finding in run.on_run(setting.policy, args):
            report_violation(finding.message, finding.urn)

    policy = setting.policy
    return StackValidationPolicy(
        name=policy.id,
        description=policy.summary,
        validate=validate,
        enforcement_level=EnforcementLevel(setting.level),
        severity=Severity(policy.severity),
        config_schema=_schema(options_schema(policy.options, setting.options)),
    )


def _described(setting: Setting) -> dict[str, Any]:
    rule = setting.rule
    return {
        "name": rule.id,
        "description": rule.summary,
        "display_name": rule.summary,
        "enforcement_level": EnforcementLevel(setting.level),
        "severity": Severity(rule.severity),
        "config_schema": _schema(setting.schema),
        "url": rule.url or None,
    }


def _schema(properties: Mapping[str, dict[str, Any]]) -> PolicyConfigSchema | None:
    return PolicyConfigSchema(dict(properties)) if properties else None
