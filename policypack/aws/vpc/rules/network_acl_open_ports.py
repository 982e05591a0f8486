"""network-acl-open-ports: Network ACLs must not let everyone in to SSH and RDP."""

from collections.abc import Iterator

from policypack.aws.vpc.open_ports import SERVICES, has_port, is_everywhere
from policypack.check import (
    TRUE,
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_fact,
    any_of,
    is_not,
    require,
    together,
)
from policypack.fix import Blank, Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

ACL = ("aws:ec2/networkAcl:NetworkAcl",)
ACL_RULE = ("aws:ec2/networkAclRule:NetworkAclRule",)
PORTS = (22, 3389)
"""Where SSH and RDP answer: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21"""
FAMILIES = ("cidrBlock", "ipv6CidrBlock")


@record(frozen=True)
class Entry:
    """One rule of an ACL for what comes in; ``there`` is the fact that it is one."""

    owner: Resource
    number: Value
    action: Value
    protocol: Value
    ports: tuple[Value, Value]
    blocks: tuple[Value, Value]
    there: Fact


def check(acl: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No rule allows everyone in to SSH or RDP, unless one with a smaller number denies just that."""
    entries = list(entries_of(acl, context.stack))
    denials = [one for one in entries if one.action.equals("deny").truth is not False]
    for entry in entries:
        for place, family in enumerate(FAMILIES):
            block = entry.blocks[place]
            if is_everywhere(block).truth is False:
                continue
            is_open = {port: lets_in(entry, place, port, denials) for port in PORTS}
            named = " and ".join(SERVICES[port] for port, fact in is_open.items() if fact.truth)
            yield require(
                is_not(any_fact(is_open.values())),
                at=block,
                problem=f"{family} is {block}: the network ACL lets everyone on the internet in to {named}.",
                fix=fix(Set(block.path, Blank("the addresses that need it"))),
                on=None if entry.owner is acl else entry.owner,
            )


def lets_in(entry: Entry, place: int, port: int, denials: list[Entry]) -> Fact:
    """The rule allows everyone in to the port, and no rule before it denies that."""
    denied = (
        all_of(
            one.action.equals("deny"),
            concerns(one, place, port),
            together(_is_before, one.number.as_number(), entry.number.as_number()),
        )
        for one in denials
        if one is not entry
    )
    return all_of(entry.action.equals("allow"), concerns(entry, place, port), is_not(any_fact(denied)))


def _is_before(own: float | None, other: float | None) -> bool:
    return own is not None and other is not None and own < other


def concerns(entry: Entry, place: int, port: int) -> Fact:
    """The rule is for the port, and for all addresses of the family."""
    for_port = any_of(
        entry.protocol.is_in(("-1", "all")),
        all_of(
            entry.protocol.is_in(("tcp", "6")),
            together(
                lambda low, high: has_port(low, high, port),
                *(one.as_number() for one in entry.ports),
            ),
        ),
    )
    return all_of(entry.there, is_everywhere(entry.blocks[place]), for_port)


def entries_of(acl: Resource, stack: Stack) -> Iterator[Entry]:
    """The rules of the ACL for what comes in: inline ones, then separate ones."""
    for one in acl["ingress"].elements():
        yield Entry(
            acl,
            one["ruleNo"],
            one["action"],
            one["protocol"].as_text(),
            (one["fromPort"], one["toPort"]),
            (one[FAMILIES[0]], one[FAMILIES[1]]),
            TRUE,
        )
    for rule, named in stack.linked(ACL_RULE, to=acl, by="networkAclId").links:
        yield Entry(
            rule,
            rule["ruleNumber"],
            rule["ruleAction"],
            rule["protocol"].as_text(),
            (rule["fromPort"], rule["toPort"]),
            (rule[FAMILIES[0]], rule[FAMILIES[1]]),
            all_of(named, is_not(rule["egress"].is_true())),
        )


RULE = StackRule(
    id="network-acl-open-ports",
    summary="Network ACLs must not let everyone in to SSH and RDP",
    rationale="""
        A network ACL is the second fence around a subnet: it holds when somebody opens a security group by mistake.
        AWS asks its rules in order of their numbers, and the first one that fits decides: a rule that denies SSH before
        another one allows everything is fine. The default network ACL of a VPC, which allows everything, is not asked.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("EC2.21",),
    applies_to=ACL,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
    ),
    check=check,
)
