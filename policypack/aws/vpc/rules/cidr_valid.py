"""cidr-valid: CIDR blocks must be well-formed and of the right IP version."""

from collections.abc import Iterator

from policypack.aws.common.faults import fault
from policypack.aws.common.programs import python_name
from policypack.aws.vpc.cidr_arguments import TYPES, CidrArgument, cidr_arguments
from policypack.check import Resource, Value, Verdict, require
from policypack.rule import Context, Rejection, ResourceRule


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Each CIDR block has an address, a prefix length and the IP version that its argument requires."""
    for argument in cidr_arguments()[resource.type]:
        for cidr in argument.values(resource):
            error = fault(cidr.as_text(), argument.error_in)
            yield require(
                error.is_empty(),
                at=cidr,
                problem=f"{cidr.path} is {cidr}, {error.say(str, 'not accepted here')}, so it is rejected.",
                fix=code(argument, cidr),
            )


def code(argument: CidrArgument, cidr: Value) -> str:
    """The argument with a block that is accepted; the network of a block with host bits, or an example."""
    name = python_name(argument.path.rpartition(".")[2])
    block = cidr.as_text().say(argument.fixed, argument.fixed(""))
    return f'{name}=["{block}"]' if cidr.path.endswith("]") else f'{name}="{block}"'


_MALFORMED = "https://github.com/terraform-aws-modules/terraform-aws-security-group/issues/276"
_HOST_BITS = "https://github.com/renderedtext/snippets/issues/35"
_IPV6 = "https://github.com/hashicorp/terraform/issues/14382"
_EC2 = "https://github.com/cloud-barista/cb-spider/issues/386"
_WAF = "https://github.com/aws/aws-cdk/issues/20003"
_WAF_ALL = "https://github.com/aws-samples/dcv-web-portal/issues/10"

RULE = ResourceRule(
    id="cidr-valid",
    summary="CIDR blocks must be well-formed and of the right IP version",
    rationale="""
        A CIDR block is an address, a slash and a prefix length. AWS rejects a malformed one only when the update
        reaches the resource. A block with host bits set, such as 10.0.0.1/24, is rejected where the provider or AWS
        WAF requires a network address (10.0.0.0/24), as in security groups, subnets and routes; where EC2 itself
        normalizes it, as in network ACLs and prefix lists, the rule accepts it. A table of the arguments comes with
        the pack; a CIDR argument that is not in it is not checked. Whether a subnet's block fits its VPC is decided by
        subnet-cidr-in-vpc.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TYPES,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html",
        _MALFORMED,
        _HOST_BITS,
    ),
    rejections=(
        Rejection(
            service="EC2",
            condition="A CIDR block is malformed",
            error="InvalidParameterValue: CIDR block is malformed",
            source=_EC2,
            invalid="acl",
            valid="acl-host",
        ),
        Rejection(
            service="EC2",
            condition="A CIDR block's prefix is longer than its addresses (rejected by the provider)",
            error='"10.30.0.0/33" is not a valid CIDR block: invalid CIDR address: 10.30.0.0/33',
            source=_MALFORMED,
            invalid="too-long",
            valid="one-address",
        ),
        Rejection(
            service="EC2",
            condition="A CIDR block has host bits set (rejected by the provider, where it requires a network)",
            error='"23.88.64.0/16" is not a valid IPv4 CIDR block; did you mean "23.88.0.0/16"?',
            source=_HOST_BITS,
            invalid="host-bits",
            valid="network",
        ),
        Rejection(
            service="EC2",
            condition="An IPv6 block is among IPv4 blocks",
            error="InvalidParameterValue: CIDR block ::/0 is malformed",
            source=_IPV6,
            invalid="ipv6",
            valid="both-families",
        ),
        Rejection(
            service="WAF",
            condition="An address of an IP set has host bits set, or no prefix length",
            error="WAFInvalidParameterException: Error reason: The parameter contains formatting that is not valid.,"
            " field: IP_ADDRESS, parameter: 195.178.188.66/29",
            source=_WAF,
            invalid="offices",
            valid="allowed",
        ),
        Rejection(
            service="WAF",
            condition="An IP set has a block of all addresses",
            error="WAFInvalidParameterException: Error reason: The parameter contains formatting that is not valid.,"
            " field: IP_ADDRESS, parameter: 0.0.0.0/0",
            source=_WAF_ALL,
            invalid="everybody",
            valid="halves",
        ),
    ),
    check=check,
)
