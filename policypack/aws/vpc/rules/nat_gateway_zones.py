"""nat-gateway-zones: Subnets of several zones must not share a NAT gateway."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.check import TRUE, Fact, Linked, Resource, Stack, Verdict, all_of, any_fact, is_not, require, unknown
from policypack.fix import note
from policypack.model.values import plain
from policypack.rule import StackContext, StackRule

TABLES = (*ec2.ROUTE_TABLE, *ec2.DEFAULT_ROUTE_TABLE)


def check(gateway: Resource, context: StackContext[None]) -> Verdict:
    """The subnets whose routes lead to the gateway are in one zone."""
    subnets = context.stack.derived(subnets_behind, gateway)
    zones = ec2.count_zones(subnets)
    return require(
        is_not(zones.at_least(2)),
        when=all_of(is_not(gateway["availabilityMode"].equals("regional")), subnets.exists()),
        at="subnetId",
        problem=f"Subnets in {zones} availability zones share the NAT gateway: when its zone fails, none of them gets"
        " out, and until then what crosses zones costs.",
        fix=note(
            "Make a NAT gateway in each zone, and a route table for the private subnets there that leads to it; or make"
            " one gateway for all zones, with availabilityMode regional and vpcId in place of subnetId."
        ),
    )


def subnets_behind(stack: Stack, gateway: Resource) -> Linked:
    """The subnets that are associated with a route table that has a route to the gateway."""
    found: dict[str, list[tuple[Resource, Fact]]] = {}
    for table, leads in tables_to(stack, gateway):
        for association, of_table in stack.linked(ec2.ROUTE_TABLE_ASSOCIATION, to=table, by="routeTableId").links:
            for subnet, of_subnet in stack.referred(association, "subnetId", ec2.SUBNET).links:
                found.setdefault(subnet.urn, []).append((subnet, all_of(leads, of_table, of_subnet)))
    return Linked(tuple((many[0][0], any_fact(fact for _, fact in many)) for many in found.values()))


def tables_to(stack: Stack, gateway: Resource) -> Iterator[tuple[Resource, Fact]]:
    """The route tables with a route to the gateway: separate, or inline."""
    for route, leads in stack.linked(ec2.ROUTE, to=gateway, by="natGatewayId").links:
        for table, named in stack.referred(route, "routeTableId", TABLES).links:
            yield table, all_of(leads, named)
    identity = gateway.output("id")
    inline = stack.derived(inline_routes)
    yield from inline.get(gateway.urn, ())
    if identity.is_known:
        yield from inline.get(str(plain(identity)), ())


def inline_routes(stack: Stack) -> dict[str, list[tuple[Resource, Fact]]]:
    """The tables whose own routes lead to a NAT gateway, by its URN, or its ID where that is known."""
    found: dict[str, list[tuple[Resource, Fact]]] = {}
    for table in stack.of_type(TABLES):
        sources = table.property_dependencies.get("routes", ())
        gateways = [urn for urn in sources if stack.type_of(urn) in ec2.NAT_GATEWAY]
        fact = TRUE if len(gateways) == 1 else unknown(table["routes"].reason)
        for urn in gateways:
            found.setdefault(urn, []).append((table, fact))
        for one in table.each("routes[].natGatewayId"):
            if one.is_known:
                found.setdefault(str(plain(one)), []).append((table, TRUE))
    return found


RULE = StackRule(
    id="nat-gateway-zones",
    summary="Subnets of several zones must not share a NAT gateway",
    rationale="""
        A NAT gateway is in one availability zone. When that zone fails, the private subnets of all others that use it
        lose their way out with it; and each byte that reaches it from another zone is paid for twice. A gateway for
        each zone costs its hours; where an outage is acceptable, as in a development account, one may be meant. A
        regional NAT gateway is in all zones, and fine. Only subnets that the program associates with a route table are
        counted.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    applies_to=ec2.NAT_GATEWAY,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    ),
    check=check,
)
