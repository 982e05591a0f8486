"""unattached-resources: Volumes, addresses and network ACLs must be in use."""

from collections.abc import Callable, Mapping

from policypack.aws.ec2 import ebs
from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, known, require
from policypack.fix import Blank, Fix, Remove, Set, fix, note
from policypack.rule import StackContext, StackRule

ADDRESS = ("aws:ec2/eip:Eip",)
ATTACHMENT = ("aws:ec2/volumeAttachment:VolumeAttachment",)
WITH_ADDRESS = ("aws:ec2/eipAssociation:EipAssociation", "aws:ec2/natGateway:NatGateway")
ACL = ("aws:ec2/networkAcl:NetworkAcl",)
ASSOCIATION = ("aws:ec2/networkAclAssociation:NetworkAclAssociation",)


def is_attached(stack: Stack, volume: Resource) -> Fact:
    """Something of the stack needs the volume: an attachment, a snapshot."""
    return any_of(stack.linked(ATTACHMENT, to=volume, by="volumeId").exists(), is_needed(stack, volume))


def is_associated(stack: Stack, address: Resource) -> Fact:
    """The address names an instance or an interface, or something of the stack needs it: a gateway, a balancer."""
    own = (known(not address[name].is_absent) for name in ("instance", "networkInterface"))
    users = stack.linked(WITH_ADDRESS, to=address, by="allocationId")
    return any_of(*own, users.exists(), is_needed(stack, address))


def has_subnets(stack: Stack, acl: Resource) -> Fact:
    """The network ACL is for a subnet."""
    associations = stack.linked(ASSOCIATION, to=acl, by="networkAclId")
    return any_of(is_not(acl["subnetIds"].is_empty()), associations.exists())


def is_needed(stack: Stack, resource: Resource) -> Fact:
    """The engine makes something only once the resource is there."""
    return known(bool(stack.made_after(resource) - {stack.root_urn}))


USES: Mapping[str, tuple[Callable[[Stack, Resource], Fact], str, str, Fix]] = {
    ebs.VOLUME[0]: (
        is_attached,
        "attachment",
        "Nothing in the stack attaches the volume, which costs the same as one in use.",
        note("attach the volume, or leave it out once its data is kept elsewhere"),
    ),
    ADDRESS[0]: (
        is_associated,
        "instance",
        "Nothing in the stack uses the address, which costs the same as one in use.",
        fix(Set("instance", Blank("the ID of an instance")), otherwise=Remove("")),
    ),
    ACL[0]: (
        has_subnets,
        "subnetIds",
        "The network ACL is for no subnet, so its rules do nothing.",
        fix(Set("subnetIds", Blank("the IDs of subnets")), otherwise=Remove("")),
    ),
}


def check(resource: Resource, context: StackContext[None]) -> Verdict:
    """Something in the stack uses the resource."""
    uses, at, problem, how = USES[resource.type]
    return require(uses(context.stack, resource), at=at, problem=problem, fix=how)


RULE = StackRule(
    id="unattached-resources",
    summary="Volumes, addresses and network ACLs must be in use",
    rationale="""
        What is left over when a program changes costs money and confuses whoever looks for the one that is in use. A
        volume or an address that another stack or a cluster attaches needs an exemption.
    """,
    level="advisory",
    consequence="cost",
    since="0.3.0",
    partly=("EC2.16",),
    applies_to=tuple(USES),
    references=(
        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-lifecycle.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-16",
    ),
    check=check,
)
