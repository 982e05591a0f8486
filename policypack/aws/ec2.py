"""The nouns of EC2 and VPC."""

from __future__ import annotations

from collections.abc import Iterable

from policypack.catalog.zones import Zone, ZoneKind, zone_of
from policypack.model.facts import Count
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.values import Value, plain

VPC = ("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc")
SUBNET = ("aws:ec2/subnet:Subnet",)
SECURITY_GROUP = ("aws:ec2/securityGroup:SecurityGroup",)
SECURITY_GROUP_RULE = ("aws:ec2/securityGroupRule:SecurityGroupRule",)
SECURITY_GROUP_EGRESS_RULE = ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",)


def zone(subnet: Resource) -> Value:
    """The subnet's availability zone, by name or by ID; absent where AWS picks one."""
    name = subnet["availabilityZone"]
    return subnet["availabilityZoneId"] if name.is_absent else name


def count_zones(subnets: Linked) -> Count:
    """Over how many availability zones the subnets spread.

    A subnet whose zone is unknown or not said may stand in a zone of its own. Names and IDs of zones do not compare:
    which zone a name means differs from account to account.
    """
    open_ones = [zone(one) for one in subnets if not zone(one).is_known]
    certain = _region_zones(zone(one) for one in subnets.certain())
    possible = _region_zones(zone(one) for one in subnets)
    by_name = sum(not one.is_id for one in certain.values())
    doubtful = [reason for _, fact in subnets.links for reason in fact.because]
    reasons = dict.fromkeys([*(value.reason for value in open_ones), *doubtful])
    return Count(max(by_name, len(certain) - by_name), len(possible) + len(open_ones), tuple(reasons))


def _region_zones(zones: Iterable[Value]) -> dict[str, Zone]:
    """The zones among them that are availability zones of a region, by their text."""
    texts = {str(plain(one)) for one in zones if one.is_known}
    found = {text: zone_of(text) for text in sorted(texts)}
    return {text: one for text, one in found.items() if one is not None and one.kind is ZoneKind.AVAILABILITY}
