"""transit-gateway-valid: Transit gateway attachments must be unique, with a subnet of each zone and one route table."""

from collections.abc import Callable, Iterator, Mapping

from policypack.aws import ec2
from policypack.aws.vpc.subnet_spread import listed_subnets, share_a_zone
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, is_not, known, require, together
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.rule import Rejection, StackContext, StackRule

GATEWAY = ("aws:ec2transitgateway/transitGateway:TransitGateway",)
ATTACHMENT = ("aws:ec2transitgateway/vpcAttachment:VpcAttachment",)
ASSOCIATION = ("aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",)
PROPAGATION = ("aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",)
PEERING = (
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
    "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter",
)
TABLE = ("aws:ec2transitgateway/routeTable:RouteTable",)
ROUTE = ("aws:ec2transitgateway/route:Route",)
ATTACH = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html"

TWICE = Rejection(
    service="VPC",
    condition="A VPC is attached twice to one transit gateway",
    error="DuplicateTransitGatewayAttachment: tgw-0123 has non-deleted Transit Gateway Attachments with same VPC ID.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/10852",
    invalid="twice",
    valid="other-vpc",
)
SAME_ZONE = Rejection(
    service="VPC",
    condition="Two subnets of a transit gateway attachment are in the same availability zone",
    error="DuplicateSubnetsInSameZone: Duplicate Subnets for same AZ",
    source="https://github.com/zoitech/terraform-aws-network/issues/46",
    invalid="same-zone",
    valid="other-vpc",
)
ASSOCIATED = Rejection(
    service="VPC",
    condition="An attachment is associated with a route table, and already with the default one",
    error="Resource.AlreadyAssociated: Transit Gateway Attachment tgw-attach-0e1e8577d46e6cd93 is already associated to"
    " a route table.",
    source="https://github.com/cisagov/cool-assessment-terraform/issues/57",
    invalid="second-table",
    valid="only-table",
)
PROPAGATED = Rejection(
    service="VPC",
    condition="The routes of a peering attachment are propagated",
    error="InvalidParameterCombination: You cannot propagate a peering attachment to a Transit Gateway Route Table",
    source="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html",
    invalid="to-peer",
    valid="from-vpc",
)
ROUTED = Rejection(
    service="VPC",
    condition="A transit gateway route table has two routes of the same destination",
    error="RouteAlreadyExists: Route 10.9.0.0/16 already exists in Transit Gateway Route Table tgw-rtb-0123",
    source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html",
    invalid="route-b",
    valid="route-a",
)


