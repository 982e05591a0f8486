"""For authors of rules and for users' own test suites: ask a rule about resources without an engine.

assert str(judge(RULE, engine="postgres", storageType=secret("gp2"))) == "violated: storageType"

bucket = resource(s3.BUCKET[0], "logs")
versioning = resource(s3.BUCKET_VERSIONING[0], "logs", {"bucket": UNKNOWN}, depends={"bucket": [bucket]})
assert str(judge_stack(RULE, bucket, versioning)["logs"]) == "violated: versioning"

policy = around('{"Statement": [{"Effect": "Allow", "Principal": "*", "Resource": "', hole(bucket, "arn"), '"}]}')
assert str(judge(RULE, policy=policy)) == "violated: policy"

What ``__all__`` names stays as it is from version to version; ``docs/testing.md`` has an example of each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policypack.catalog.catalog import Catalog, load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from policypack.engine.judge import verdicts_of
from policypack.engine.options import read_options
from policypack.engine.own.loading import OwnRule
from policypack.engine.settings import Setting
from policypack.fix.render import render
from policypack.laws.broken import Broken
from policypack.model.holes import Hole, Text
from policypack.model.records import record
from policypack.model.resources import Deployment, Provider, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Secret
from policypack.model.verdicts import Answer, Verdict
from policypack.rule import AnyRule

__all__ = [
    "UNKNOWN",
    "Answer",
    "AnyRule",
    "Broken",
    "Judged",
    "around",
    "broken_laws",
    "hole",
    "judge",
    "judge_stack",
    "own_rules",
    "resource",
    "secret",
]

_AS_AWS_WRITES_IT = re.compile(r"(arn|id|name|url|endpoint)$", re.IGNORECASE)
"""Outputs without a character that JSON escapes."""


def secret(value: Any) -> Secret:
    """A secret property value."""
    return Secret(value)


def hole(of: Resource | str, output: str, prefix: str = "") -> Hole:
    """The place, in a text, of an output that a preview does not know; ``of`` is the resource or its logical name. Each
    value of the output starts with ``prefix``."""
    name, urn = (of, "") if isinstance(of, str) else (of.name, of.urn)
    quotable = _AS_AWS_WRITES_IT.search(output) is not None
    return Hole(name, output, urn, prefix=prefix, quotable=quotable, never_empty=output in ("id", "arn"))


def around(*parts: str | Hole) -> Text | str:
    """The text that a program writes around outputs: ``around(hole(bucket, "arn"), "/*")``."""
    literals_joined: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and literals_joined and isinstance(literals_joined[-1], str):
            literals_joined[-1] += part
        elif part:
            literals_joined.append(part)
    if any(isinstance(part, Hole) for part in literals_joined):
        return Text(tuple(literals_joined))
    return "".join(map(str, literals_joined))


@record(frozen=True, slots=True)
class Judged:
    """All verdicts of a rule on one resource; as text, the gravest: violated, undetermined, fine, not applicable."""

    verdicts: tuple[Verdict, ...]

    def __str__(self) -> str:
        violated = self.at(Answer.VIOLATED)
        if violated:
            return "violated: " + ", ".join(violated)
        undetermined = self.because
        if undetermined:
            return "undetermined: " + ", ".join(undetermined)
        return "fine" if any(one.answer is Answer.FINE for one in self.verdicts) else "not applicable"

    def at(self, answer: Answer) -> tuple[str, ...]:
        """The properties of the verdicts with this answer, each once."""
        return tuple(dict.fromkeys(one.at for one in self.verdicts if one.answer is answer))

    @property
    def because(self) -> tuple[str, ...]:
        """The properties that keep a verdict undetermined, each once."""
        reasons = (reason for one in self.verdicts if one.answer is Answer.UNDETERMINED for reason in one.because)
        return tuple(dict.fromkeys(reason.property for reason in reasons))

    @property
    def messages(self) -> tuple[str, ...]:
        """Problem, AWS's error and fix of each violated verdict."""
        return tuple(
            " ".join(part for part in (one.problem, one.rejects.answer if one.rejects else "", render(one.fix)) if part)
            for one in self.verdicts
            if one.answer is Answer.VIOLATED
        )


