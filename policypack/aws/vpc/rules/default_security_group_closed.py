"""default-security-group-closed: The default security group of a VPC must allow nothing."""

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc.security_groups import DEFAULT_GROUP
from policypack.check import Resource, Verdict, any_of, require
from policypack.fix import Create, Ref, Remove, fix
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The stack takes over the VPC's default group, and gives it no rule."""
    if resource.type in DEFAULT_GROUP:
        for direction in ("ingress", "egress"):
            yield require(
                resource[direction].is_empty(),
                at=direction,
                problem=f"The default security group has rules for {direction}: what is made"
                " without another group has them.",
                fix=fix(Remove(direction)),
            )
        return
    stack = context.stack
    complete = stack.linked(ec2.SECURITY_GROUP_RULES_EXCLUSIVE, to=resource, by="securityGroupId")
    yield require(
        any_of(stack.linked(DEFAULT_GROUP, to=resource, by="vpcId").exists(), complete.exists()),
        at="defaultSecurityGroup",
        problem="The VPC's default security group has AWS's rules, which let its members reach each other and"
        " everything else: what is made without another group is a member.",
        fix=fix(Create(DEFAULT_GROUP[0], resource.name, {"vpcId": Ref.to(resource, "id")})),
    )


RULE = StackRule(
    id="default-security-group-closed",
    summary="The default security group of a VPC must allow nothing",
    rationale="""
        AWS makes a default security group with each VPC and gives it to each resource that names none. A
        DefaultSecurityGroup without rules takes them away, so that a forgotten group is noticed instead of being open.
        Nothing that the stack has may rely on it: give that a group of its own first.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    controls=("EC2.2",),
    applies_to=(*DEFAULT_GROUP, *ec2.VPC[:1]),
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2",
    ),
    check=check,
)
