"""Security groups' nouns: their rules, inline and separate, in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policypack.model.facts import Fact
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Value

GROUP = ("aws:ec2/securityGroup:SecurityGroup",)
DEFAULT_GROUP = ("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",)
RULE = ("aws:ec2/securityGroupRule:SecurityGroupRule",)
INGRESS_RULE = ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",)
EGRESS_RULE = ("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",)
SEPARATE_RULES = (*RULE, *INGRESS_RULE, *EGRESS_RULE)
WITH_RULES = (*GROUP, *DEFAULT_GROUP, *SEPARATE_RULES)
"""The types that have rules."""

LONGEST_TEXT = 255
NOT_ASCII = r"[^\x00-\x7f]"
OTHER_SIGN = r"(?![a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*])[\x00-\x7f]"
"""What EC2 rejects in descriptions of groups and rules.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html, read in November 2026.
"""

LAST_PORT = 65535
_ALL = ("-1", "all")
_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}


@record(frozen=True, slots=True)
class Permission:
    """One rule: its direction (``ingress`` or ``egress``), protocol and range, and its peers.

    ``peers`` are the arguments that name the peers, by what they name: ``ipv4``, ``ipv6``, ``group``, ``prefix`` list,
    ``self``. An ``inline`` rule is part of the group itself.
    """

    direction: Value
    protocol: Value
    from_port: Value
    to_port: Value
    peers: Mapping[str, Value]
    inline: bool = False

    def is_of_all_protocols(self) -> Fact:
        """All protocols, for which AWS keeps no range."""
        return self.protocol.is_in(_ALL)


def same_protocol(protocol: Value) -> Value:
    """The protocol by one of its names, so that 6 and TCP are the same."""
    return protocol.map(lambda text: _NAMES.get(str(text), text))


def permissions(resource: Resource) -> Iterator[Permission]:
    """The rules of the resource."""
    return _READERS[resource.type](resource)


def _of_group(group: Resource) -> Iterator[Permission]:
    for direction in ("ingress", "egress"):
        for entry in group[direction].elements():
            yield Permission(
                direction=Value(direction, direction, group.name),
                protocol=_lower(entry["protocol"]),
                from_port=entry["fromPort"],
                to_port=entry["toPort"],
                peers={
                    "ipv4": entry["cidrBlocks"],
                    "ipv6": entry["ipv6CidrBlocks"],
                    "group": entry["securityGroups"],
                    "prefix": entry["prefixListIds"],
                    "self": entry["self"],
                },
                inline=True,
            )


def _of_rule(rule: Resource) -> Iterator[Permission]:
    yield Permission(
        direction=rule["type"].as_text(),
        protocol=_lower(rule["protocol"]),
        from_port=rule["fromPort"],
        to_port=rule["toPort"],
        peers={
            "ipv4": rule["cidrBlocks"],
            "ipv6": rule["ipv6CidrBlocks"],
            "group": rule["sourceSecurityGroupId"],
            "prefix": rule["prefixListIds"],
            "self": rule["self"],
        },
    )


def _of_directed_rule(rule: Resource) -> Iterator[Permission]:
    yield Permission(
        direction=Value("ingress" if rule.type in INGRESS_RULE else "egress", "", rule.name),
        protocol=_lower(rule["ipProtocol"]),
        from_port=rule["fromPort"],
        to_port=rule["toPort"],
        peers={
            "ipv4": rule["cidrIpv4"],
            "ipv6": rule["cidrIpv6"],
            "group": rule["referencedSecurityGroupId"],
            "prefix": rule["prefixListId"],
        },
    )


def _lower(protocol: Value) -> Value:
    return protocol.as_text().map(lambda text: text.lower() if isinstance(text, str) else text)


_READERS: Mapping[str, Callable[[Resource], Iterator[Permission]]] = {
    **dict.fromkeys((*GROUP, *DEFAULT_GROUP), _of_group),
    **dict.fromkeys(RULE, _of_rule),
    **dict.fromkeys((*INGRESS_RULE, *EGRESS_RULE), _of_directed_rule),
}
