"""Where a program names an EC2 instance type, and what to write instead of one that the region does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from policypack.aws import eks
from policypack.aws.ec2.ebs import INSTANCE, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, SPOT_FLEET
from policypack.catalog.catalog import Catalog
from policypack.catalog.instance_types import TypeAbsence
from policypack.model.facts import FALSE, TRUE, Fact, Reason, all_of, unknown
from policypack.model.fixes import Blank, Set, fix
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value, combined
from policypack.model.verdicts import Verdict, require

COMPUTE_ENVIRONMENT = ("aws:batch/computeEnvironment:ComputeEnvironment",)
EMR_CLUSTER = ("aws:emr/cluster:Cluster",)
EMR_GROUP = ("aws:emr/instanceGroup:InstanceGroup",)
EMR_FLEET = ("aws:emr/instanceFleet:InstanceFleet",)
EMR = (*EMR_CLUSTER, *EMR_GROUP, *EMR_FLEET)
_TYPE = ("instanceType",)

CHECKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys((*INSTANCE, *LAUNCH_CONFIGURATION, *EMR_GROUP), _TYPE),
        **dict.fromkeys(eks.NODE_GROUP, ("instanceTypes[]",)),
        **dict.fromkeys(COMPUTE_ENVIRONMENT, ("computeResources.instanceTypes[]",)),
        **dict.fromkeys(EMR_FLEET, ("instanceTypeConfigs[].instanceType",)),
        **dict.fromkeys(
            EMR_CLUSTER,
            (
                "masterInstanceGroup.instanceType",
                "coreInstanceGroup.instanceType",
                "masterInstanceFleet.instanceTypeConfigs[].instanceType",
                "coreInstanceFleet.instanceTypeConfigs[].instanceType",
            ),
        ),
    }
)
"""Type -> the arguments whose type AWS looks up when it makes the resource, to reject what the region lacks."""

LAUNCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(LAUNCH_TEMPLATE, _TYPE),
        **dict.fromkeys(
            SPOT_FLEET, ("launchSpecifications[].instanceType", "launchTemplateConfigs[].overrides[].instanceType")
        ),
        "aws:ec2/fleet:Fleet": ("launchTemplateConfigs[].overrides[].instanceType",),
        "aws:ec2/capacityReservation:CapacityReservation": _TYPE,
        "aws:ec2/dedicatedHost:DedicatedHost": _TYPE,
        "aws:autoscaling/group:Group": ("mixedInstancesPolicy.launchTemplate.overrides[].instanceType",),
        "aws:cloud9/environmentEC2:EnvironmentEC2": _TYPE,
        "aws:codebuild/fleet:Fleet": ("computeConfiguration.instanceType",),
        "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": ("replicationServerInstanceType",),
        "aws:gamelift/fleet:Fleet": ("ec2InstanceType",),
        "aws:gamelift/gameServerGroup:GameServerGroup": ("instanceDefinitions[].instanceType",),
        "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": ("instanceTypes[]",),
        "aws:pipes/pipe:Pipe": ("targetParameters.batchJobParameters.containerOverrides.instanceType",),
    }
)
"""Type -> the arguments whose instance type is used only when instances are launched, or of which no rejection is on
record."""

INTEL = {"t": ("t3",), "m": ("m5", "m6i", "m7i"), "c": ("c5", "c6i", "c7i"), "r": ("r5", "r6i", "r7i")}
GRAVITON = {"a": ("m6g",), "t": ("t4g",), "m": ("m6g", "m7g"), "c": ("c6g", "c7g"), "r": ("r6g", "r7g")}
"""Letter of a family -> its families that a fix tries, for the processor that the image is of."""


def judge_type(
    chosen: Value, region: Value, resource: Resource, catalog: Catalog, rejects: Rejection | None = None
) -> Verdict:
    """The region has one instance type, as far as is known."""

    def absence(name: str | None, where: str | None) -> tuple[TypeAbsence | None]:
        return (catalog.instance_type_absence(name, where) if name and where else None,)

    def instead(name: str | None, where: str | None) -> str | None:
        return next(
            (other for other in alternatives(name or "") if catalog.has_instance_type(other, where or "")), None
        )

    told: Value = combined(absence, chosen.as_text(), region)
    better: Value = combined(instead, chosen.as_text(), region)
    as_of = told.say(lambda one: f" (two lists of {one[0].as_of})" if one[0] else "", "")
    return require(
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
