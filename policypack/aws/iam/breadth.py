"""What the statements of an identity's policy allow too widely, and where it stands in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policypack.aws.iam import document
from policypack.aws.iam.documents import Statement
from policypack.aws.iam.policy_arguments import Kind, documents_in
from policypack.fix import Blank, Edit, Fix, fix, note
from policypack.model.facts import FALSE, Fact, all_of, any_of, is_not
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

INLINE = ("aws:iam/rolePolicy:RolePolicy", "aws:iam/userPolicy:UserPolicy", "aws:iam/groupPolicy:GroupPolicy")
MANAGED = ("aws:iam/policy:Policy",)
HOLDERS = (*MANAGED, *INLINE, "aws:iam/role:Role")
BOUNDED = ("aws:iam/role:Role", "aws:iam/user:User")
"""What may have a policy as its boundary, which grants nothing."""


def policies_of(holder: Resource) -> Iterator[Value]:
    """The documents that say what an identity may do; absent ones are left out."""
    for argument, policy in documents_in(holder):
        if argument.kind is Kind.IDENTITY and not policy.is_absent:
            yield policy


def has(holder: Resource, policy: Value, stack: Stack, question: Callable[[Statement], Fact]) -> Fact:
    """A statement allows what ``question`` asks, without a condition; a document that may lack parts leaves it open.

    A document that is a boundary grants nothing."""
    whole = document(holder, policy, stack)
    allowed = whole.any(lambda one: all_of(is_open(one), question(one)))
    found = all_of(allowed, any_of(whole.is_complete(), is_not(allowed)))
    return all_of(found, is_not(is_boundary(holder, stack)))


def is_open(statement: Statement) -> Fact:
    """It allows, and no condition confines it."""
    return all_of(statement.is_allow, statement.value["Condition"].is_empty())


def on_everything(statement: Statement) -> Fact:
    """Its Resource is *."""
    return statement.value["Resource"].any(lambda one: one.equals("*"))


def is_boundary(holder: Resource, stack: Stack) -> Fact:
    """A role or a user of the stack has the policy as its permissions boundary."""
    if holder.type not in MANAGED:
        return FALSE
    return stack.linked(BOUNDED, to=holder, by="permissionsBoundary").exists()


def narrowed(policy: Value, question: Callable[[Statement], Fact], element: str, what: str) -> Fix:
    """The element of each statement at fault becomes what the reader chooses; nothing of a secret document is told."""
    if policy.is_secret:
        return note(f"{what}, in place of a wildcard")
    tree = policy.as_json()["Statement"]
    start = tree.path.removesuffix("Statement")
    at_fault = (
        one for one in tree.elements() if all_of(is_open(Statement(one)), question(Statement(one))).truth is True
    )
    return fix(*(Edit(policy.path, f"{one.path.removeprefix(start)}.{element}", Blank(what)) for one in at_fault))