PEERED_TWICE = Rejection(
    service="VPC",
    condition="Two peering attachments connect the same transit gateways",
    error="Quota: Peering attachments between two transit gateways: 1, not adjustable.",
    source="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html",
    invalid="peer-again",
    valid="peer-other",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """An attachment is the only one of its VPC, has a subnet of each zone, and one route table."""
    yield from _DEMANDS[subject.type](subject, context)


def of_gateway(gateway: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Of the attachments of one VPC, all but the first are reported."""
    seen: dict[str, list[Fact]] = {}
    for attachment, fact in context.stack.linked(ATTACHMENT, to=gateway, by="transitGatewayId").links:
        for vpc, of_vpc in context.stack.referred(attachment, "vpcId", ec2.VPC).links:
            earlier = seen.setdefault(vpc.urn, [])
            yield require(
                is_not(all_of(fact, of_vpc, any_fact(earlier[:1]))),
                at="vpcId",
                problem=f"{vpc} is already attached to {gateway}. One attachment has subnets of all zones.",
                fix=fix(Set("vpcId", Blank("another VPC")), otherwise=Remove("")),
                on=attachment,
                rejects=TWICE,
            )
            earlier.append(all_of(fact, of_vpc))


def of_attachment(attachment: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnets are in different zones."""
    yield require(
        is_not(share_a_zone(listed_subnets(context.stack, attachment, "subnetIds"))),
        when=attachment["subnetIds"].is_set(),
        at="subnetIds",
        problem="Two of the subnets are in the same availability zone, and an attachment has one subnet of each.",
        fix=fix(Set("subnetIds", Blank("the IDs of subnets, one of each availability zone"))),
        rejects=SAME_ZONE,
    )


def of_association(association: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The attachment is not associated with the gateway's default route table already."""
    attachments = context.stack.referred(association, "transitGatewayAttachmentId", ATTACHMENT)
    yield require(
        is_not(attachments.any(lambda one: is_associated(one, context))),
        when=is_not(association["replaceExistingAssociation"].is_true()),
        at="transitGatewayAttachmentId",
        problem="The attachment is associated with the transit gateway's default route table when it is made.",
        fix=fix(
            *(Set("transitGatewayDefaultRouteTableAssociation", False, on=Target.of(one)) for one in attachments),
            otherwise=Set("replaceExistingAssociation", True),
        ),
        rejects=ASSOCIATED,
    )


def of_peering(peering: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No earlier attachment connects the two gateways."""
    gateways = context.stack.referred(peering, "transitGatewayId", GATEWAY)
    peer = peering["peerTransitGatewayId"]
    yield require(
        is_not(gateways.any(lambda gateway: has_earlier_peering(gateway, peering, context))),
        at=peer,
        problem=f"peerTransitGatewayId is {peer}, which another attachment of the gateway connects already.",
        fix=fix(Remove("")),
        rejects=PEERED_TWICE,
    )


def has_earlier_peering(gateway: Resource, peering: Resource, context: StackContext[None]) -> Fact:
    """An attachment whose name comes first connects the gateway with the same peer."""
    others = context.stack.linked(PEERING[:1], to=gateway, by="transitGatewayId").links
    return any_fact(
        all_of(fact, is_same_peer(peering, other, context)) for other, fact in others if other.urn < peering.urn
    )


def is_same_peer(one: Resource, other: Resource, context: StackContext[None]) -> Fact:
    """Both are attachments of one gateway, of the stack or by its ID."""
    mine, theirs = (context.stack.referred(it, "peerTransitGatewayId", GATEWAY).certain() for it in (one, other))
    if mine and theirs:
        return known({gateway.urn for gateway in mine} == {gateway.urn for gateway in theirs})
    return together(
        lambda own, their: own is not None and own == their, one["peerTransitGatewayId"], other["peerTransitGatewayId"]
    )


def of_propagation(propagation: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Routes to a peer are static ones."""
    peers = context.stack.referred(propagation, "transitGatewayAttachmentId", PEERING)
    yield require(
        is_not(peers.exists()),
        at="transitGatewayAttachmentId",
        problem="The attachment is a peering, whose routes cannot be propagated.",
        fix=fix(Remove(""), note="with a static route of its own, aws.ec2transitgateway.Route"),
        rejects=PROPAGATED,
    )


def of_route(route: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No earlier route of the table has the destination."""
    tables = context.stack.referred(route, "transitGatewayRouteTableId", TABLE)
    destination = route["destinationCidrBlock"]
    yield require(
        is_not(tables.any(lambda table: has_earlier(table, route, context))),
        when=destination.is_set(),
        at=destination,
        problem=f"destinationCidrBlock is {destination}, which another route of the table has.",
        fix=fix(Set("destinationCidrBlock", Blank("another destination")), otherwise=Remove("")),
        rejects=ROUTED,
    )


def has_earlier(table: Resource, route: Resource, context: StackContext[None]) -> Fact:
    """A route whose name comes first has the same destination in the table."""
    others = context.stack.linked(ROUTE, to=table, by="transitGatewayRouteTableId").links
    own = route["destinationCidrBlock"]
    return any_fact(
        all_of(fact, together(lambda one, two: one == two, own, other["destinationCidrBlock"]))
        for other, fact in others
        if other.urn < route.urn
    )


def is_associated(attachment: Resource, context: StackContext[None]) -> Fact:
    """Attachment and gateway, which the stack makes, leave the default association on."""
    gateways = context.stack.referred(attachment, "transitGatewayId", GATEWAY)
    return all_of(
        is_not(attachment["transitGatewayDefaultRouteTableAssociation"].equals(False)),
        gateways.any(lambda one: is_not(one["defaultRouteTableAssociation"].equals("disable"))),
    )


_DEMANDS: Mapping[str, Callable[[Resource, StackContext[None]], Iterator[Verdict]]] = {
    **dict.fromkeys(GATEWAY, of_gateway),
    **dict.fromkeys(ATTACHMENT, of_attachment),
    **dict.fromkeys(ASSOCIATION, of_association),
    **dict.fromkeys(PROPAGATION, of_propagation),
    **dict.fromkeys(ROUTE, of_route),
    **dict.fromkeys(PEERING[:1], of_peering),
}

RULE = StackRule(
    id="transit-gateway-valid",
    summary="Transit gateway attachments must be unique, of separate zones and of one table",
    rationale="""
        A transit gateway has one attachment of each VPC, and that one subnet of each zone. Where the gateway has a
        default route table, it is associated with each new attachment, which then cannot get another table: the gateway
        or the attachment turns the default association off. Two gateways have one peering. Routes to a peer are static,
        and a table has one of each destination. Gateways of other stacks are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=tuple(_DEMANDS),
    references=(ATTACH, "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html"),
    rejections=(TWICE, SAME_ZONE, ASSOCIATED, PROPAGATED, ROUTED, PEERED_TWICE),
    check=check,
)
