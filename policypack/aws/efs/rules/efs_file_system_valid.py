"""efs-file-system-valid: File systems must have a valid throughput, and one mount target of each zone."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from policypack.aws import ec2
from policypack.aws.efs import FILE_SYSTEM, MOUNT_TARGET, REPLICATION
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, any_of, is_not, known, require, together
from policypack.constraint import Constraint, Table, argument, fits, needs, several
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.alike import Alike
from policypack.model.conditions import Condition, Words
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html"
MOUNT = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html"

LIFECYCLE = "https://github.com/aws/aws-cdk/issues/19058"
TRANSITIONS = {
    "transitionToArchive": "AFTER_90_DAYS",
    "transitionToIa": "AFTER_30_DAYS",
    "transitionToPrimaryStorageClass": "AFTER_1_ACCESS",
}
"""What a lifecycle policy may have, one of them each."""

mode = argument("throughputMode")
archives = Condition(
    lambda it: argument("lifecyclePolicies").of(it).any(lambda policy: policy["transitionToArchive"].is_set()),
    Words.do("lifecyclePolicies", "have", "has", "a transitionToArchive"),
    ("lifecyclePolicies",),
)


def one_transition(own: str, other: str) -> Constraint:
    """A lifecycle policy has one of the two."""
    row = Constraint(
        demand=argument(other).is_empty(),
        when=argument(own).is_given(),
        at=own,
        error="BadRequest: One or more LifecyclePolicy objects specified are malformed.",
        source=LIFECYCLE,
        fix=fix(Remove(own), note="a policy of its own has it"),
        invalid={own: TRANSITIONS[own], other: TRANSITIONS[other]},
        valid={own: TRANSITIONS[own]},
        problem="The policy has two transitions, and EFS accepts one in each policy.",
        condition=f"A lifecycle policy has both {own} and {other}",
    ).inside("lifecyclePolicies[]")
    invalid, valid = ({"throughputMode": "elastic", **one} for one in (*several(row.invalid), *several(row.valid)))
    return replace(row, invalid=invalid, valid=valid)


KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"


def other_region(zone: Plain, region: Plain) -> str | None:
    """The zone is of another region."""
    if not zone or not region or str(zone).startswith(str(region)):
        return None
    return f"{zone} is not a zone of {region}"


TABLE = Table(
    "EFS",
    {
        FILE_SYSTEM: (
            Constraint(
                demand=argument("performanceMode").equals("generalPurpose") | argument("performanceMode").is_empty(),
                when=mode.equals("elastic"),
                error="The maxIO mode is not supported for One Zone file systems or file systems that use Elastic"
                " throughput.",
                source=CREATE,
                fix=fix(Remove("performanceMode"), otherwise=Set("throughputMode", "bursting")),
                invalid={"throughputMode": "elastic", "performanceMode": "maxIO"},
                valid=({"throughputMode": "elastic"}, {"performanceMode": "maxIO"}),
            ),
            Constraint(
                demand=~argument("performanceMode").equals("maxIO"),
                when=argument("availabilityZoneName").is_given(),
                error="The maxIO mode is not supported for One Zone file systems or file systems that use Elastic"
                " throughput.",
                source=CREATE,
                fix=fix(Remove("performanceMode")),
                invalid={"availabilityZoneName": "us-east-1a", "performanceMode": "maxIO"},
                valid={"availabilityZoneName": "us-east-1a"},
            ),
            *(one_transition(own, other) for own, other in combinations(TRANSITIONS, 2)),
            Constraint(
                demand=mode.equals("elastic"),
                when=archives,
                error="BadRequest: The ThroughputMode value for the file system does not support TransitionToArchive."
                " Either change the ThroughputMode value to Elastic or remove the TransitionToArchive parameter.",
                source="https://github.com/aws/aws-cdk/pull/33713",
                fix=fix(Set("throughputMode", "elastic")),
                invalid={"lifecyclePolicies": [{"transitionToArchive": "AFTER_90_DAYS"}]},
                valid={"throughputMode": "elastic", "lifecyclePolicies": [{"transitionToArchive": "AFTER_90_DAYS"}]},
            ),
            needs(
                {"throughputMode": "provisioned"},
                "provisionedThroughputInMibps",
                64,
                blank="1 MiB/s or more",
                error="If you set ThroughputMode to provisioned, you must also set a value for"
                " ProvisionedThroughputInMibps.",
                source=CREATE,
            ),
            Constraint(
                demand=argument("encrypted").is_true(),
                when=argument("kmsKeyId").is_present(),
                error="KmsKeyId: If you use KmsKeyId, you must set the CreateFileSystemRequest$Encrypted parameter to"
                " true.",
                source=CREATE,
                fix=fix(Set("encrypted", True)),
                invalid=({"kmsKeyId": KEY}, {"kmsKeyId": KEY, "encrypted": False}),
                valid={"kmsKeyId": KEY, "encrypted": True},
            ),
        ),
        REPLICATION: (
            Constraint(
                demand=fits(
                    argument("destination.availabilityZoneName"),
                    "a zone of destination.region",
                    other_region,
                    argument("destination.availabilityZoneName").of,
                    argument("destination.region").of,
                ),
                when=argument("destination.availabilityZoneName").is_given().unsaid(),
                at="destination",
                error="A replication destination pairs Region with an Availability Zone and a KMS key of that same"
                " region",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/efs/"
                "pf-efs-replication-destination/meta.yaml",
                fix=fix(Set("destination.availabilityZoneName", Blank("a zone of the region"))),
                invalid={"destination": {"region": "us-west-2", "availabilityZoneName": "us-east-1a"}},
                valid={"destination": {"region": "us-west-2", "availabilityZoneName": "us-west-2a"}},
            ),
        ),
    },
    {REPLICATION[0]: {"sourceFileSystemId": "fs-0123456789abcdef0"}},
)
SAME_ZONE = Rejection(
    service="EFS",
    condition="A file system has two mount targets in one availability zone",
    error="MountTargetConflict: mount target already exists in this AZ",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/2525",
    invalid="second",
    valid="other-zone",
)


def check(system: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Of the mount targets in one zone, all but the first are reported."""
    seen: Alike[tuple[Resource, Fact]] = Alike()
    if system.type not in FILE_SYSTEM:
        return
    for target, fact in context.stack.linked(MOUNT_TARGET, to=system, by="fileSystemId").links:
        for subnet, of_subnet in context.stack.referred(target, "subnetId", ec2.SUBNET).links:
            here = all_of(fact, of_subnet)
            rivals = seen.nearest(ec2.zone(subnet))
            earlier = any_fact(all_of(there, is_same_zone(subnet, other)) for other, there in rivals)
            yield require(
                is_not(all_of(here, earlier)),
                at="subnetId",
                problem=f"{system} already has a mount target in the availability zone of {subnet}.",
                fix=fix(Set("subnetId", Blank("a subnet of another availability zone")), otherwise=Remove("")),
                on=target,
                rejects=SAME_ZONE,
            )
            seen.add((subnet, here), ec2.zone(subnet))


def is_same_zone(one: Resource, other: Resource) -> Fact:
    """The same subnet, or two whose zones are set and the same."""
    return any_of(known(one is other), together(_is_same, ec2.zone(one), ec2.zone(other)))


def _is_same(one: object, other: object) -> bool:
    return one is not None and one == other


RULE = StackRule(
    id="efs-file-system-valid",
    summary="File systems must have a valid throughput, and one mount target of each zone",
    rationale="""
        A file system has at most one mount target in each availability zone: two tiers of subnets share the targets of
        one. Provisioned throughput needs a number, and the performance mode maxIO excludes elastic throughput and a
        single zone. Mount targets in subnets that the stack does not make are not compared.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*FILE_SYSTEM, *REPLICATION),
    references=(CREATE, MOUNT),
    rejections=(*TABLE.rejections, SAME_ZONE),
    table=TABLE,
    check=check,
)
