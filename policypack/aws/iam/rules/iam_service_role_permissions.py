"""iam-service-role-permissions: Roles must allow what AWS tries before it makes what acts through them."""

from collections.abc import Iterator

from policypack.aws import iam, lambda_
from policypack.aws.iam.role_needs import NEEDS, RoleNeed
from policypack.check import Linked, Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.fix import Blank, Create, Fix, Json, Ref, fix
from policypack.rule import StackContext, StackRule

EVALUATION = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
EXECUTION = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html"
TYPES = tuple(dict.fromkeys(one.type for one in NEEDS))


def check(user: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each role that the stack makes allows what AWS tries with it."""
    for need in NEEDS:
        if need.type == user.type:
            yield from is_allowed(need, user, context)


def is_allowed(need: RoleNeed, user: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The documents of the role allow it; a role that exists already may have further ones."""
    stack = context.stack
    wanted = need.when(user, stack)
    if wanted.truth is False:
        return
    at = need.through or need.role
    for holder, held in holders(need, user, context).links:
        for role, named in stack.referred(holder, need.role, iam.ROLE, iam.NAMES).links:
            yield require(
                any_of(is_not(all_of(held, named)), need.is_met(role, stack)),
                when=all_of(wanted, known(not role.is_deployed and not user.is_deployed)),
                at=at,
                problem=f"{at} leads to {role}, which does not allow {' and '.join(need.actions)}; {need.purpose}.",
                fix=permitted(need, role),
                rejects=need.rejection,
            )


def holders(need: RoleNeed, user: Resource, context: StackContext[None]) -> Linked:
    """What names the role: the resource itself, or the function that it names."""
    if not need.through:
        return Linked(((user, known(True)),))
    return context.stack.referred(user, need.through, lambda_.FUNCTION, lambda_.NAMES)


def permitted(need: RoleNeed, role: Resource) -> Fix:
    """A policy of the role that allows what is missing."""
    resource = "*" if need.target == "*" else Blank("the ARNs of what is used")
    statement = {"Effect": "Allow", "Action": list(need.actions), "Resource": resource}
    arguments = {"role": Ref.to(role, "name"), "policy": Json({"Version": "2012-10-17", "Statement": [statement]})}
    return fix(Create(iam.ROLE_POLICY[0], need.example, arguments))


RULE = StackRule(
    id="iam-service-role-permissions",
    summary="Roles must allow what AWS tries before it makes what acts through them",
    rationale="""
        Some services try the permissions of a role when they make what acts through it: Lambda makes a network
        interface for a function in a VPC, reads the queue of an event source, and sends to a dead-letter queue. The
        rule reads all documents of the role: inline, RolePolicy, attached policies of the stack, AWS managed policies.
        A statement for one queue counts for each, conditions of an Allow count as met. Roles and resources that exist
        already are not checked, nor are policies that a preview does not know.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=TYPES,
    references=(EXECUTION, EVALUATION),
    rejections=tuple(one.rejection for one in NEEDS),
    check=check,
)
