"""cidr-valid: CIDR blocks must be well-formed and of the right IP version."""

from collections.abc import Iterator, Mapping
from functools import partial

from policypack.aws.vpc.cidr_arguments import TYPES, CidrArgument, CidrErrorKind, cidr_arguments
from policypack.check import Resource, Value, Verdict, is_not, require
from policypack.fix import Blank, Fix, Set, fix
from policypack.rule import Context, Rejection, ResourceRule

IP_SET = ("aws:wafv2/ipSet:IpSet",)

MALFORMED = Rejection(
    service="EC2",
    condition="A CIDR block is malformed",
    error="InvalidParameterValue: CIDR block is malformed",
    source="https://github.com/cloud-barista/cb-spider/issues/386",
    invalid="acl",
    valid="acl-host",
)
NOT_VALID = Rejection(
    service="AWS provider",
    condition="A CIDR block's prefix is longer than its addresses",
    error='"10.30.0.0/33" is not a valid CIDR block: invalid CIDR address: 10.30.0.0/33',
    source="https://github.com/terraform-aws-modules/terraform-aws-security-group/issues/276",
    invalid="too-long",
    valid="one-address",
)
HOST_BITS = Rejection(
    service="AWS provider",
    condition="A CIDR block has host bits set where a network is required",
    error='"23.88.64.0/16" is not a valid IPv4 CIDR block; did you mean "23.88.0.0/16"?',
    source="https://github.com/renderedtext/snippets/issues/35",
    invalid="host-bits",
    valid="network",
)
OTHER_FAMILY = Rejection(
    service="EC2",
    condition="An IPv6 block is among IPv4 blocks",
    error="InvalidParameterValue: CIDR block ::/0 is malformed",
    source="https://github.com/hashicorp/terraform/issues/14382",
    invalid="ipv6",
    valid="both-families",
)
NO_ADDRESS = Rejection(
    service="WAF",
    condition="An address of an IP set has host bits set, or no prefix length",
    error="WAFInvalidParameterException: Error reason: The parameter contains formatting that is not valid.,"
    " field: IP_ADDRESS, parameter: 195.178.188.66/29",
    source="https://github.com/aws/aws-cdk/issues/20003",
    invalid="offices",
    valid="allowed",
)
ALL_ADDRESSES = Rejection(
    service="WAF",
    condition="An IP set has a block of all addresses",
    error="WAFInvalidParameterException: Error reason: The parameter contains formatting that is not valid.,"
    " field: IP_ADDRESS, parameter: 0.0.0.0/0",
    source="https://github.com/aws-samples/dcv-web-portal/issues/10",
    invalid="everybody",
    valid="halves",
)


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Each CIDR block has an address, a prefix length and the IP version that its argument requires."""
    for argument in cidr_arguments()[resource.type]:
        for cidr in argument.values(resource):
            error = cidr.as_text().map(argument.error_in)
            words = error.say(lambda found: str(found.words), "not accepted here")
            for kind, rejection in rejections_of(resource, argument).items():
                yield require(
                    is_not(error.test(lambda found: found.kind is kind)),  # noqa: B023
                    at=cidr,
                    problem=f"{cidr.path} is {cidr}, {words}.",
                    fix=partial(other_block, argument, cidr),
                    rejects=rejection,
                )


def rejections_of(resource: Resource, argument: CidrArgument) -> Mapping[CidrErrorKind, Rejection]:
    """What each error leads to. The provider validates the arguments that require a network."""
    if resource.type in IP_SET:
        return {
            CidrErrorKind.MALFORMED: NO_ADDRESS,
            CidrErrorKind.HOST_BITS: NO_ADDRESS,
            CidrErrorKind.ALL_ADDRESSES: ALL_ADDRESSES,
        }
    return {
        CidrErrorKind.MALFORMED: NOT_VALID if argument.must_be_network else MALFORMED,
        CidrErrorKind.FAMILY: OTHER_FAMILY,
        CidrErrorKind.HOST_BITS: HOST_BITS,
    }


def other_block(argument: CidrArgument, cidr: Value) -> Fix:
    """The network of a block with host bits; for another error only the reader knows the block."""
    network = cidr.as_text().say(argument.network_of, "")
    return fix(Set(cidr.path, network or Blank(f"a block, such as {argument.example}")))


RULE = ResourceRule(
    id="cidr-valid",
    summary="CIDR blocks must be well-formed and of the right IP version",
    rationale="""
        A CIDR block is an address, a slash and a prefix length. AWS rejects a malformed one only when the update
        reaches the resource. A block with host bits set, such as 10.0.0.1/24, is rejected where the provider or AWS
        WAF requires a network (10.0.0.0/24), as in security groups, subnets and routes. Where EC2 normalizes it, as in
        network ACLs and prefix lists, the rule accepts it. The rule checks the arguments of a table in the pack.
        Whether a subnet's block is inside its VPC is checked by subnet-cidr-in-vpc.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TYPES,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
        "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html",
        NOT_VALID.source,
        HOST_BITS.source,
    ),
    rejections=(MALFORMED, NOT_VALID, HOST_BITS, OTHER_FAMILY, NO_ADDRESS, ALL_ADDRESSES),
    check=check,
)