def resource(
    type_: str,
    name: str,
    inputs: Mapping[str, Any] | None = None,
    *,
    outputs: Mapping[str, Any] | None = None,
    depends: Mapping[str, Sequence[Resource | str]] | None = None,
    depends_on: Sequence[Resource | str] = (),
    parent: Resource | str = "",
    provider: Mapping[str, Any] | None = None,
) -> Resource:
    """A resource as the engine would tell of it. ``depends`` maps properties to the resources that they come from;
    ``provider`` are the inputs of its provider (``{"region": "eu-south-2", "version": "7.51.1"}``)."""
    by_property = {key: tuple(_urn(one) for one in targets) for key, targets in (depends or {}).items()}
    all_targets = [urn for urns in by_property.values() for urn in urns] + [_urn(one) for one in depends_on]
    provider_urn = "urn:pulumi:dev::test::pulumi:providers:aws::default_7_51_1"
    told = None if provider is None else Provider(provider_urn, "default_7_51_1", "pulumi:providers:aws", provider)
    return Resource(
        urn=f"urn:pulumi:dev::test::{type_}::{name}",
        type=type_,
        name=name,
        inputs=dict(inputs or {}),
        outputs=None if outputs is None else dict(outputs),
        parent=_urn(parent) if parent else "",
        provider=told,
        dependencies=tuple(dict.fromkeys(all_targets)),
        property_dependencies=by_property,
    )


def judge(
    rule: AnyRule, *, options: Mapping[str, Any] | None = None, config: Mapping[str, str] | None = None, **inputs: Any
) -> Judged:
    """What the rule says of one resource of the first type that it applies to, with these inputs."""
    return judge_stack(rule, resource(rule.applies_to[0], "it", inputs), options=options, config=config)["it"]


def judge_stack(
    rule: AnyRule,
    *resources: Resource,
    options: Mapping[str, Any] | None = None,
    config: Mapping[str, str] | None = None,
    deployment: Deployment | None = None,
    catalog: Catalog | None = None,
) -> dict[str, Judged]:
    """What the rule says of each resource that it applies to, by the name of the resource that must change.

    ``options`` are written as settings write them (``{"minZones": 2}``); configuration values that start with
    ``secret:`` are secret.
    """
    setting = Setting(rule, rule.level, read_options(rule.options, options or {}, rule.id))
    run = deployment or deployment_of_config(config or {})
    stack = Stack(resources)
    found: dict[str, list[Verdict]] = {}
    for subject in stack.of_type(rule.applies_to):
        for verdict in verdicts_of(setting, subject, run, catalog or load_catalog(), stack):
            found.setdefault((verdict.on or subject).name, []).append(verdict)
        found.setdefault(subject.name, [])
    return {name: Judged(tuple(verdicts)) for name, verdicts in found.items()}


def own_rules(settings: str | Path) -> tuple[AnyRule, ...]:
    """The rules that the settings in a ``guardrails.yaml`` name, in order of their ids.

    Raises ConfigurationError where the settings, or one of the rules, are wrong.
    """
    configuration = Configuration(listed_rules()).with_file(Path(settings))
    return tuple(one.rule for one in configuration.rules if isinstance(one, OwnRule))


def broken_laws(rule: AnyRule) -> list[Broken]:
    """What does not hold of a rule, of the laws that built-in rules are held to; empty where all hold.

    The rule's examples, files of a folder below its own, run in processes of their own.
    """
    from policypack.laws import all_laws  # noqa: PLC0415 - a test that asks about inputs runs no program

    return all_laws.broken_laws(rule)


def deployment_of_config(config: Mapping[str, str]) -> Deployment:
    """A preview with this stack configuration; a value that starts with ``secret:`` is a secret one."""
    secrets = frozenset(key for key, value in config.items() if value.startswith("secret:"))
    plain = {key: value.removeprefix("secret:") for key, value in config.items()}
    return Deployment(project="test", stack="dev", preview=True, config=plain, secret_keys=secrets)


def _urn(target: Resource | str) -> str:
    return target if isinstance(target, str) else target.urn
