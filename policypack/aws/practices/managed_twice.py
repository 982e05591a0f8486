"""What the provider manages as a part of another resource or as a resource of its own, but not as both."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policypack.aws import autoscaling, ec2, iam, s3
from policypack.aws.vpc import security_groups
from policypack.model.facts import TRUE, Fact, is_not
from policypack.model.records import record
from policypack.model.resources import Resource

_REGISTRY = "https://www.pulumi.com/registry/packages/aws/api-docs/"
_ACL_RULE = ("aws:ec2/networkAclRule:NetworkAclRule",)
_NETWORK_ACL = ("aws:ec2/networkAcl:NetworkAcl",)
_DEFAULT_ACL = ("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",)
_ACL_ASSOCIATION = ("aws:ec2/networkAclAssociation:NetworkAclAssociation",)
_VOLUME_ATTACHMENT = ("aws:ec2/volumeAttachment:VolumeAttachment",)
_TAG = ("aws:autoscaling/tag:Tag",)


def _always(_: Resource) -> Fact:
    return TRUE


@record(frozen=True)
class Part:
    """A part of a resource: the argument that has it inline, the separate resources, the argument with which they name
    the owner by its ID or one of ``names``, and which of them are of this part."""

    inline: str
    separate: tuple[str, ...]
    by: str
    names: tuple[str, ...] = ()
    concerns: Callable[[Resource], Fact] = _always


def _directed(direction: str) -> Callable[[Resource], Fact]:
    return lambda rule: rule["type"].equals(direction)


def _leaves(rule: Resource) -> Fact:
    return rule["egress"].is_true()


def _enters(rule: Resource) -> Fact:
    return is_not(rule["egress"].is_true())


_OF_GROUP = (
    Part("ingress", security_groups.INGRESS_RULE, "securityGroupId"),
    Part("egress", security_groups.EGRESS_RULE, "securityGroupId"),
    Part("ingress", security_groups.RULE, "securityGroupId", concerns=_directed("ingress")),
    Part("egress", security_groups.RULE, "securityGroupId", concerns=_directed("egress")),
)
_OF_ACL = (
    Part("ingress", _ACL_RULE, "networkAclId", concerns=_enters),
    Part("egress", _ACL_RULE, "networkAclId", concerns=_leaves),
)
PARTS: Mapping[str, tuple[Part, ...]] = {
    **dict.fromkeys((*security_groups.GROUP, *security_groups.DEFAULT_GROUP), _OF_GROUP),
    **dict.fromkeys((*ec2.ROUTE_TABLE, *ec2.DEFAULT_ROUTE_TABLE), (Part("routes", ec2.ROUTE, "routeTableId"),)),
    **dict.fromkeys(_NETWORK_ACL, (*_OF_ACL, Part("subnetIds", _ACL_ASSOCIATION, "networkAclId"))),
    **dict.fromkeys(_DEFAULT_ACL, _OF_ACL),
    **dict.fromkeys(
        iam.ROLE,
        (
            Part("inlinePolicies", iam.ROLE_POLICY, "role", iam.NAMES),
            Part("managedPolicyArns", iam.ROLE_POLICY_ATTACHMENT, "role", iam.NAMES),
            Part("managedPolicyArns", iam.POLICY_ATTACHMENT, "roles", iam.NAMES),
        ),
    ),
    "aws:ec2/instance:Instance": (Part("ebsBlockDevices", _VOLUME_ATTACHMENT, "instanceId"),),
    **dict.fromkeys(autoscaling.GROUP, (Part("tags", _TAG, "autoscalingGroupName"),)),
}
"""Type -> its parts of which the provider's documentation says that the two ways exclude each other."""

SINGLE_SETTINGS = (
    s3.LIFECYCLE_CONFIGURATION,
    s3.BUCKET_REPLICATION,
    (
        "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
        "aws:s3/bucketCorsConfigurationV2:BucketCorsConfigurationV2",
    ),
)
"""Settings that a bucket has once: of two resources for one, the provider's documentation says that they undo each
other."""

SOURCES = tuple(
    f"{_REGISTRY}{page}/"
    for page in (
        "ec2/securitygroup",
        "ec2/routetable",
        "ec2/networkacl",
        "ec2/defaultnetworkacl",
        "iam/role",
        "ec2/volumeattachment",
        "autoscaling/tag",
        "s3/bucketlifecycleconfiguration",
    )
)
