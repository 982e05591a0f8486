"""security-group-rule-valid: Security group rules must have valid ports, types and descriptions."""

from collections.abc import Iterator

from policypack.aws.common.faults import fault
from policypack.aws.vpc.security_groups import LAST_PORT, STATING, Permission, permissions, text_fault
from policypack.check import Resource, Verdict, all_of, any_of, is_not, known, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Ports, types, codes and descriptions of each rule are such as AWS accepts."""
    for permission in permissions(resource):
        yield from states_its_range(permission)
        yield from has_ports_in_range(permission)
        yield has_its_range_in_order(permission)
        yield has_a_code_with_its_type(permission)
        yield has_no_range_with_all_protocols(permission)
        yield is_described_in_plain_text(permission)


def states_its_range(permission: Permission) -> Iterator[Verdict]:
    """TCP, UDP and ICMP need both ends."""
    for end in (permission.from_port, permission.to_port):
        yield require(
            end.is_set(),
            when=any_of(permission.is_of_ports(), permission.is_icmp()),
            at=end,
            problem=f"{end.path} is not set; AWS rejects a rule for {permission.protocol} without both ends of its"
            " range.",
            fix="from_port=443, to_port=443",
        )


def has_ports_in_range(permission: Permission) -> Iterator[Verdict]:
    """-1 means all types of ICMP; for TCP and UDP it is out of range."""
    for end in (permission.from_port, permission.to_port):
        yield require(
            all_of(end.at_least(0), end.at_most(LAST_PORT)),
            when=all_of(permission.is_of_ports(), end.is_set()),
            at=end,
            problem=f"{end.path} is {end}, which AWS rejects: ports are 0 to {LAST_PORT}.",
            fix=f"from_port=0, to_port={LAST_PORT}  # all ports",
        )


def has_its_range_in_order(permission: Permission) -> Verdict:
    first, last = permission.from_port.as_number(), permission.to_port.as_number()
    return require(
        together(lambda one, other: one is None or other is None or one <= other, first, last),
        when=permission.is_of_ports(),
        at=permission.to_port,
        problem=f"The range is {first} to {last}, which AWS rejects: it ends before it begins.",
        fix="from_port=8000, to_port=8080",
    )


def has_a_code_with_its_type(permission: Permission) -> Verdict:
    kind, code = permission.from_port, permission.to_port
    return require(
        any_of(is_not(kind.equals(-1)), code.equals(-1), known(code.is_absent)),
        when=permission.is_icmp(),
        at=code,
        problem=f"{code.path} is {code} where {kind.path} is -1: AWS rejects one ICMP code of all ICMP types.",
        fix="from_port=-1, to_port=-1",
    )


def has_no_range_with_all_protocols(permission: Permission) -> Verdict:
    """Separate rules may say ports, which AWS forgets; in a group the provider refuses them in the update."""
    first, last = permission.from_port, permission.to_port
    return require(
        all_of(*(any_of(known(end.is_absent), end.equals(0)) for end in (first, last))),
        when=all_of(known(permission.inline), permission.is_of_all_protocols()),
        at=first,
        problem=f"The rule is for all protocols and says the range {first} to {last}: the provider refuses that in the"
        " update, because AWS opens every port.",
        fix='protocol="tcp"  # or from_port=0, to_port=0 for everything',
    )


def is_described_in_plain_text(permission: Permission) -> Verdict:
    description = permission.description
    wrong = fault(description.as_text(), text_fault)
    return require(
        wrong.is_empty(),
        when=description.is_set(),
        at=description,
        problem=f"The rule's description {wrong.say(str, 'is not valid')}, so AWS rejects it: {description}.",
        fix='description="From the load balancer"  # 255 letters, digits, spaces, ._-:/()#,@[]+=&;{}!$* at most',
    )


_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html"
_TEXT = "https://github.com/aws-cloudformation/cfn-lint/issues/173"
_PORTS = "https://github.com/aws/aws-cli/issues/1066"
_RANGE = "https://github.com/chef-boneyard/chef-provisioning-aws/issues/183"
_ICMP = "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/217"
_ALL = "https://github.com/hashicorp/terraform/pull/2131"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="EC2", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


_DESCRIPTION = (
    "InvalidParameterValue: Invalid rule description. Valid descriptions are strings less than 256 characters from the"
    " following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
)

RULE = ResourceRule(
    id="security-group-rule-valid",
    summary="Security group rules must have valid ports, types and descriptions",
    rationale="""
        Rules that stand in a security group and rules beside it are read alike. AWS finds out about a port out of
        range, an arrow or an apostrophe in a description, or a rule for TCP without ports only when it comes to the
        rule, and by then the group stands without it. That protocol -1 takes no ports is asked only of rules in a
        group, where the provider refuses them; beside it, AWS ignores the ports.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=STATING,
    references=(_API, _TEXT, _PORTS, _RANGE, _ICMP, _ALL),
    rejections=(
        _rejection("A rule's description holds an arrow or another sign", _DESCRIPTION, _TEXT, "arrow", "signs"),
        _rejection("A rule's description has more than 255 characters", _DESCRIPTION, _TEXT, "long", "longest"),
        _rejection(
            "A port of TCP or UDP is not 0 to 65535",
            "InvalidParameterValue: TCP/UDP (from) port (-1) out of range",
            _PORTS,
            "minus-one",
            "all-ports",
        ),
        _rejection(
            "A rule for TCP or UDP does not say both ports",
            "InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
            _RANGE,
            "no-ports",
            "any-protocol",
        ),
        _rejection(
            "A rule for ICMP does not say type and code",
            "InvalidParameterValue: Invalid value 'Must specify both from and to ports with ICMP.' for portRange",
            _ICMP,
            "no-type",
            "any-type",
        ),
        _rejection(
            "A rule for ICMP says one code of all types",
            "If FromPort is -1 (all ICMP types), then ToPort must be -1 (all ICMP codes).",
            _API,
            "one-code",
            "any-type",
        ),
        _rejection(
            "A range of ports ends before it begins",
            "FromPort: If the protocol is TCP or UDP, this is the start of the port range. ToPort: this is the end of"
            " the port range.",
            _API,
            "backwards",
            "one-port",
        ),
        _rejection(
            "A rule in a group is for all protocols and says ports (refused by the provider, in the update)",
            "from_port (0) and to_port (65535) must both be 0 to use the 'ALL' \"-1\" protocol!",
            _ALL,
            "inline",
            "inline-all",
        ),
    ),
    check=check,
)
