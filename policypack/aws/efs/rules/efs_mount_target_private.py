"""efs-mount-target-private: Mount targets of EFS must be in private subnets."""

from policypack.aws import efs
from policypack.aws.ec2 import SUBNET
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule


def check(target: Resource, context: StackContext[None]) -> Verdict:
    """The subnet of the mount target gives no instance a public address."""
    subnets = context.stack.referred(target, "subnetId", SUBNET)
    return require(
        is_not(subnets.any(lambda one: one["mapPublicIpOnLaunch"].is_true())),
        at="subnetId",
        problem="The mount target is in a subnet whose instances are on the internet: files belong behind it.",
        fix=fix(Set("subnetId", Blank("the ID of a private subnet of the same zone"))),
    )


RULE = StackRule(
    id="efs-mount-target-private",
    summary="Mount targets of EFS must be in private subnets",
    rationale="""
        A mount target has no public address itself, but the instances of a subnet that gives them one are the first
        that an intruder reaches. In a private subnet the file system is one step further away.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("EFS.6",),
    applies_to=efs.MOUNT_TARGET,
    references=(
        "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-6",
    ),
    check=check,
)
