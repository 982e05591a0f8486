"""Which subnets of a stack can have an address in common, so that they are not compared pair by pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from ipaddress import IPv4Network

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import plain, revealed

_LONGEST_PREFIX = 32
_EVERYWHERE = ("everywhere", "")
_ANYWHERE = ("anywhere", "")
"""Where a subnet is whose VPC is not known."""


def earlier_rivals(stack: Stack, subnet: Resource) -> list[Resource]:
    """The subnets whose URN comes before this one's and that may overlap with it in the same VPC, in order.

    A subnet that has no IPv4 block overlaps with none.
    """
    return stack.derived(_Rivals).before(subnet)


class _Blocks:
    """Subnets by their CIDR blocks. Of two blocks with an address in common, one holds the other."""

    def __init__(self) -> None:
        self.undecided: list[int] = []
        self._by_block: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._starts: list[tuple[int, int]] = []

    def add(self, place: int, block: IPv4Network) -> None:
        start = int(block.network_address)
        self._by_block[start, block.prefixlen].append(place)
        self._starts.append((start, place))

    def sort(self) -> None:
        """Once all are added."""
        self._starts.sort()

    def overlapping(self, block: IPv4Network) -> set[int]:
        """The places of those that may have an address in common with the block."""
        start, end = int(block.network_address), int(block.broadcast_address)
        first, last = bisect_left(self._starts, (start, -1)), bisect_left(self._starts, (end + 1, -1))
        found = {*self.undecided, *(place for _, place in self._starts[first:last])}
        for length in range(block.prefixlen + 1):
            unused = _LONGEST_PREFIX - length
            found.update(self._by_block.get((start >> unused << unused, length), ()))
        return found


class _Rivals:
    """All subnets of a stack by VPC and block."""

    def __init__(self, stack: Stack) -> None:
        self._subnets = stack.of_type(ec2.SUBNET)
        self._places = {one.urn: place for place, one in enumerate(self._subnets)}
        self._vpcs = [_vpc(stack, one) for one in self._subnets]
        self._blocks: defaultdict[tuple[str, object], _Blocks] = defaultdict(_Blocks)
        for place, (subnet, vpc) in enumerate(zip(self._subnets, self._vpcs, strict=True)):
            block = cidrs.network(subnet["cidrBlock"])
            for blocks in (self._blocks[vpc], self._blocks[_EVERYWHERE]):
                if block.is_unknown:
                    blocks.undecided.append(place)
                elif block.is_known:
                    blocks.add(place, plain(block))
        for blocks in self._blocks.values():
            blocks.sort()

    def before(self, subnet: Resource) -> list[Resource]:
        place, block = self._places[subnet.urn], cidrs.network(subnet["cidrBlock"])
        if block.is_absent:
            return []
        if block.is_unknown:
            return list(self._subnets[:place])
        vpc = self._vpcs[place]
        among = (_EVERYWHERE,) if vpc == _ANYWHERE else (vpc, _ANYWHERE)
        found = set().union(*(self._blocks[one].overlapping(plain(block)) for one in among))
        return [self._subnets[one] for one in sorted(found) if one < place]


def _vpc(stack: Stack, subnet: Resource) -> tuple[str, object]:
    """The VPC of the stack, or the ID of another one, as :func:`cidrs.same_vpc` compares them."""
    certain = stack.referred(subnet, "vpcId", ec2.VPC).certain()
    if certain:
        return "made", certain[0].urn
    named = subnet["vpcId"]
    if named.is_unknown:
        return _ANYWHERE
    text = None if named.is_absent else revealed(plain(named))
    return "named", text if isinstance(text, str | None) else ""
