"""security-group-rule-valid: Security group rules must have valid ports, types and descriptions."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policypack.aws.vpc.security_groups import (
    DEFAULT_GROUP,
    EGRESS_RULE,
    GROUP,
    INGRESS_RULE,
    LAST_PORT,
    LONGEST_TEXT,
    NOT_ASCII,
    OTHER_SIGN,
    WITH_RULES,
)
from policypack.aws.vpc.security_groups import (
    RULE as OLDER_RULE,
)
from policypack.check import Resource, Verdict
from policypack.constraint import Constraint, Inputs, Table, argument, cut, form, in_ascii, of_text, several
from policypack.fix import Blank, Set, fix
from policypack.rule import Context, ResourceRule

API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html"
TEXT = "https://github.com/aws-cloudformation/cfn-lint/issues/173"
PORTS = "https://github.com/aws/aws-cli/issues/1066"
RANGE = "https://github.com/chef-boneyard/chef-provisioning-aws/issues/183"
ICMP = "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/217"
ALL = "https://github.com/hashicorp/terraform/pull/2131"
DESCRIPTION = (
    "InvalidParameterValue: Invalid rule description. Valid descriptions are strings less than 256 characters from the"
    " following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
)
OUT_OF_RANGE = "InvalidParameterValue: TCP/UDP (from) port (-1) out of range"
BOTH_PORTS = "InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."
BOTH_CODES = "InvalidParameterValue: Invalid value 'Must specify both from and to ports with ICMP.' for portRange"
A_PORT = Blank(f"a port from 0 to {LAST_PORT}")
LAST_CODE = 255
A_CODE = Blank("an ICMP type or code, -1 for all")

first, last, description = argument("fromPort"), argument("toPort"), argument("description")


def rows(protocol: str) -> tuple[Constraint, ...]:
    """The demands of one rule; ``protocol`` is the argument's name, which differs between types."""
    of_ports = argument(protocol).matches(r"(?i:tcp|6|udp|17)", "TCP or UDP")
    of_icmp = argument(protocol).matches(r"(?i:icmp|1)", "ICMP")
    tcp, icmp = {protocol: "tcp"}, {protocol: "icmp"}
    return (
        Constraint(
            demand=first.between(0, LAST_PORT),
            when=of_ports & first.is_set().unsaid(),
            error=OUT_OF_RANGE,
            source=PORTS,
            fix=fix(Set("fromPort", A_PORT)),
            invalid={**tcp, "fromPort": -1, "toPort": 443},
            valid={**tcp, "fromPort": 0, "toPort": LAST_PORT},
        ),
        Constraint(
            demand=last.between(0, LAST_PORT),
            when=of_ports & last.is_set().unsaid(),
            error=OUT_OF_RANGE,
            source=PORTS,
            fix=fix(Set("toPort", A_PORT)),
            invalid={protocol: "udp", "fromPort": 0, "toPort": LAST_PORT + 1},
            valid={protocol: "udp", "fromPort": 0, "toPort": LAST_PORT},
        ),
        Constraint(
            demand=first.is_set(),
            when=of_ports,
            error=BOTH_PORTS,
            source=RANGE,
            fix=fix(Set("fromPort", A_PORT)),
            invalid={**tcp, "toPort": 443},
            valid={**tcp, "fromPort": 443, "toPort": 443},
        ),
        Constraint(
            demand=last.is_set(),
            when=of_ports,
            error=BOTH_PORTS,
            source=RANGE,
            fix=fix(Set("toPort", A_PORT)),
            invalid={**tcp, "fromPort": 443},
            valid={protocol: "-1"},
        ),
        Constraint(
            demand=first.is_set(),
            when=of_icmp,
            error=BOTH_CODES,
            source=ICMP,
            fix=fix(Set("fromPort", A_CODE)),
            invalid={**icmp, "toPort": 0},
            valid={**icmp, "fromPort": 8, "toPort": 0},
        ),
        Constraint(
            demand=last.is_set(),
            when=of_icmp,
            error=BOTH_CODES,
            source=ICMP,
            fix=fix(Set("toPort", A_CODE)),
            invalid={**icmp, "fromPort": 8},
            valid={protocol: "icmpv6"},
        ),
        *(
            Constraint(
                demand=own.between(-1, LAST_CODE),
                when=of_icmp & own.is_set().unsaid(),
                error=f"InvalidParameterValue: ICMP {part} (300) out of range",
                source=ICMP,
                fix=fix(Set(own.path, A_CODE)),
                invalid={**icmp, "fromPort": 8, "toPort": 0, own.path: 300},
                valid={**icmp, "fromPort": 8, "toPort": 0},
            )
            for own, part in ((first, "type"), (last, "code"))
        ),
        Constraint(
            demand=first.at_most_that_of(last),
            when=of_ports,
            at="toPort",
            error="FromPort: If the protocol is TCP or UDP, this is the start of the port range. ToPort: this is the"
            " end of the port range.",
            source=API,
            fix=fix(Set("fromPort", A_PORT), Set("toPort", Blank("a port that is not below the first"))),
            invalid={**tcp, "fromPort": 443, "toPort": 80},
            valid={**tcp, "fromPort": 443, "toPort": 443},
        ),
        Constraint(
            demand=last.equals(-1),
            when=of_icmp & first.equals(-1) & last.is_set().unsaid(),
            error="If FromPort is -1 (all ICMP types), then ToPort must be -1 (all ICMP codes).",
            source=API,
            fix=fix(Set("toPort", -1)),
            invalid={**icmp, "fromPort": -1, "toPort": 0},
            valid={**icmp, "fromPort": -1, "toPort": -1},
        ),
        Constraint(
            demand=description.lacks(f"{OTHER_SIGN}|{NOT_ASCII}", "a sign that EC2 does not allow"),
            when=description.is_given().unsaid(),
            error=DESCRIPTION,
            source=TEXT,
            fix=fix(Set("description", Blank("a description without such signs"))),
            correct=of_text(lambda text: re.sub(OTHER_SIGN, "", in_ascii(text))),
            invalid=({protocol: "-1", "description": "office -> web"}, {protocol: "-1", "description": "Büro"}),
            valid={protocol: "-1", "description": "SSH. _-:/()#,@[]+=&;{}!$*"},
        ),
        Constraint(
            demand=description.no_longer_than(LONGEST_TEXT),
            when=description.is_given().unsaid(),
            error=DESCRIPTION,
            source=TEXT,
            fix=fix(Set("description", Blank(f"at most {LONGEST_TEXT} characters"))),
            correct=cut(LONGEST_TEXT),
            invalid={protocol: "-1", "description": "a" * (LONGEST_TEXT + 1)},
            valid={protocol: "-1", "description": "a" * LONGEST_TEXT},
        ),
    )


