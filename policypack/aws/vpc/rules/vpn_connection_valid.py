"""vpn-connection-valid: VPN connections and gateways must have valid ASNs and tunnels."""

from collections.abc import Iterator

from policypack.aws.ec2 import VPN_GATEWAY
from policypack.aws.vpc.tunnels import HIGHEST_ASN, inside_error, is_private_asn, shared_key_error
from policypack.check import Fact, Resource, Value, Verdict, any_of, is_not, require, together
from policypack.constraint import Constraint, Table, argument, fits, ordered, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CONNECTION = ("aws:ec2/vpnConnection:VpnConnection",)
CUSTOMER_GATEWAY = ("aws:ec2/customerGateway:CustomerGateway",)
TRANSIT_GATEWAY = ("aws:ec2transitgateway/transitGateway:TransitGateway",)
TUNNEL = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html"
GATEWAY = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html"
CUSTOMER = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html"
SAME_INSIDE = "https://github.com/ansible-collections/amazon.aws/issues/2546"
KEY = "https://github.com/GoogleCloudPlatform/pbmm-on-gcp-onboarding/issues/299"
PRIVATE_ASN = Blank("64512 to 65534, or 4200000000 to 4294967294")
DEFAULT_ASN = "64512"
"""The Amazon side's, since June 2018."""

extended = argument("bgpAsnExtended")


def rows_of(tunnel: int) -> tuple[Constraint, ...]:
    """The demands of one of the two tunnels."""
    own = f"tunnel{tunnel}"
    inside, key = argument(f"{own}InsideCidr"), argument(f"{own}PresharedKey")
    return (
        Constraint(
            demand=fits(inside, "a /30 block of 169.254.0.0/16 that AWS does not reserve", inside_error),
            when=inside.is_given().unsaid(),
            error="TunnelInsideCidr: A size /30 CIDR block from the 169.254.0.0/16 range. The following CIDR blocks are"
            " reserved and cannot be used: 169.254.0.0/30, 169.254.1.0/30, 169.254.2.0/30, 169.254.3.0/30,"
            " 169.254.4.0/30, 169.254.5.0/30, 169.254.169.252/30",
            source=TUNNEL,
            fix=fix(Set(inside.path, Blank("a /30 block of 169.254.0.0/16"))),
            invalid=tuple({inside.path: one} for one in ("10.0.0.0/30", "169.254.10.0/29", "169.254.169.252/30")),
            valid={inside.path: "169.254.10.0/30"},
        ),
        Constraint(
            demand=fits(key, "8 to 64 letters, digits, periods and underscores, with no 0 first", shared_key_error),
            when=key.is_given().unsaid(),
            error="InvalidParameterValue: Value for parameter PreSharedKey is invalid.",
            source=KEY,
            fix=fix(Set(key.path, Blank("8 to 64 letters, digits, periods and underscores, with no 0 first"))),
            invalid=tuple({key.path: one} for one in ("short", "0startswithzero", "with+plus/slash")),
            valid={key.path: "a_valid.key123"},
            problem=f"{key.path} must be 8 to 64 letters, digits, periods and underscores, with no 0 first.",
        ),
        within(
            f"{own}Phase1LifetimeSeconds",
            900,
            28800,
            error="Phase1LifetimeSeconds: A value between 900 and 28,800.",
            source=TUNNEL,
        ),
        within(
            f"{own}Phase2LifetimeSeconds",
            900,
            3600,
            error="Phase2LifetimeSeconds: A value between 900 and 3,600.",
            source=TUNNEL,
        ),
        ordered(
            f"{own}Phase2LifetimeSeconds",
            f"{own}Phase1LifetimeSeconds",
            low=1800,
            high=3600,
            strictly=True,
            error="Phase2LifetimeSeconds: The value must be less than the value for Phase1LifetimeSeconds.",
            source=TUNNEL,
        ),
        within(
            f"{own}RekeyFuzzPercentage",
            0,
            100,
            error="RekeyFuzzPercentage: A value between 0 and 100.",
            source=TUNNEL,
        ),
        within(
            f"{own}ReplayWindowSize",
            64,
            2048,
            error="ReplayWindowSize: A value between 64 and 2048.",
            source=TUNNEL,
        ),
        Constraint(
            demand=argument(f"{own}DpdTimeoutSeconds").at_least(30),
            when=argument(f"{own}DpdTimeoutSeconds").is_set().unsaid(),
            error="DPDTimeoutSeconds: A value greater than or equal to 30.",
            source=TUNNEL,
            fix=fix(Set(f"{own}DpdTimeoutSeconds", 30)),
            invalid={f"{own}DpdTimeoutSeconds": 29},
            valid={f"{own}DpdTimeoutSeconds": 30},
        ),
        Constraint(
            demand=argument("tunnelInsideIpVersion").equals("ipv6"),
            when=argument(f"{own}InsideIpv6Cidr").is_given(),
            at=f"{own}InsideIpv6Cidr",
            error="InvalidParameterCombination: An ipv6 inside cidr is not allowed for VPNs using an ipv4 inside ip"
            " version",
            source=SAME_INSIDE,
            fix=fix(Remove(f"{own}InsideIpv6Cidr"), otherwise=Set("tunnelInsideIpVersion", "ipv6")),
            invalid={f"{own}InsideIpv6Cidr": "fd00:1::/126"},
            valid={f"{own}InsideIpv6Cidr": "fd00:1::/126", "tunnelInsideIpVersion": "ipv6"},
        ),
    )


