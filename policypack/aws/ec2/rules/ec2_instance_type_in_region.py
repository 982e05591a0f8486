"""ec2-instance-type-in-region: The region must have the instance type."""

import re
from collections.abc import Iterator

from policypack.aws import eks
from policypack.aws.ec2.ebs import INSTANCE, LAUNCH_CONFIGURATION
from policypack.catalog.instance_types import TypeAbsence
from policypack.check import FALSE, TRUE, Fact, Reason, Resource, Value, Verdict, all_of, combined, require, unknown
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, Rejection, ResourceRule

OFFERINGS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html"
ABSENT = Rejection(
    service="EC2",
    condition="The region does not have the instance type",
    error="The requested configuration is currently not supported. Please check the documentation for supported"
    " configurations.",
    source="https://github.com/trailofbits/algo/issues/1285",
    invalid="old",
    valid="current",
)
NOT_VALID = Rejection(
    service="EKS",
    condition="The region does not have an instance type of the node group",
    error="Ec2LaunchTemplateInvalidConfiguration: The specified instance type {instanceTypes} is not valid",
    source="https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3648",
    invalid="old-nodes",
    valid="current-nodes",
)
INTEL = {"t": ("t3",), "m": ("m5", "m6i", "m7i"), "c": ("c5", "c6i", "c7i"), "r": ("r5", "r6i", "r7i")}
GRAVITON = {"a": ("m6g",), "t": ("t4g",), "m": ("m6g", "m7g"), "c": ("c6g", "c7g"), "r": ("r6g", "r7g")}
"""Letter of a family -> its families that a fix tries, for the processor that the image is of."""


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The region has each instance type, as far as is known."""
    region = context.region(resource)
    of_nodes = resource.type in eks.NODE_GROUP
    for chosen in resource["instanceTypes"].elements() if of_nodes else (resource["instanceType"],):
        yield from judge_type(chosen, region, resource, context, NOT_VALID if of_nodes else ABSENT)


def judge_type(
    chosen: Value, region: Value, resource: Resource, context: Context[None], rejects: Rejection
) -> Iterator[Verdict]:
    """The region has one instance type."""

    def absence(name: str | None, where: str | None) -> tuple[TypeAbsence | None]:
        return (context.catalog.instance_type_absence(name, where) if name and where else None,)

    def instead(name: str | None, where: str | None) -> str | None:
        others = alternatives(name or "")
        return next((other for other in others if context.catalog.has_instance_type(other, where or "")), None)

    told: Value = combined(absence, chosen.as_text(), region)
    better: Value = combined(instead, chosen.as_text(), region)
    as_of = told.say(lambda one: f" (two lists of {one[0].as_of})" if one[0] else "", "")
    yield require(
        told.then(lambda one: has_type(one[0], chosen)),
        when=all_of(chosen.is_set(), resource.is_new()),
        at=chosen,
        problem=f"{chosen.path} is {chosen}, which {region} does not have{as_of}.",
        fix=fix(Set(chosen.path, better.say(lambda name: name, None) or Blank("an instance type of the region"))),
        rejects=rejects,
    )


def has_type(absence: TypeAbsence | None, chosen: Value) -> Fact:
    """Whether a region has a type that it is, or is not, known to lack."""
    if absence is None:
        return TRUE
    return (
        FALSE if absence.proven else unknown(Reason(f"{chosen.path}, which the region did not have on {absence.as_of}"))
    )


def alternatives(instance_type: str) -> Iterator[str]:
    """Types of the same kind, size and processor, as ``t3.micro`` for ``t2.micro``."""
    parts = re.fullmatch(r"(([a-z])\d+([a-z]*))\.(\w+)", instance_type)
    if parts is not None:
        graviton = "g" in parts[3] or parts[1] == "a1"
        for family in (GRAVITON if graviton else INTEL).get(parts[2], ()):
            yield f"{family}.{parts[4]}"


RULE = ResourceRule(
    id="ec2-instance-type-in-region",
    summary="The region must have the instance type",
    rationale="""
        Regions that AWS opened after 2018 have none of the old generations: no t2, m4 or c4 in Stockholm, Milan
        or Spain, and a program that moves there fails at its first instance. A type is taken as absent where two lists
        agree, EC2's own answer in the region and cfn-lint's, and where its family is of a generation that AWS brings to
        no further region; families that Outposts and Local Zones have are left out. Newer families still come to
        regions: what the lists do not have is undetermined, as is an absence that was seen more than 180 days ago. A
        type that no list has is newer than the lists and passes. A launch template is not asked: EC2 accepts any type
        in one.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*INSTANCE, *LAUNCH_CONFIGURATION, *eks.NODE_GROUP),
    references=(OFFERINGS, ABSENT.source, NOT_VALID.source, "https://github.com/rancher/rancher/issues/23189"),
    rejections=(ABSENT, NOT_VALID),
    check=check,
)
