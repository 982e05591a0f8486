"""network-interface-valid: Addresses must be free addresses of their subnet."""

from collections.abc import Iterator

from policypack.aws.vpc import addresses
from policypack.check import Fact, Resource, Verdict, any_fact, is_not, require
from policypack.constraint import Table, not_with
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

INTERFACE = ("aws:ec2/networkInterface:NetworkInterface",)
ATTACHMENT = ("aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment",)
CREATE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html"
SIZING = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
ERRORS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"

TABLE = Table(
    "EC2",
    {
        INTERFACE: (
            not_with(
                "ipv4PrefixCount",
                1,
                {"ipv4Prefixes": ["10.0.0.16/28"]},
                error="Ipv4PrefixCount: You can't specify a count of IPv4 prefixes if you've specified one of the"
                " following: specific IPv4 prefixes, specific private IPv4 addresses, or a count of private IPv4"
                " addresses.",
                source=CREATE,
            ),
            not_with(
                "ipv6AddressCount",
                1,
                {"ipv6Addresses": ["2001:db8:1234:1a00::10"]},
                error="Ipv6AddressCount: You can't specify a count of IPv6 addresses using this parameter if you've"
                " specified one of the following: specific IPv6 addresses, specific IPv6 prefixes, or a count of IPv6"
                " prefixes.",
                source=CREATE,
            ),
        )
    },
    base={INTERFACE[0]: {"subnetId": "subnet-0123456789abcdef0"}},
)
OUTSIDE = Rejection(
    service="EC2",
    condition="The address of an interface, instance, mount target or NAT gateway is outside its subnet",
    error="InvalidParameterValue: Address 172.31.0.16 does not fall within the subnet's address range",
    source="https://github.com/JamesWoolfenden/terraform-aws-cassandra/issues/18",
    invalid="outside",
    valid="inside",
)
RESERVED = Rejection(
    service="EC2",
    condition="An address is one of the first four of its subnet, or the last one",
    error="The first four IP addresses and the last IP address in each subnet CIDR block are not available for your"
    " use, and they cannot be assigned to a resource.",
    source=SIZING,
    invalid="reserved",
    valid="inside",
)
IN_USE = Rejection(
    service="EC2",
    condition="Two resources have the same address of a subnet",
    error="InvalidIPAddress.InUse: The specified IP address is already in use.",
    source=ERRORS,
    invalid="second",
    valid="inside",
)
ATTACHED = Rejection(
    service="EC2",
    condition="A network interface is attached twice",
    error="InvalidNetworkInterface.InUse: The specified interface is currently in use and cannot be deleted or attached"
    " to another instance.",
    source=ERRORS,
    invalid="to-second",
    valid="to-first",
)


def check(owner: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each address is in the block of the subnet, is not one that AWS keeps, and is given once."""
    if owner.type in ATTACHMENT:
        yield of_attachment(owner, context)
        return
    other = Blank("a free address of the subnet")
    for address in addresses.addresses(owner):
        yield require(
            addresses.is_in_subnet(address, owner, context.stack),
            at=address,
            problem=f"{address.path} is {address}, which is outside the block of the subnet.",
            fix=fix(Set(address.path, other), otherwise=Set("subnetId", Blank("the subnet of the address"))),
            rejects=OUTSIDE,
        )
        yield require(
            addresses.is_free(address, owner, context.stack),
            at=address,
            problem=f"{address.path} is {address}, an address that AWS keeps: the first four and the last of a subnet.",
            fix=fix(Set(address.path, other)),
            rejects=RESERVED,
        )
        yield require(
            is_not(addresses.earlier_with(address, owner, context.stack)),
            at=address,
            problem=f"{address.path} is {address}, which another resource of the subnet has.",
            fix=fix(Set(address.path, other)),
            rejects=IN_USE,
        )


def of_attachment(attachment: Resource, context: StackContext[None]) -> Verdict:
    """No earlier attachment has the interface."""
    interfaces = context.stack.referred(attachment, "networkInterfaceId", INTERFACE)
    return require(
        is_not(interfaces.any(lambda one: has_earlier(one, attachment, context))),
        at="networkInterfaceId",
        problem="The interface is attached by another attachment, too.",
        fix=fix(Set("networkInterfaceId", Blank("an interface of its own")), otherwise=Remove("")),
        rejects=ATTACHED,
    )


def has_earlier(interface: Resource, attachment: Resource, context: StackContext[None]) -> Fact:
    """An attachment whose name comes first has the interface."""
    others = context.stack.linked(ATTACHMENT, to=interface, by="networkInterfaceId").links
    return any_fact(fact for other, fact in others if other.urn < attachment.urn)


RULE = StackRule(
    id="network-interface-valid",
    summary="Addresses must be free addresses of their subnet",
    rationale="""
        A fixed address of an interface, an instance, a mount target or a NAT gateway must be in the block of its subnet
        and in use only once. AWS keeps the first four addresses of each subnet, and the last one. Only IPv4 addresses
        and subnets that the stack makes are checked. An interface is attached to one instance.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*addresses.ARGUMENTS, *ATTACHMENT),
    references=(CREATE, SIZING),
    rejections=(*TABLE.rejections, OUTSIDE, RESERVED, IN_USE, ATTACHED),
    table=TABLE,
    check=check,
)