TABLE = Table(
    "VPN",
    {
        CONNECTION: (*rows_of(1), *rows_of(2)),
        (*VPN_GATEWAY, *TRANSIT_GATEWAY): (
            Constraint(
                demand=argument("amazonSideAsn").is_number(
                    "64512 to 65534, or 4200000000 to 4294967294", is_private_asn
                ),
                when=argument("amazonSideAsn").is_given().unsaid(),
                error="AmazonSideAsn: If you're using a 16-bit ASN, it must be in the 64512 to 65534 range. If you're"
                " using a 32-bit ASN, it must be in the 4200000000 to 4294967294 range.",
                source=GATEWAY,
                fix=fix(Set("amazonSideAsn", PRIVATE_ASN)),
                invalid=({"amazonSideAsn": 65535}, {"amazonSideAsn": 65000000}),
                valid=({"amazonSideAsn": "64512"}, {"amazonSideAsn": "4294967294"}),
            ),
        ),
        CUSTOMER_GATEWAY: (
            within(
                "bgpAsn",
                1,
                2147483647,
                error="BgpAsn: If the ASN is larger than 2,147,483,647, you must use BgpAsnExtended. Valid values: 1 to"
                " 2,147,483,647",
                source=CUSTOMER,
            ),
            Constraint(
                demand=extended.between(2147483648, HIGHEST_ASN),
                when=extended.is_given().unsaid(),
                error="BgpAsnExtended: Valid values: 2,147,483,648 to 4,294,967,295",
                source=CUSTOMER,
                fix=fix(Remove("bgpAsnExtended"), Set("bgpAsn", Blank("the device's ASN"))),
                invalid={"bgpAsn": None, "bgpAsnExtended": "65000"},
                valid={"bgpAsn": None, "bgpAsnExtended": "4200000000"},
            ),
        ),
    },
    base={
        CONNECTION[0]: {
            "customerGatewayId": "cgw-0123456789abcdef0",
            "vpnGatewayId": "vgw-0123456789abcdef0",
            "type": "ipsec.1",
        },
        CUSTOMER_GATEWAY[0]: {"type": "ipsec.1", "ipAddress": "203.0.113.12", "bgpAsn": "65000"},
    },
)
SAME_ASN = Rejection(
    service="VPN",
    condition="The customer gateway and the virtual private gateway of a connection have the same ASN",
    error="AsnConflict: The ASN of the specified customer gateway and virtual private gateway are the same.",
    source="https://github.com/awslabs/aws-transit-vpc/issues/27",
    invalid="same",
    valid="different",
)
SAME_BLOCK = Rejection(
    service="VPN",
    condition="The two tunnels of a connection have the same inside block",
    error="TunnelInsideCidr: Any specified CIDR blocks must be unique across all VPN connections that use the same"
    " virtual private gateway.",
    source=TUNNEL,
    invalid="same-block",
    valid="different",
)


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The two sides of a connection have different ASNs, and its two tunnels different blocks."""
    if resource.type not in CONNECTION:
        return
    theirs = context.stack.referred(resource, "customerGatewayId", CUSTOMER_GATEWAY)
    ours = context.stack.referred(resource, "vpnGatewayId", VPN_GATEWAY)
    yield require(
        theirs.all(lambda one: ours.all(lambda other: is_not(has_asn_of(one, other)))),
        at="customerGatewayId",
        problem="The customer gateway has the ASN of the virtual private gateway; the two sides need different ones.",
        fix=fix(Set("customerGatewayId", Blank("a customer gateway with another ASN"))),
        rejects=SAME_ASN,
    )
    first, second = resource["tunnel1InsideCidr"], resource["tunnel2InsideCidr"]
    yield require(
        together(lambda one, two: one is None or one != two, first, second),
        when=is_not(any_of(first.is_empty(), second.is_empty())),
        at=second,
        problem=f"tunnel2InsideCidr is {second}, the block of the first tunnel.",
        fix=fix(Set("tunnel2InsideCidr", Blank("another /30 block of 169.254.0.0/16"))),
        rejects=SAME_BLOCK,
    )


def has_asn_of(customer: Resource, gateway: Resource) -> Fact:
    """The customer's device has the ASN of the Amazon side."""
    own = customer["bgpAsn"] if customer["bgpAsnExtended"].is_absent else customer["bgpAsnExtended"]
    return together(_is_same, own.as_text(), _amazon_side(gateway))


def _amazon_side(gateway: Resource) -> Value:
    return gateway["amazonSideAsn"].or_default(DEFAULT_ASN).as_text()


def _is_same(one: object, other: object) -> bool:
    return one is not None and one == other


RULE = StackRule(
    id="vpn-connection-valid",
    summary="VPN connections and gateways must have valid ASNs and tunnels",
    rationale="""
        The two sides of a VPN connection speak BGP with each other and need different ASNs; the Amazon side's is
        private, and 64512 unless a program sets it. Inside addresses of a tunnel are a /30 block of 169.254.0.0/16.
        Gateways that the stack does not make are not compared.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*CONNECTION, *VPN_GATEWAY, *TRANSIT_GATEWAY, *CUSTOMER_GATEWAY),
    references=(*TABLE.sources, SAME_ASN.source),
    rejections=(*TABLE.rejections, SAME_ASN, SAME_BLOCK),
    table=TABLE,
    check=check,
)
