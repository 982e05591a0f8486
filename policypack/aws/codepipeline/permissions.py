"""What a pipeline's role must be allowed, so that its actions run and its artifacts are stored.

What each type of action needs is data: ``data/codepipeline_actions.json``, with its source.
https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from policypack.aws.codepipeline import Action, actions
from policypack.aws.common.arns import Target, target
from policypack.aws.common.tables import table
from policypack.aws.iam.documents import Attached, allows, denies
from policypack.aws.iam.resource_policies import admits, bucket_policies, key_policies, trust_policies
from policypack.catalog.files import Section
from policypack.model.facts import TRUE, Fact, all_facts, all_of, any_fact, any_of, is_not, known
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, same, together

_READ = ("s3:GetObject", "s3:GetObjectVersion")
_WRITE = ("s3:PutObject",)
_VERSIONING = ("s3:GetBucketVersioning",)
_BUCKET_IN_TEMPLATE = re.compile(r"arn:\*:s3:::\{(\w+)\}")


@record(frozen=True, slots=True)
class Need:
    """One action of IAM (or one of several: ``a|b``) that the role must be allowed on a target, ``when`` at all.

    ``purpose`` names what needs it, in a message; ``policies`` are the target's own, which may allow the role.
    """

    action: str
    target: Target
    purpose: str
    when: Fact = TRUE
    policies: tuple[Attached, ...] = ()

    def is_met(self, documents: tuple[Attached, ...], role: Resource) -> Fact:
        """The role's documents allow it, or the policies of the target do, or it is not needed."""
        names = self.action.split("|")
        return any_of(
            is_not(self.when),
            any_fact(allows(documents, name, self.target) for name in names),
            any_fact(admits(self.policies, name, role) for name in names),
        )

    def is_denied(self, documents: tuple[Attached, ...]) -> Fact:
        """The role's documents deny it, so that no Allow helps."""
        return all_facts(denies(documents, name, self.target) for name in self.action.split("|"))


def needs(pipeline: Resource, region: Value, stack: Stack) -> Iterator[Need]:
    """All that the pipeline's role must be allowed, as far as it is documented; ``region`` is the pipeline's own."""
    for action in actions(pipeline):
        yield from _needs_of_action(action, pipeline, stack)
    for store in pipeline["artifactStores"].elements():
        yield from _needs_of_store(store, pipeline, region, stack)


def _needs_of_action(action: Action, pipeline: Resource, stack: Stack) -> Iterator[Need]:
    own_role = action["roleArn"]
    assumes = is_not(own_role.is_empty())
    trusts = () if own_role.is_absent else trust_policies(pipeline, own_role, stack)
    yield Need("sts:AssumeRole", Target("{}", own_role), str(action), assumes, trusts)
    possible = (row for row in _rows() if action.type.equals(row.type).truth is not False)
    for row in possible:
        when = all_of(is_not(assumes), action.type.equals(row.type), row.applies(action["configuration"]))
        found = _BUCKET_IN_TEMPLATE.match(row.on)
        policies = bucket_policies(pipeline, action["configuration"][found[1]], stack) if found else ()
        for name in row.allow:
            yield Need(name, _target(row.on, action["configuration"]), str(action), when, policies)


def _needs_of_store(store: Value, pipeline: Resource, region: Value, stack: Stack) -> Iterator[Need]:
    """The role writes what sources bring, and reads what is deployed, in the store of the pipeline's own region."""
    stores = pipeline["artifactStores"]
    home = any_of(known(len(stores.elements()) == 1 and stores.is_known), together(same, store["region"], region))
    reads, writes = all_of(home, _role_does("reads", pipeline)), all_of(home, _role_does("writes", pipeline))
    location, key = store["location"], store["encryptionKey"]["id"]
    policies = bucket_policies(pipeline, location, stack)
    objects, bucket = Target("arn:*:s3:::{}/*", location), Target("arn:*:s3:::{}", location)
    purpose = f"the artifact bucket {location}" if location.is_known else "the artifact bucket"
    yield from (Need(name, objects, purpose, writes, policies) for name in _WRITE)
    yield from (Need(name, objects, purpose, reads, policies) for name in _READ)
    yield from (Need(name, bucket, purpose, any_of(reads, writes), policies) for name in _VERSIONING)
    if not key.is_absent:
        policies = key_policies(pipeline, key, stack)
        purpose = "the key of the artifact bucket"
        yield Need("kms:GenerateDataKey", _key(key), purpose, writes, policies)
        yield Need("kms:Decrypt", _key(key), purpose, reads, policies)


def _key(key_id: Value) -> Target:
    """The key by its ARN or ID; which key an alias names is not known."""
    return Target("arn:*:kms:*:*:key/{}", key_id.as_text().map(lambda text: "*" if "alias/" in text else text))


def _role_does(what: str, pipeline: Resource) -> Fact:
    """An action that has no role of its own reads its input artifacts, or writes its output artifacts."""

    def does(action: Action) -> Fact:
        artifacts = action["inputArtifacts"] if what == "reads" else action["outputArtifacts"]
        return all_of(action["roleArn"].is_empty(), action.type.is_in(_types_that(what)), is_not(artifacts.is_empty()))

    return any_fact(does(action) for action in actions(pipeline))


@cache
def _types_that(what: str) -> tuple[str, ...]:
    rows = table("codepipeline/codepipeline_actions").section("actions")
    return tuple(key for key in rows if rows.section(key).flag(what, False))


@record(frozen=True, slots=True)
class _Row:
    """What one type of action needs: actions of IAM on a template of ARNs, for some configurations."""

    type: str
    allow: tuple[str, ...]
    on: str
    when: Mapping[str, tuple[str, ...]]
    unless: Mapping[str, tuple[str, ...]]

    def applies(self, configuration: Value) -> Fact:
        """The configuration is one that needs it."""
        needed = (_has(configuration, key, values) for key, values in self.when.items())
        spared = (is_not(_has(configuration, key, values)) for key, values in self.unless.items())
        return all_facts((*needed, *spared))


def _has(configuration: Value, key: str, values: tuple[str, ...]) -> Fact:
    value = configuration[key]
    return value.is_in(values) if values else is_not(value.is_empty())


@cache
def _rows() -> tuple[_Row, ...]:
    types = table("codepipeline/codepipeline_actions").section("actions")
    return tuple(
        _row(key, types.section(key).section("needs").section(name))
        for key in types
        for name in types.section(key).section("needs")
    )


def _row(key: str, need: Section) -> _Row:
    when, unless = _choices(need.section("when")), _choices(need.section("unless"))
    return _Row(key, need.texts("allow"), need.text("on"), when, unless)


def _choices(section: Section) -> dict[str, tuple[str, ...]]:
    return {key: section.texts(key) for key in section}


def _target(template: str, configuration: Value) -> Target:
    return target(template, lambda key: configuration[key].as_text().map(_any_variable))


def _any_variable(text: str) -> str:
    """A variable of the pipeline may be anything; a connection has an ARN under either name of its service."""
    return re.sub(r":(codestar-connections|codeconnections):", ":code*:", re.sub(r"#\{[^{}]*\}", "*", text))
