"""security-group-rules-distinct: Security group rules must not duplicate each other."""

from collections.abc import Iterator

from policypack.aws.vpc.security_group_grants import Grants, grants_of, let_the_same_through
from policypack.aws.vpc.security_groups import GROUP
from policypack.check import Resource, Value, Verdict, any_fact, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each rule of the group, in it or beside it, has a direction, a range or another side of its own."""
    earlier = Grants()
    for grant in grants_of(group, context.stack):
        yield require(
            is_not(any_fact(let_the_same_through(grant, other) for other in earlier.like(grant))),
            at=grant.peer,
            problem=f"Another rule of {group} has the same protocol, ports and {shown(grant.peer)}, so AWS rejects this"
            " one.",
            fix="# remove one of the two rules",
            on=grant.resource,
        )
        earlier.add(grant)


def shown(peer: Value) -> str:
    """The argument that names the other side, with its value where it is known."""
    return f"{peer.path} ({peer})" if peer.is_known else peer.path


_DUPLICATE = "https://github.com/terraform-aws-modules/terraform-aws-security-group/issues/351"
_REPEATED = "https://github.com/hashicorp/terraform-provider-aws/issues/2587"

RULE = StackRule(
    id="security-group-rules-distinct",
    summary="Security group rules must not duplicate each other",
    rationale="""
        AWS knows a rule by its direction, protocol, range and other side; the description does not count. The second
        of two equal rules is refused, whether both are resources of their own or one stands in the group. Within one
        rule a block may not be listed twice either. 10.0.0.1/24 and 10.0.0.0/24 are the same block. Rules that are
        equal in every argument in one group are one rule to the provider. Groups that the stack does not make are not
        looked into.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=("https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html", _DUPLICATE, _REPEATED),
    rejections=(
        Rejection(
            service="EC2",
            condition="Two rules of a security group let the same through",
            error='InvalidPermission.Duplicate: the specified rule "peer: 0.0.0.0/0, UDP, from port: 50000, to port:'
            ' 60000, ALLOW" already exists',
            source=_DUPLICATE,
            invalid="again",
            valid="other-port",
        ),
        Rejection(
            service="EC2",
            condition="A rule of a security group lists a block twice",
            error="InvalidParameterValue: The same permission must not appear multiple times",
            source=_REPEATED,
            invalid="twice",
            valid="once",
        ),
    ),
    check=check,
)
