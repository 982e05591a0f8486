"""nat-gateway-valid: Public NAT gateways must have an elastic IP, private ones must not."""

from collections.abc import Iterator

from policypack.aws.ec2 import NAT_GATEWAY
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

EIP = ("aws:ec2/eip:Eip",)


def check(gateway: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A public gateway has an elastic IP of its own, a private one has none."""
    private = gateway["connectivityType"].equals("private")
    zonal = is_not(gateway["availabilityMode"].equals("regional"))
    allocation, secondary = gateway["allocationId"], gateway["secondaryAllocationIds"]
    yield require(
        allocation.is_set(),
        when=all_of(is_not(private), zonal),
        at=allocation,
        problem="allocationId is not set; AWS rejects a public NAT gateway without an elastic IP.",
        fix='allocation_id=aws.ec2.Eip("nat", domain="vpc").id  # or connectivity_type="private"',
    )
    yield require(
        is_not(allocation.is_set()),
        when=private,
        at=allocation,
        problem="A private NAT gateway has an elastic IP, which AWS rejects.",
        fix='connectivity_type="public"  # or leave allocation_id out',
    )
    yield require(
        secondary.is_empty(),
        when=private,
        at=secondary,
        problem="A private NAT gateway has secondary elastic IPs, which AWS rejects.",
        fix='connectivity_type="public"  # or leave secondary_allocation_ids out',
    )
    yield require(
        is_not(shares_its_address(gateway, context)),
        when=allocation.is_set(),
        at=allocation,
        problem="allocationId is the elastic IP of another NAT gateway of the stack: AWS associates it with one gateway"
        " only, and the other fails.",
        fix='allocation_id=aws.ec2.Eip("nat-b", domain="vpc").id',
    )


def shares_its_address(gateway: Resource, context: StackContext[None]) -> Fact:
    """An earlier NAT gateway has the same elastic IP of this stack."""
    own = context.stack.referred(gateway, "allocationId", EIP)
    return own.any(
        lambda address: any_fact(
            fact
            for other, fact in context.stack.linked(NAT_GATEWAY, to=address, by="allocationId").links
            if other.urn < gateway.urn
        )
    )


_ALLOCATION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-natgateway.html"
_PRIVATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html"
_SHARED = "https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/1418"

RULE = StackRule(
    id="nat-gateway-valid",
    summary="Public NAT gateways must have an elastic IP, private ones must not",
    rationale="""
        A public NAT gateway, which is what it is unless the program says private, needs an elastic IP that nothing else
        has; a private one takes none. A gateway that shares its elastic IP with another is made, waits, and fails. A
        regional gateway finds its addresses itself. Of elastic IPs that the stack does not make, nothing is said.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=NAT_GATEWAY,
    references=(_ALLOCATION, _PRIVATE, _SHARED),
    rejections=(
        Rejection(
            service="VPC",
            condition="A public NAT gateway has no elastic IP",
            error="If you create a public NAT gateway, you must specify an elastic IP address.",
            source=_ALLOCATION,
            invalid="without",
            valid="private",
        ),
        Rejection(
            service="VPC",
            condition="A private NAT gateway has an elastic IP",
            error="You cannot specify an Elastic IP address with a private NAT gateway.",
            source=_PRIVATE,
            invalid="private-with",
            valid="public",
        ),
        Rejection(
            service="VPC",
            condition="Two NAT gateways have the same elastic IP",
            error="Resource.AlreadyAssociated: Elastic IP address [eipalloc-xxxxxxxx] is already associated",
            source=_SHARED,
            invalid="shared-b",
            valid="second",
        ),
    ),
    check=check,
)
