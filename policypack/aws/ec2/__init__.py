"""The nouns of EC2 and VPC."""

from __future__ import annotations

from collections.abc import Iterable

from policypack.catalog.catalog import Catalog
from policypack.catalog.zones import Zone, ZoneKind, zone_of
from policypack.model.facts import FALSE, Count, Fact, all_of, known, unknown
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, plain

VPC = ("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc")
SUBNET = ("aws:ec2/subnet:Subnet",)
DEFAULT_SUBNET = ("aws:ec2/defaultSubnet:DefaultSubnet",)
INTERNET_GATEWAY = ("aws:ec2/internetGateway:InternetGateway",)
INTERNET_GATEWAY_ATTACHMENT = ("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",)
NAT_GATEWAY = ("aws:ec2/natGateway:NatGateway",)
VPN_GATEWAY = ("aws:ec2/vpnGateway:VpnGateway",)
ROUTE = ("aws:ec2/route:Route",)
ROUTE_TABLE = ("aws:ec2/routeTable:RouteTable",)
ROUTE_TABLE_ASSOCIATION = ("aws:ec2/routeTableAssociation:RouteTableAssociation",)
DEFAULT_ROUTE_TABLE = ("aws:ec2/defaultRouteTable:DefaultRouteTable",)
SECURITY_GROUP = ("aws:ec2/securityGroup:SecurityGroup",)
SECURITY_GROUP_RULE = ("aws:ec2/securityGroupRule:SecurityGroupRule",)
SECURITY_GROUP_EGRESS_RULE = ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",)
SECURITY_GROUP_RULES_EXCLUSIVE = ("aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive",)


def zone(subnet: Resource) -> Value:
    """The subnet's availability zone, by name or by ID; absent where AWS picks one."""
    name, identity = subnet["availabilityZone"], subnet["availabilityZoneId"]
    return identity if name.is_absent and not identity.is_absent else name


def is_edge_zone(name: str) -> bool:
    """The zone, by name or by ID, is a local or wavelength zone and no availability zone of a region."""
    found = zone_of(name)
    return found is not None and found.kind is not ZoneKind.AVAILABILITY


def count_zones(subnets: Linked) -> Count:
    """Over how many availability zones the subnets spread.

    A subnet whose zone is unknown or not set may be in a zone of its own. Names and IDs of zones do not compare:
    which zone a name means differs from account to account.
    """
    open_ones = [zone(one) for one in subnets if not zone(one).is_known]
    certain = _region_zones(zone(one) for one in subnets.certain())
    possible = _region_zones(zone(one) for one in subnets)
    by_name = sum(not one.is_id for one in certain.values())
    doubtful = [reason for _, fact in subnets.links for reason in fact.because]
    reasons = dict.fromkeys([*(value.reason for value in open_ones), *doubtful])
    return Count(max(by_name, len(certain) - by_name), len(possible) + len(open_ones), tuple(reasons))


_FEWEST_ZONES = 2
"""No region has fewer: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html."""


def spans_small_region(zones: Count, region: Value, wanted: int, catalog: Catalog) -> Fact:
    """The region has fewer zones than ``wanted``, and the subnets are in all of them. A region that is not known, or of
    which the catalog knows nothing, may have as few as two."""

    def spanned(name: object) -> Fact:
        number = zones_of(str(name), catalog)
        if number is None:
            return all_of(unknown(region.reason), zones.at_least(_FEWEST_ZONES))
        return all_of(known(number < wanted), zones.at_least(number))

    if wanted <= _FEWEST_ZONES:
        return FALSE
    if region.is_absent or region.is_unknown:
        return all_of(unknown(region.reason), zones.at_least(_FEWEST_ZONES))
    return region.then(spanned)


def zones_of(region: str, catalog: Catalog) -> int | None:
    """How many zones an account has in the region, which may be fewer than there are; None for an unknown region."""
    facts = catalog.zones(region)
    counts = [len(zones) for zones in (facts.names, facts.ids) if zones] if facts else []
    return min(counts, default=None)


def count_members(stack: Stack, group: Resource, argument: str) -> tuple[Count, Count]:
    """How many subnets the group's list has, and over how many availability zones they spread.

    Subnets that the stack does not make are in the list by their IDs alone: each may be in a zone of its own. A list
    that a preview does not know has at least the subnets that it depends on.
    """
    subnets = stack.referred(group, argument, (*SUBNET, *DEFAULT_SUBNET))
    listed, zones = group[argument], count_zones(subnets)
    certain = len(subnets.certain())
    if listed.is_unknown:
        reasons = (listed.reason, *zones.because)
        return Count(certain, None, reasons), Count(zones.low, None, reasons)
    elements = listed.elements()
    known_ids = {str(plain(one)) for one in elements if one.is_known}
    open_ids = [one for one in elements if one.is_unknown]
    total = len(known_ids) + len(open_ids)
    matched = sum(one.output("id").is_in(known_ids).truth is True for one in subnets.certain())
    fewest = len(known_ids) + min(len(open_ids), certain - matched)
    strangers = [listed.reason, *(one.reason for one in open_ids)] if total > certain else []
    return (
        Count(fewest, total, tuple(one.reason for one in open_ids)),
        Count(min(zones.low, total), (zones.high or 0) + max(total - certain, 0), (*zones.because, *strangers)),
    )


def _region_zones(zones: Iterable[Value]) -> dict[str, Zone]:
    """The zones among them that are availability zones of a region, by their text."""
    texts = {str(plain(one)) for one in zones if one.is_known}
    found = {text: zone_of(text) for text in sorted(texts)}
    return {text: one for text, one in found.items() if one is not None and one.kind is ZoneKind.AVAILABILITY}
