"""vpc-valid: VPCs and subnets must have valid sizes, DNS and IPv6 settings."""

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.constraint import Constraint, argument, fits, needs, not_with, one_of
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

VPC_RANGE = "https://github.com/hashicorp/terraform/issues/19452"
CREATE_VPC = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html"
CREATE_SUBNET = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"
MODIFY_SUBNET = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html"
MODIFY_VPC = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html"
SIZING = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
SIZE = f"a block of /{cidrs.LARGEST_SUBNET} to /{cidrs.SMALLEST_SUBNET}"
V6 = "2001:db8:1234:1a00::/64"

block, block6, pool6 = argument("cidrBlock"), argument("ipv6CidrBlock"), argument("ipv6IpamPoolId")
hostnames, support = argument("enableDnsHostnames"), argument("enableDnsSupport")
has_ipv6 = (block6.is_present() | pool6.is_present()).called(
    "the subnet has an IPv6 block", "ipv6CidrBlock must be set", fails="the subnet has no IPv6 block"
)


def needs_ipv6(switch: str, name: str, source: str) -> Constraint:
    """A setting of IPv6 on a subnet that has no IPv6 block."""
    return Constraint(
        demand=has_ipv6,
        when=argument(switch).is_true(),
        at=switch,
        error=f"InvalidParameterValue: Invalid value 'true' for {name}. Cannot set {name} to true unless the subnet"
        " (subnet-123) has an IPv6 CIDR block associated with it.",
        source=source,
        fix=fix(
            Set("ipv6CidrBlock", Blank("a /64 block of the VPC's IPv6 block")),
            otherwise=Set(switch, False),
            note="the VPC gets an IPv6 block with assignGeneratedIpv6CidrBlock",
        ),
        invalid={switch: True},
        valid={switch: True, "ipv6CidrBlock": V6},
        problem=f"{switch} is true and the subnet has no ipv6CidrBlock.",
    )


def v6_size_error(prefix: str | None) -> str | None:
    """What is wrong with the size of a subnet's IPv6 block: /44 to /64, in steps of 4."""
    _, slash, length = str(prefix).rpartition("/")
    is_block = slash and length.isdecimal()
    return None if not is_block or length in ("44", "48", "52", "56", "60", "64") else f"it is a /{length}"


