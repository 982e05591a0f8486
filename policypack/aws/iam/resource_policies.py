"""Policies on a resource itself (bucket, key, trust of a role) that let a role in without a policy of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws import kms, s3
from policypack.aws.common.parts import named_by
from policypack.aws.iam import ROLE, document
from policypack.aws.iam.documents import Attached, Document, Statement
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_fact, any_of
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Value

_ACCOUNT = re.compile(r"\d{12}|arn:aws(-\w+)*:iam::\d{12}:root")


def admits(policies: tuple[Attached, ...], action: str, role: Resource) -> Fact:
    """One of these policies of a resource allows the role the action by itself.

    A statement for a whole account only leaves it to the account's own policies; one for everybody or for the role
    needs none of them. Of an Allow for everybody, conditions are taken as met.
    """
    return any_fact(all_of(one.holds, _admits(one.document, action, role)) for one in policies)


def _admits(policy: Document, action: str, role: Resource) -> Fact:
    return policy.any(lambda one: all_of(one.is_allow, one.covers(action), names(one, role)))


def names(statement: Statement, role: Resource) -> Fact:
    """The statement's Principal is everybody or the role."""
    principal = statement.value["Principal"]
    listed = principal["AWS"].any(lambda one: one.as_text().then(lambda text: _is(text, role)))
    return any_of(principal.equals("*"), listed)


def _is(text: str, role: Resource) -> Fact:
    if text == "*":
        return TRUE
    if _ACCOUNT.fullmatch(text) or ":role/" not in text:
        return FALSE
    arn, name = role.output("arn"), role["name"]
    if arn.is_known:
        return arn.equals(text)
    return name.as_text().test(lambda own: text.rsplit("/", 1)[-1] == own) if name.is_known else arn.undecided()


def bucket_policies(holder: Resource, location: Value, stack: Stack) -> tuple[Attached, ...]:
    """The policies of the bucket that ``location``, a part of a property of ``holder``, names.

    A bucket that is not in the stack may have any policy: that is one unknown document.
    """
    found = named_by(location, holder, s3.BUCKET, ("bucket",), stack)
    return tuple(_policies(found, s3.BUCKET_POLICY, "bucket", stack)) if found.links else (_out_of_sight(location),)


def key_policies(holder: Resource, key_id: Value, stack: Stack) -> tuple[Attached, ...]:
    """The policies of the KMS key that ``key_id``, a part of a property of ``holder``, names by ARN or ID."""
    found = named_by(key_id, holder, kms.KEY, ("keyId",), stack)
    return tuple(_policies(found, kms.KEY_POLICY, "keyId", stack)) if found.links else (_out_of_sight(key_id),)


def trust_policies(holder: Resource, role_arn: Value, stack: Stack) -> tuple[Attached, ...]:
    """The trust policy of the role that ``role_arn``, a part of a property of ``holder``, names."""
    found = named_by(role_arn, holder, ROLE, (), stack)
    trusts = (Attached(document(one, one["assumeRolePolicy"], stack), named) for one, named in found.links)
    return tuple(trusts) if found.links else (_out_of_sight(role_arn),)


def _policies(found: Linked, types: tuple[str, ...], by: str, stack: Stack) -> Iterator[Attached]:
    """The policies in the resources themselves and in resources of ``types`` that are linked to them."""
    for resource, named in found.links:
        if not resource["policy"].is_absent:
            yield Attached(document(resource, resource["policy"], stack), named)
        for policy, linked in stack.linked(types, to=resource, by=by, names=(by,)).links:
            yield Attached(document(policy, policy["policy"], stack), all_of(named, linked))


def _out_of_sight(name: Value) -> Attached:
    return Attached(Document(Value(UNKNOWN, name.path, name.owner)), TRUE)
