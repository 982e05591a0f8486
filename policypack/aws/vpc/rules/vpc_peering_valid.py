"""vpc-peering-valid: Peerings must be accepted before they get options, and must not overlap."""

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.check import FALSE, Fact, Resource, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.conditions import NEW
from policypack.rule import Rejection, StackContext, StackRule

PEERING = ("aws:ec2/vpcPeeringConnection:VpcPeeringConnection",)
ACCEPTER = ("aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",)
OPTIONS = ("aws:ec2/peeringConnectionOptions:PeeringConnectionOptions",)
BASICS = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"
CATCH = "https://github.com/hashicorp/terraform/issues/12868"
OPTIONS_ERROR = "https://github.com/grem11n/terraform-aws-vpc-peering/issues/21"
INACTIVE = (
    "OperationNotPermitted: Peering pcx-12345 is not active. Peering options can be added only to active peerings."
)

accepts = argument("autoAccept").is_true()
REMOTE_DNS = {"allowRemoteVpcDnsResolution": True}

TABLE = Table(
    "VPC",
    {
        PEERING: (
            Constraint(
                demand=argument("peerRegion").is_empty(),
                when=accepts,
                at="autoAccept",
                error="peer_region cannot be set whilst auto_accept is true when creating a vpc peering connection"
                " (from the provider)",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/6706",
                fix=fix(Set("autoAccept", False), note="a VpcPeeringConnectionAccepter in the other region accepts it"),
                invalid={"autoAccept": True, "peerRegion": "eu-west-1"},
                valid=({"autoAccept": True}, {"peerRegion": "eu-west-1"}),
            ),
            Constraint(
                demand=accepts,
                when=(argument("requester").is_given() | argument("accepter").is_given()) & NEW.unsaid(),
                error=INACTIVE,
                source=OPTIONS_ERROR,
                fix=fix(
                    Remove("requester"),
                    Remove("accepter"),
                    note="PeeringConnectionOptions, made after the accepter, set them",
                ),
                invalid=({"requester": REMOTE_DNS}, {"accepter": REMOTE_DNS}),
                valid={"autoAccept": True, "requester": REMOTE_DNS},
            ),
        )
    },
    base={PEERING[0]: {"vpcId": "vpc-0123456789abcdef0", "peerVpcId": "vpc-1123456789abcdef0"}},
)
NOT_ACTIVE = Rejection(
    service="VPC",
    condition="A new peering that nothing accepts gets options",
    error=INACTIVE,
    source=OPTIONS_ERROR,
    invalid="options",
    valid="accepted",
)
OVERLAP = Rejection(
    service="VPC",
    condition="The blocks of two VPCs that are peered overlap",
    error="You cannot create a VPC peering connection between VPCs that have matching or overlapping IPv4 or IPv6 CIDR"
    " blocks.",
    source=BASICS,
    invalid="overlap",
    valid="apart",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Options are of an accepted peering, and a peering connects VPCs whose blocks are apart."""
    if resource.type in OPTIONS:
        peerings = context.stack.referred(resource, "vpcPeeringConnectionId", PEERING)
        yield require(
            peerings.all(lambda one: is_accepted(one, context)),
            at="vpcPeeringConnectionId",
            problem="The peering is new and nothing accepts it, so it is not active when its options are set.",
            fix=fix(*(Set("autoAccept", True, on=Target.of(one)) for one in peerings), otherwise=Remove("")),
            rejects=NOT_ACTIVE,
        )
        return
    mine, theirs = (context.stack.referred(resource, name, ec2.VPC[:1]) for name in ("vpcId", "peerVpcId"))
    yield require(
        mine.all(lambda one: theirs.all(lambda other: is_not(overlap(one, other)))),
        at="peerVpcId",
        problem="The blocks of the two VPCs overlap.",
        fix=fix(Set("peerVpcId", Blank("a VPC whose block does not overlap"))),
        rejects=OVERLAP,
    )


def is_accepted(peering: Resource, context: StackContext[None]) -> Fact:
    """The peering exists, accepts itself, or has an accepter in the stack."""
    accepters = context.stack.linked(ACCEPTER, to=peering, by="vpcPeeringConnectionId")
    return any_of(is_not(peering.is_new()), peering["autoAccept"].is_true(), accepters.exists())


def overlap(one: Resource, other: Resource) -> Fact:
    """The two VPCs' own blocks have an address in common. A block from an IPAM pool is not known."""
    blocks = [cidrs.network(vpc["cidrBlock"]) for vpc in (one, other)]
    if any(block.is_absent for block in blocks):
        return FALSE
    return cidrs.overlap(*blocks)


RULE = StackRule(
    id="vpc-peering-valid",
    summary="Peerings must be accepted before they get options, and must not overlap",
    rationale="""
        A peering is active once the other side has accepted it: by autoAccept, which works within one account and
        region, or by a VpcPeeringConnectionAccepter. Only an active peering can have options. VPCs with overlapping
        blocks cannot be peered. A peering that exists already is assumed to be active.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*PEERING, *OPTIONS),
    references=(BASICS, CATCH),
    rejections=(*TABLE.rejections, NOT_ACTIVE, OVERLAP),
    table=TABLE,
    check=check,
)
