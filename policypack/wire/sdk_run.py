"""One run of the SDK's policies: each is asked by itself, so what they share is kept here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from google.protobuf import json_format
from pulumi_policy import ResourceValidationArgs, StackValidationArgs
from pulumi_policy.deserialize import deserialize_properties

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Finding, Outcome, ordered
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.policies import CATALOG, PackPolicy
from policypack.engine.session import Session
from policypack.engine.settings import PackSetting, Setting, Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.wire.remediation import remedied
from policypack.wire.requests import resource_of, stack_of
from policypack.wire.sdk_arguments import request_of, stack_request_of

_SPOKEN = (Outcome.VIOLATED, Outcome.CRASHED)
Config = Mapping[str, Any]


class SdkRun:
    """The inputs of each resource and the findings on it, for the policies that are asked later."""

    def __init__(self, settings: Settings, deployment: Deployment, today: date) -> None:
        self.settings = settings
        self._session = Session(settings, deployment, load_catalog(settings.of(CATALOG).options.file or None), today)
        self._secrets = frozenset(deployment.secrets())
        self._asked: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], list[Finding]] = {}

    def on_resource(self, setting: Setting, args: ResourceValidationArgs) -> list[Finding]:
        """What a rule that inputs decide finds on one resource."""
        resource = self._analysed(setting, args)
        return self._told(setting, self._ask(_with(setting, args.get_config()), [resource], None), resource.urn)

    def on_stack(self, setting: Setting, args: StackValidationArgs) -> list[Finding]:
        """What a rule that needs the stack finds on its resources."""
        stack = self._stack(args)
        subjects = [one for one in stack.resources if self._applies(setting, one)]
        return self._told(setting, self._ask(_with(setting, args.get_config()), subjects, stack), "")

    def on_run(self, policy: PackPolicy, args: StackValidationArgs) -> list[Finding]:
        """What a policy that is no rule says of the run; the rules have been asked before."""
        found = [finding for findings in self._found.values() for finding in findings]
        setting = _of_pack(self.settings.of(policy), args.get_config())
        return self._session.on_run([setting], self._stack(args), found)

    def remedied(self, setting: Setting, args: ResourceValidationArgs) -> Mapping[str, Any] | None:
        """The resource's properties with the rule's remedy, secrets marked; None where nothing changes."""
        setting = dataclasses.replace(_with(setting, args.get_config()), level="remediate")
        if not self._applies(setting, resource_of(request := request_of(args, frozenset()))):
            return None
        changed = remedied(setting, self._session, request)
        if changed is None:
            return None
        return deserialize_properties(json_format.MessageToDict(changed), proxy_secrets=True)

    def _analysed(self, setting: Setting, args: ResourceValidationArgs) -> Resource:
        """The resource, read once for all policies; a policy that asks for it again is in another round."""
        asked = self._asked.setdefault(args.urn, set())
        if args.urn not in self._session.analysed or setting.rule.id in asked:
            asked.clear()
            self._session.analysed[args.urn] = resource_of(request_of(args, self._secrets))
        asked.add(setting.rule.id)
        return self._session.analysed[args.urn]

    def _stack(self, args: StackValidationArgs) -> Stack:
        return stack_of(stack_request_of(args, self._secrets), self._session.analysed)

    def _applies(self, setting: Setting, resource: Resource) -> bool:
        settings = Settings((dataclasses.replace(setting, level="mandatory"),), ())
        return bool(settings.resource_rules.of(resource.type) or settings.stack_rules.of(resource.type))

    def _ask(self, setting: Setting, subjects: Iterable[Resource], stack: Stack | None) -> list[Finding]:
        judge, found = self._session.judge, []
        for resource in subjects:
            if self._applies(setting, resource):
                found += ask(setting, resource, judge.deployment, judge.catalog, stack)
        lookup = self._session.analysed.get if stack is None else stack.get
        return self._session.exemptions.apply(ordered(found), lookup)

    def _told(self, setting: Setting, findings: list[Finding], urn: str) -> list[Finding]:
        self._found[setting.rule.id, urn] = findings
        return [finding for finding in findings if finding.outcome in _SPOKEN]


def _with(setting: Setting, config: Config) -> Setting:
    if not config:
        return setting
    return dataclasses.replace(setting, given=read_options(setting.rule.options, config, setting.rule.id))


def _of_pack(setting: PackSetting, config: Config) -> PackSetting:
    if not config:
        return setting
    return dataclasses.replace(setting, options=read_options(setting.policy.options, config, setting.policy.id))