def no_range(direction: str) -> Constraint:
    """A rule in a group for all protocols has no ports. EC2 ignores those of a separate rule."""
    ends = ((end.is_empty() | end.equals(0)) for end in (first, last))
    return Constraint(
        demand=(next(ends) & next(ends)).called("the range is 0 to 0", "fromPort and toPort must be 0"),
        when=argument("protocol").matches("(?i:-1|all)", "all protocols"),
        error="from_port (0) and to_port (65535) must both be 0 to use the 'ALL' \"-1\" protocol!",
        source=ALL,
        fix=fix(Set("fromPort", 0), Set("toPort", 0), otherwise=Set("protocol", "tcp")),
        invalid={"protocol": "-1", "fromPort": 0, "toPort": LAST_PORT},
        valid={"protocol": "-1", "fromPort": 0, "toPort": 0},
        condition=f"A rule in a group's {direction} is for all protocols and has ports (rejected by the provider)",
    ).inside(f"{direction}[]", beside={"cidrBlocks": ["0.0.0.0/0"]})


def group_id(path: str, beside: Inputs) -> Constraint:
    """A group is named by its ID, with its owner before it where that is another account."""
    row = form(
        path,
        r"(?:[a-zA-Z0-9-]+/)?sg-[0-9a-f]{8,}",
        "the ID of a security group (sg-...)",
        invalid="web",
        valid=("sg-0123456789abcdef0", "123456789012/sg-0123456789abcdef0"),
        error='InvalidGroupId.Malformed: Invalid id: "eks-cluster-sg" (expecting "sg-...")',
        source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    )
    return replace(
        row.also_when(argument(path).is_given().unsaid()),
        invalid=tuple({**one, **beside} for one in several(row.invalid)),
        valid=tuple({**one, **beside} for one in several(row.valid)),
    )


TABLE = Table(
    "EC2",
    {
        (*INGRESS_RULE, *EGRESS_RULE): (*rows("ipProtocol"), group_id("referencedSecurityGroupId", {"cidrIpv4": None})),
        OLDER_RULE: (group_id("sourceSecurityGroupId", {}),),
        (*GROUP, *DEFAULT_GROUP): (no_range("ingress"), no_range("egress")),
    },
    base={
        type_: {"securityGroupId": "sg-0123456789abcdef0", "cidrIpv4": "10.0.0.0/8", "ipProtocol": "-1"}
        for type_ in (*INGRESS_RULE, *EGRESS_RULE)
    }
    | {
        OLDER_RULE[0]: {
            "type": "ingress",
            "securityGroupId": "sg-0123456789abcdef0",
            "protocol": "tcp",
            "fromPort": 443,
            "toPort": 443,
        }
    },
)
OLDER_ROWS = tuple(zip(rows("protocol"), TABLE.rejections, strict=False))
"""The same demands of rules in a group and of the older type of rule."""


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The rows hold for the rules in a group, and for the older type of rule, too."""
    older = (resource,) if resource.type in OLDER_RULE else ()
    inline = (
        (*resource.each("ingress[]"), *resource.each("egress[]")) if resource.type in (*GROUP, *DEFAULT_GROUP) else ()
    )
    for one in (*older, *inline):
        for row, rejection in OLDER_ROWS:
            yield row.verdict(one, rejection)


RULE = ResourceRule(
    id="security-group-rule-valid",
    summary="Security group rules must have valid ports, types and descriptions",
    rationale="""
        Rules in a security group and separate rules are checked alike. EC2 rejects a port out of range, an arrow or an
        apostrophe in a description, and a TCP rule without ports only when the update reaches the rule, and by then
        the group exists without it. Protocol -1 must not have ports in a group, where the provider rejects them; EC2
        ignores the ports of a separate rule.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=WITH_RULES,
    references=TABLE.sources,
    rejections=TABLE.rejections,
    table=TABLE,
    check=check,
)
