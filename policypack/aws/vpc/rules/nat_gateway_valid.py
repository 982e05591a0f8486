"""nat-gateway-valid: Public NAT gateways must have an elastic IP, private ones must not."""

from policypack.aws.ec2 import NAT_GATEWAY
from policypack.check import Fact, Resource, Verdict, any_fact, is_not, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Create, Ref, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

EIP = ("aws:ec2/eip:Eip",)
ALLOCATION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-natgateway.html"
PRIVATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html"
SHARED = "https://github.com/kubernetes-sigs/cluster-api-provider-aws/issues/1418"
ALLOCATED = "eipalloc-0123456789abcdef0"
NO_ADDRESS = "You cannot specify an Elastic IP address with a private NAT gateway."
OTHER_ADDRESS = (Create(EIP[0], "nat", {"domain": "vpc"}), Set("allocationId", Ref("nat", "id")))

allocation, secondary = argument("allocationId"), argument("secondaryAllocationIds")
is_private = argument("connectivityType").equals("private")
is_zonal = ~argument("availabilityMode").equals("regional")

TABLE = Table(
    "VPC",
    {
        NAT_GATEWAY: (
            Constraint(
                demand=secondary.is_empty(),
                when=is_private,
                error=NO_ADDRESS,
                source=PRIVATE,
                fix=fix(Remove("secondaryAllocationIds")),
                invalid={"connectivityType": "private", "secondaryAllocationIds": ["eipalloc-0123456789abcdef0"]},
                valid={"connectivityType": "private"},
            ),
            Constraint(
                demand=allocation.is_set(),
                when=~is_private & is_zonal,
                error="If you create a public NAT gateway, you must specify an elastic IP address.",
                source=ALLOCATION,
                fix=fix(*OTHER_ADDRESS, otherwise=Set("connectivityType", "private")),
                invalid={},
                valid=({"allocationId": "eipalloc-0123456789abcdef0"}, {"connectivityType": "private"}),
                problem="allocationId is not set, and a public NAT gateway must have an elastic IP.",
                condition="A public NAT gateway has no elastic IP",
            ),
            Constraint(
                demand=secondary.is_present(),
                when=argument("secondaryPrivateIpAddresses").is_given() & ~is_private,
                error="InvalidParameterCombination: Secondary allocation Ids is a required parameter when secondary"
                " private Ip addresses parameter is set for NAT Gateway with Connectivity Type public.",
                source=PRIVATE,
                fix=fix(Create(EIP[0], "more", {"domain": "vpc"}), Set(secondary.path, [Ref("more", "id")])),
                invalid={"allocationId": ALLOCATED, "secondaryPrivateIpAddresses": ["10.0.0.9"]},
                valid={
                    "allocationId": ALLOCATED,
                    "secondaryPrivateIpAddresses": ["10.0.0.9"],
                    "secondaryAllocationIds": ["eipalloc-1123456789abcdef0"],
                },
            ),
            Constraint(
                demand=argument("secondaryPrivateIpAddressCount").is_empty(),
                when=~is_private,
                error="SecondaryPrivateIpAddressCount: [Private NAT gateway only] The number of secondary private IPv4"
                " addresses you want to assign to the NAT gateway.",
                source=PRIVATE,
                fix=fix(Remove("secondaryPrivateIpAddressCount")),
                invalid={"allocationId": ALLOCATED, "secondaryPrivateIpAddressCount": 2},
                valid={"connectivityType": "private", "secondaryPrivateIpAddressCount": 2},
            ),
            Constraint(
                demand=argument("vpcId").is_empty(),
                when=is_zonal,
                error="MissingParameter: VpcId is not supported for a NAT gateway with availability mode zonal.",
                source=PRIVATE,
                fix=fix(Remove("vpcId")),
                invalid=(
                    {"allocationId": ALLOCATED, "availabilityMode": "zonal", "vpcId": "vpc-0123456789abcdef0"},
                    {"allocationId": ALLOCATED, "vpcId": "vpc-0123456789abcdef0"},
                ),
                valid=(
                    {"allocationId": ALLOCATED, "availabilityMode": "zonal"},
                    {"subnetId": None, "availabilityMode": "regional", "vpcId": "vpc-0123456789abcdef0"},
                ),
            ),
            Constraint(
                demand=~allocation.is_set(),
                when=is_private,
                error=NO_ADDRESS,
                source=PRIVATE,
                fix=fix(Remove("allocationId"), otherwise=Remove("connectivityType")),
                invalid={"connectivityType": "private", "allocationId": "eipalloc-0123456789abcdef0"},
                valid={"connectivityType": "public", "allocationId": "eipalloc-0123456789abcdef0"},
            ),
        )
    },
    base={NAT_GATEWAY[0]: {"subnetId": "subnet-0123456789abcdef0"}},
)
SHARED_ADDRESS = Rejection(
    service="VPC",
    condition="Two NAT gateways have the same elastic IP",
    error="Resource.AlreadyAssociated: Elastic IP address [eipalloc-xxxxxxxx] is already associated",
    source=SHARED,
    invalid="shared-b",
    valid="second",
)


def check(gateway: Resource, context: StackContext[None]) -> Verdict:
    """No other gateway has the same elastic IP."""
    own = gateway["allocationId"]
    return require(
        is_not(shares_its_address(gateway, context)),
        when=own.is_set(),
        at=own,
        problem="allocationId is the elastic IP of another NAT gateway, and an elastic IP belongs to one gateway only.",
        fix=fix(*OTHER_ADDRESS),
        rejects=SHARED_ADDRESS,
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


RULE = StackRule(
    id="nat-gateway-valid",
    summary="Public NAT gateways must have an elastic IP, private ones must not",
    rationale="""
        A NAT gateway is public unless its connectivityType is private. A public one needs an elastic IP that nothing
        else uses; a private one must not have any. Where two gateways share an elastic IP, the second is created, waits
        and fails. A regional gateway allocates its own addresses. Whether an elastic IP that the stack does not make is
        in use is not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=NAT_GATEWAY,
    references=(*TABLE.sources, SHARED),
    rejections=(*TABLE.rejections, SHARED_ADDRESS),
    table=TABLE,
    check=check,
)
