"""iam-user-policies: Users must have their permissions through groups or roles."""

from policypack.check import Resource, Verdict, known, require
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.rule import Context, ResourceRule

OF_ONE_USER = ("aws:iam/userPolicy:UserPolicy", "aws:iam/userPolicyAttachment:UserPolicyAttachment")
ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment"


def check(subject: Resource, _: Context[None]) -> Verdict:
    """A policy is attached to no user."""
    if subject.type == ATTACHMENT:
        users = subject["users"]
        return require(
            users.is_empty(),
            at=users,
            problem="users are given the policy one by one: who may do what is then told by no group or role.",
            fix=fix(Remove("users"), Set("groups", [Blank("a group of these users")])),
        )
    return require(
        known(subject["user"].is_absent),
        at="user",
        problem="A user is given a policy directly: who may do what is then told by no group or role.",
        fix=note("give the policy to a group of the user, or to a role that the user assumes"),
    )


RULE = ResourceRule(
    id="iam-user-policies",
    summary="Users must have their permissions through groups or roles",
    rationale="""
        Policies of single users pile up and outlive what they were for. A group or a role says what its members do, and
        a user who leaves it loses what it allowed. People are best in IAM Identity Center, programs in roles.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.3.0",
    applies_to=(*OF_ONE_USER, ATTACHMENT),
    controls=("IAM.2",),
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",),
    check=check,
)
