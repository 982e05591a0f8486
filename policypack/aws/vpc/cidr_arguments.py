"""Arguments that hold CIDR blocks, and what AWS and its provider reject of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from ipaddress import ip_address, ip_network

from policypack.aws.common.tables import table
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Value

_BLOCK = re.compile(r"([0-9a-fA-F.:]+)/([0-9]{1,3})")
_EXAMPLES = {"ipv4": "10.0.0.0/16", "ipv6": "2001:db8:1234:1a00::/64", "any": "10.0.0.0/16"}
_VERSIONS = {4: "ipv4", 6: "ipv6"}
_NAMES = {"ipv4": "an IPv4", "ipv6": "an IPv6"}


class CidrErrorKind(Enum):
    """What can be wrong with a block."""

    MALFORMED = "malformed"
    FAMILY = "of the other IP version"
    ALL_ADDRESSES = "all addresses"
    HOST_BITS = "host bits set"


@record(frozen=True, slots=True)
class CidrError:
    """What is wrong with one block; ``words`` follow "is"."""

    kind: CidrErrorKind
    words: str


@record(frozen=True, slots=True)
class CidrArgument:
    """One argument: its path and what blocks it accepts.

    ``family`` is ``ipv4``, ``ipv6`` or ``any``; a block that ``must_be_network`` has no host bits set.
    """

    path: str
    family: str
    must_be_network: bool
    allows_all_addresses: bool

    def values(self, resource: Resource) -> Iterator[Value]:
        """Each block that the resource has here, or what keeps it unknown; an empty text is none."""
        for found in resource.each(self.path):
            yield from (value for value in found.elements() if value.is_empty().truth is not True)

    def error_in(self, text: object) -> CidrError | None:
        """What is wrong with a block; None for an accepted one."""
        found = _BLOCK.fullmatch(str(text))
        if found is None:
            return CidrError(CidrErrorKind.MALFORMED, "not an address and a prefix length")
        try:
            address = ip_address(found[1])
        except ValueError:
            return CidrError(CidrErrorKind.MALFORMED, "not a CIDR block (the address is malformed)")
        version, prefix = _VERSIONS[address.version], int(found[2])
        if prefix > address.max_prefixlen:
            return CidrError(
                CidrErrorKind.MALFORMED, f"not a CIDR block (the longest prefix is /{address.max_prefixlen})"
            )
        if self.family not in (version, "any"):
            words = f"{_NAMES[version]} block where {_NAMES[self.family]} block is required"
            return CidrError(CidrErrorKind.FAMILY, words)
        if prefix == 0 and not self.allows_all_addresses:
            return CidrError(CidrErrorKind.ALL_ADDRESSES, "a block of all addresses")
        network = ip_network(f"{address}/{prefix}", strict=False)
        if self.must_be_network and network.network_address != address:
            return CidrError(CidrErrorKind.HOST_BITS, f"a block with host bits set (the network is {network})")
        return None

    @property
    def example(self) -> str:
        """A block that is accepted."""
        return _EXAMPLES[self.family]

    def network_of(self, text: object) -> str:
        """The network of a block with host bits; empty for another error."""
        found = self.error_in(text)
        return str(ip_network(str(text), strict=False)) if found and found.kind is CidrErrorKind.HOST_BITS else ""


TYPES = (
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
    "aws:ec2/networkAcl:NetworkAcl",
    "aws:ec2/networkAclRule:NetworkAclRule",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcIpamPoolCidr:VpcIpamPoolCidr",
    "aws:ec2/vpcIpamPoolCidrAllocation:VpcIpamPoolCidrAllocation",
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
    "aws:ec2/vpnConnection:VpnConnection",
    "aws:ec2/vpnConnectionRoute:VpnConnectionRoute",
    "aws:ec2clientvpn/authorizationRule:AuthorizationRule",
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:ec2clientvpn/route:Route",
    "aws:ec2transitgateway/route:Route",
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:eks/cluster:Cluster",
    "aws:lightsail/instancePublicPorts:InstancePublicPorts",
    "aws:sagemaker/workforce:Workforce",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:wafv2/ipSet:IpSet",
)
"""The types of the table, listed here because importing a rule reads no file."""


@cache
def cidr_arguments() -> Mapping[str, tuple[CidrArgument, ...]]:
    """Type -> its arguments that hold CIDR blocks."""
    types = table("vpc/cidr_arguments").section("arguments")
    return {
        token: tuple(_argument(path, types.section(token).text(path)) for path in types.section(token))
        for token in types
    }


def _argument(path: str, words: str) -> CidrArgument:
    family, *limits = words.split()
    return CidrArgument(path, family, must_be_network="network" in limits, allows_all_addresses="not-all" not in limits)
