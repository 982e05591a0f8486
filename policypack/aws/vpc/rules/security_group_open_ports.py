"""security-group-open-ports: Security groups must be open to everyone on web ports only."""

from collections.abc import Iterator
from typing import Annotated

from policypack.aws.vpc.open_ports import has_other_port, is_everywhere, shown
from policypack.aws.vpc.security_groups import WITH_RULES, Permission, permissions, same_protocol
from policypack.check import (
    Fact,
    Resource,
    Value,
    Verdict,
    all_of,
    any_fact,
    any_of,
    combined,
    is_not,
    require,
    together,
)
from policypack.fix import Blank, Fix, Set, fix
from policypack.model.records import record
from policypack.rule import Context, ResourceRule


@record(frozen=True)
class Options:
    """Which ports may be open to everyone."""

    tcp: Annotated[tuple[int, ...], "TCP ports that may be open to everyone."] = (80, 443)
    udp: Annotated[tuple[int, ...], "UDP ports that may be open to everyone: 443 is that of HTTP/3."] = (443,)


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """A rule for what comes in, from everywhere, is for web ports, or for no port at all as ICMP is."""
    for permission in permissions(resource):
        open_blocks = [block for block in blocks(permission) if is_everywhere(block).truth is not False]
        yield require(
            is_not(any_fact(map(is_everywhere, blocks(permission)))),
            when=all_of(permission.direction.equals("ingress"), has_ports_besides(permission, context.options)),
            at=permission.protocol if permission.is_of_all_protocols().truth else permission.from_port,
            problem=problem(permission),
            fix=to_some(open_blocks),
        )


def blocks(permission: Permission) -> list[Value]:
    """The blocks of addresses that the rule is for."""
    return [one for kind in ("ipv4", "ipv6") for one in permission.peers[kind].elements()]


def has_ports_besides(permission: Permission, allowed: Options) -> Fact:
    """The rule is for a port that may not be open to everyone."""
    protocol, ports = same_protocol(permission.protocol), (permission.from_port, permission.to_port)
    of_protocol = (
        all_of(
            protocol.equals(name),
            together(
                lambda low, high, fine=fine: has_other_port(low, high, fine), *(port.as_number() for port in ports)
            ),
        )
        for name, fine in (("tcp", allowed.tcp), ("udp", allowed.udp))
    )
    return any_of(permission.is_of_all_protocols(), *of_protocol)


def problem(permission: Permission) -> str:
    """Which ports are open, and what that means."""
    what = "all ports"
    if permission.is_of_all_protocols().truth is False:
        ports = combined(shown, permission.from_port.as_number(), permission.to_port.as_number())
        what = ports.say(str, "some ports")
    return (
        f"Everyone on the internet reaches {what}: scanners find it within minutes and try passwords and known faults."
    )


def to_some(open_blocks: list[Value]) -> Fix:
    """Blocks that the reader chooses in place of those that are everything."""
    chosen = Blank("the addresses that need it")
    return fix(*(Set(block.path, chosen) for block in open_blocks))


RULE = ResourceRule(
    id="security-group-open-ports",
    summary="Security groups must be open to everyone on web ports only",
    rationale="""
        A rule for 0.0.0.0/0 or ::/0 lets the whole internet in. For a web server that is what it is for; for SSH,
        remote desktops, databases and caches it is how most break-ins start. The three ways to write a rule count, and
        so do ranges and the protocol -1, which is all of them. Rules for ICMP, for other groups, for prefix lists and
        for what leaves are not asked. A service that is public on another port needs that port in the options.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    controls=("EC2.13", "EC2.14", "EC2.18", "EC2.19", "EC2.53", "EC2.54", "Redshift.15"),
    applies_to=WITH_RULES,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    ),
    options=Options,
    check=check,
)
