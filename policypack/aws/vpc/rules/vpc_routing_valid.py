"""vpc-routing-valid: Routes, route table associations and internet gateways must be unique."""

from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_network

from policypack.aws import ec2
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.rule import Rejection, StackContext, StackRule

ASSOCIATION = ("aws:ec2/routeTableAssociation:RouteTableAssociation",)
DESTINATIONS = ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A route table, a subnet or a VPC has each thing once that it can have only once."""
    return _DEMANDS[subject.type](subject, context.stack)


def has_each_route_once(table: Resource, stack: Stack) -> Iterator[Verdict]:
    """Of separate routes: the provider looks after those that stand in the table."""
    routes = stack.linked(ec2.ROUTE, to=table, by="routeTableId").links
    for place, (route, fact) in enumerate(routes):
        for argument in DESTINATIONS:
            destination = route[argument]
            if destination.is_absent:
                continue
            earlier = any_fact(
                all_of(fact, other_fact, is_same_destination(destination, other[argument]))
                for other, other_fact in routes[:place]
            )
            yield require(
                is_not(earlier),
                at=destination,
                problem=f"{argument} is {destination}: another route of {table} has this destination, so AWS rejects"
                " this one.",
                fix="# one route for each destination, or another route table",
                on=route,
            )


def is_same_destination(one: Value, other: Value) -> Fact:
    """The same block, however it is written; what is not said is no destination."""
    if other.is_absent:
        return other.is_set()
    return together(lambda mine, theirs: block(mine) == block(theirs), one.as_text(), other.as_text())


def block(text: str) -> str:
    """The block in its usual form."""
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        return text


def has_one_route_table(subnet: Resource, stack: Stack) -> Iterator[Verdict]:
    return only_one(
        stack,
        subnet,
        ASSOCIATION,
        "subnetId",
        f"{subnet} is associated with a route table already; AWS rejects a second association.",
        "# leave this association out; one route table has all routes of the subnet",
    )


def has_one_internet_gateway(vpc: Resource, stack: Stack) -> Iterator[Verdict]:
    return only_one(
        stack,
        vpc,
        (*ec2.INTERNET_GATEWAY, *ec2.INTERNET_GATEWAY_ATTACHMENT),
        "vpcId",
        f"{vpc} has an internet gateway already; AWS rejects a second one.",
        "# one internet gateway serves the whole VPC",
    )


def only_one(
    stack: Stack, owner: Resource, types: tuple[str, ...], by: str, problem: str, fix: str
) -> Iterator[Verdict]:
    """Of what names the owner, all but the first are at fault."""
    links = stack.linked(types, to=owner, by=by).links
    for place, (resource, fact) in enumerate(links):
        earlier = any_fact(other for _, other in links[:place])
        yield require(is_not(all_of(fact, earlier)), at=by, problem=problem, fix=fix, on=resource)


_DEMANDS: Mapping[str, Callable[[Resource, Stack], Iterator[Verdict]]] = {
    **dict.fromkeys(ec2.ROUTE_TABLE, has_each_route_once),
    **dict.fromkeys(ec2.SUBNET, has_one_route_table),
    **dict.fromkeys(ec2.VPC, has_one_internet_gateway),
}

_ROUTE = "https://github.com/40net-cloud/fortinet-aws-solutions/issues/6"
_ASSOCIATION = "https://github.com/hashicorp/terraform-provider-aws/issues/38960"
_GATEWAY = "https://github.com/binlab/terraform-aws-vault-ha-raft/issues/54"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="VPC", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = StackRule(
    id="vpc-routing-valid",
    summary="Routes, route table associations and internet gateways must be unique",
    rationale="""
        A route table has one route to each destination, a subnet one route table, a VPC one internet gateway. Loops and
        modules that each bring their own default route are how a stack comes to a second, and that fails. Only
        route tables, subnets and VPCs that the stack makes are looked into, and of routes those that are resources.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(_DEMANDS),
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
        _ROUTE,
        _ASSOCIATION,
        _GATEWAY,
    ),
    rejections=(
        _rejection(
            "A route table has two routes to one destination",
            "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists",
            _ROUTE,
            "second-route",
            "other-destination",
        ),
        _rejection(
            "A subnet is associated with two route tables",
            "Resource.AlreadyAssociated: the specified association for route table rtb-0123456789abcdef0 conflicts with"
            " an existing association",
            _ASSOCIATION,
            "second-table",
            "one-table",
        ),
        _rejection(
            "A VPC has two internet gateways",
            "InvalidParameterValue: Network vpc-9f7ca1e2 already has an internet gateway attached",
            _GATEWAY,
            "second-gateway",
            "one-gateway",
        ),
    ),
    check=check,
)