RULE = constraints_rule(
    id="vpc-valid",
    service="VPC",
    summary="VPCs and subnets must have valid sizes, DNS and IPv6 settings",
    rationale="""
        A block of a VPC is /16 to /28. A subnet assigns IPv6 addresses, and answers DNS queries with them, only if it
        has an IPv6 block: that of the VPC is not enough. An IPv6-only subnet has no IPv4
        block. EC2 creates the subnet first and rejects these settings afterwards, which leaves it behind.
    """,
    since="0.2.0",
    references=(CREATE_VPC, CREATE_SUBNET, MODIFY_SUBNET, SIZING),
    constraints={
        (*ec2.VPC[:1], *cidrs.VPC_CIDR_ASSOCIATION): (
            Constraint(
                demand=fits(block, SIZE, cidrs.vpc_size_error, lambda it: cidrs.network(block.of(it))),
                when=block.is_given().unsaid(),
                error="InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.",
                source=VPC_RANGE,
                fix=fix(Set("cidrBlock", Blank(SIZE))),
                invalid=({"cidrBlock": "10.0.0.0/8"}, {"cidrBlock": "10.0.0.0/29"}),
                valid=({"cidrBlock": "10.0.0.0/16"}, {"cidrBlock": "10.0.0.0/28"}),
            ),
        ),
        ec2.VPC[:1]: (
            Constraint(
                demand=~support.equals(False),
                when=hostnames.is_true(),
                error="EnableDnsHostnames: You can only enable DNS hostnames if you've enabled DNS support.",
                source=MODIFY_VPC,
                fix=fix(Set("enableDnsSupport", True), otherwise=Set("enableDnsHostnames", False)),
                invalid={"enableDnsHostnames": True, "enableDnsSupport": False},
                valid={"enableDnsHostnames": True},
            ),
            one_of(
                "instanceTenancy",
                "default",
                "dedicated",
                but_not="host",
                error="InstanceTenancy: The host value cannot be used with this parameter. Use the default or dedicated"
                " values only.",
                source=CREATE_VPC,
            ),
        ),
        ec2.SUBNET: (
            needs_ipv6(
                "assignIpv6AddressOnCreation",
                "assign-ipv6-address-on-creation",
                "https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/735",
            ),
            needs_ipv6(
                "enableDns64",
                "enable-dns64",
                "https://github.com/hashicorp/terraform-provider-aws/issues/32897",
            ),
            needs_ipv6(
                "enableResourceNameDnsAaaaRecordOnLaunch",
                "enable-resource-name-dns-aaaa-record-on-launch",
                "https://github.com/hashicorp/terraform-provider-aws/issues/32410",
            ),
            Constraint(
                demand=has_ipv6,
                when=argument("ipv6Native").is_true(),
                at="ipv6CidrBlock",
                error="Ipv6CidrBlock: This parameter is required for an IPv6 only subnet.",
                source=CREATE_SUBNET,
                fix=fix(Set("ipv6CidrBlock", Blank("a /64 block of the VPC's IPv6 block"))),
                invalid={"ipv6Native": True},
                valid={"ipv6Native": True, "ipv6CidrBlock": V6},
                problem="ipv6Native is true and ipv6CidrBlock is not set.",
            ),
            not_with(
                "cidrBlock",
                "10.0.0.0/24",
                {"ipv6Native": True},
                beside={"ipv6CidrBlock": V6},
                error="CidrBlock: This parameter is not supported for an IPv6 only subnet.",
                source=CREATE_SUBNET,
            ),
            Constraint(
                demand=~argument("privateDnsHostnameTypeOnLaunch").equals("ip-name"),
                when=argument("ipv6Native").is_true(),
                error="For IPv6 only subnets, an instance DNS name must be based on the instance ID (resource-name).",
                source=MODIFY_SUBNET,
                fix=fix(Set("privateDnsHostnameTypeOnLaunch", "resource-name")),
                invalid={
                    "ipv6Native": True,
                    "ipv6CidrBlock": V6,
                    "privateDnsHostnameTypeOnLaunch": "ip-name",
                },
                valid={"privateDnsHostnameTypeOnLaunch": "ip-name"},
            ),
            Constraint(
                demand=fits(block6, "a block of /44 to /64, in steps of 4", v6_size_error),
                when=block6.is_given().unsaid(),
                error="The allowed block size for a subnet is /44 to /64 in increments of /4.",
                source=SIZING,
                fix=fix(Set("ipv6CidrBlock", Blank("a /64 block of the VPC's IPv6 block"))),
                invalid=({"ipv6CidrBlock": "2001:db8:1234:1a00::/62"}, {"ipv6CidrBlock": "2001:db8:1234:1a00::/80"}),
                valid=({"ipv6CidrBlock": V6}, {"ipv6CidrBlock": "2001:db8:1234:1a00::/56"}),
            ),
            needs(
                {"mapCustomerOwnedIpOnLaunch": True},
                "customerOwnedIpv4Pool",
                "ipv4pool-coip-0123456789abcdef0",
                blank="the ID of the customer-owned pool",
                beside={"outpostArn": "arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0"},
                error="MapCustomerOwnedIpOnLaunch: When this value is true, you must specify the customer-owned IP pool"
                " using CustomerOwnedIpv4Pool.",
                source=MODIFY_SUBNET,
            ),
        ),
    },
    base={
        ec2.VPC[0]: {"cidrBlock": "10.0.0.0/16"},
        cidrs.VPC_CIDR_ASSOCIATION[0]: {"vpcId": "vpc-0123456789abcdef0"},
        ec2.SUBNET[0]: {
            "vpcId": "vpc-0123456789abcdef0",
            "ipv4IpamPoolId": "ipam-pool-0123456789abcdef0",
            "ipv4NetmaskLength": 24,
        },
    },
)
