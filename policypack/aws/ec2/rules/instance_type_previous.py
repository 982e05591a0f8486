"""instance-type-previous: Instances must be of a present generation."""

from policypack.aws.ec2 import ebs
from policypack.aws.practices.base import BASES
from policypack.constraint import Blank, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PREVIOUS = ("c1", "c3", "cc2", "cg1", "cr1", "g2", "hi1", "hs1", "i2", "m1", "m2", "m3", "r3", "t1")
"""Families of the first generations: https://aws.amazon.com/ec2/previous-generation/. Images that are paravirtual run
on some of these only: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/virtualization_types.html."""
_type = argument("instanceType")

RULE = practices_rule(
    id="instance-type-previous",
    summary="Instances must be of a present generation",
    rationale="""
        The first generations of instances are slower and cost more than those that followed them, new zones do not have
        them, and only they run paravirtual images, which lack enhanced networking.
    """,
    harm="Present types of the same size are faster and cost less.",
    consequence="cost",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        (*ebs.INSTANCE, *ebs.LAUNCH_TEMPLATE, *ebs.LAUNCH_CONFIGURATION): [
            practice(
                ~_type.starts_with(*(f"{family}." for family in PREVIOUS)).called(
                    "instanceType is of a previous generation", "instanceType must be of a previous generation"
                ),
                fix=fix(Set("instanceType", Blank("a type of a present generation"))),
                invalid={"instanceType": "m1.small"},
                valid={"instanceType": "t3.small"},
                controls=("EC2.24",),
            )
        ]
    },
)
