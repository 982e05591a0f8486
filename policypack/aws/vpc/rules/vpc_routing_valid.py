"""vpc-routing-valid: Routes, route table associations and internet gateways must be unique."""

from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_network

from policypack.aws import ec2
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

DESTINATIONS = ("destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId")

SAME_DESTINATION = Rejection(
    service="VPC",
    condition="A route table has two routes to one destination",
    error="RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists",
    source="https://github.com/40net-cloud/fortinet-aws-solutions/issues/6",
    invalid="second-route",
    valid="other-destination",
)
TWO_TABLES = Rejection(
    service="VPC",
    condition="A subnet is associated with two route tables",
    error="Resource.AlreadyAssociated: the specified association for route table rtb-0123456789abcdef0 conflicts with"
    " an existing association",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/38960",
    invalid="second-table",
    valid="one-table",
)
TWO_GATEWAYS = Rejection(
    service="VPC",
    condition="A VPC has two internet gateways",
    error="InvalidParameterValue: Network vpc-9f7ca1e2 already has an internet gateway attached",
    source="https://github.com/binlab/terraform-aws-vault-ha-raft/issues/54",
    invalid="second-gateway",
    valid="one-gateway",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A route table has one route to each destination, a subnet one route table, a VPC one internet gateway."""
    return _DEMANDS[subject.type](subject, context.stack)


def has_each_route_once(table: Resource, stack: Stack) -> Iterator[Verdict]:
    """The table's separate routes; the provider handles the inline ones."""
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
                problem=f"{argument} is {destination}, the destination of another route of {table}.",
                fix=fix(
                    Set(argument, Blank("a destination that the route table does not have")),
                    otherwise=Set("routeTableId", Blank("another route table")),
                ),
                on=route,
                rejects=SAME_DESTINATION,
            )


def is_same_destination(one: Value, other: Value) -> Fact:
    """The same block, in any notation; an absent one is no destination."""
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
    problem = f"{subnet} is already associated with a route table."
    return only_one(stack, subnet, ec2.ROUTE_TABLE_ASSOCIATION, "subnetId", problem, TWO_TABLES)


def has_one_internet_gateway(vpc: Resource, stack: Stack) -> Iterator[Verdict]:
    gateways = (*ec2.INTERNET_GATEWAY, *ec2.INTERNET_GATEWAY_ATTACHMENT)
    return only_one(stack, vpc, gateways, "vpcId", f"{vpc} already has an internet gateway.", TWO_GATEWAYS)


def only_one(
    stack: Stack, owner: Resource, types: tuple[str, ...], by: str, problem: str, rejects: Rejection
) -> Iterator[Verdict]:
    """Of the resources that name the owner, all but the first are reported."""
    links = stack.linked(types, to=owner, by=by).links
    for place, (resource, fact) in enumerate(links):
        earlier = any_fact(other for _, other in links[:place])
        yield require(
            is_not(all_of(fact, earlier)), at=by, problem=problem, fix=fix(Remove("")), on=resource, rejects=rejects
        )


_DEMANDS: Mapping[str, Callable[[Resource, Stack], Iterator[Verdict]]] = {
    **dict.fromkeys(ec2.ROUTE_TABLE, has_each_route_once),
    **dict.fromkeys(ec2.SUBNET, has_one_route_table),
    **dict.fromkeys(ec2.VPC, has_one_internet_gateway),
}

RULE = StackRule(
    id="vpc-routing-valid",
    summary="Routes, route table associations and internet gateways must be unique",
    rationale="""
        A route table has one route to each destination, a subnet one route table, a VPC one internet gateway. A stack
        often gets a second one from loops and modules that each add their own default route, and AWS rejects it. The
        rule checks route tables, subnets and VPCs that the stack makes, and only routes that are separate resources.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(_DEMANDS),
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
        SAME_DESTINATION.source,
        TWO_TABLES.source,
        TWO_GATEWAYS.source,
    ),
    rejections=(SAME_DESTINATION, TWO_TABLES, TWO_GATEWAYS),
    check=check,
)
