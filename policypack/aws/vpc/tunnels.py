"""What AWS accepts of VPN tunnels and of autonomous system numbers.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnTunnelOptionsSpecification.html and
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html, read in November 2026. Each
``..._error`` function returns what AWS objects to, None where it does not.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Network

from policypack.model.values import Plain

LINK_LOCAL = IPv4Network("169.254.0.0/16")
INSIDE_PREFIX = 30
RESERVED = (*(IPv4Network(f"169.254.{third}.0/30") for third in range(6)), IPv4Network("169.254.169.252/30"))
PRIVATE_ASNS = ((64512, 65534), (4200000000, 4294967294))
FORMER_ASNS = (7224, 9059, 10124, 17493)
"""Amazon's own, which gateways had by default until June 2018, by region."""
HIGHEST_ASN = 4294967295


def inside_error(block: Plain) -> str | None:
    """The inside block of a tunnel is a /30 of 169.254.0.0/16 that AWS does not use itself."""
    try:
        network = IPv4Network(str(block), strict=False)
    except ValueError:
        return "it is no IPv4 block"
    if network.prefixlen != INSIDE_PREFIX or not network.subnet_of(LINK_LOCAL):
        return "it is no /30 block of 169.254.0.0/16"
    return "AWS reserves it" if network in RESERVED else None


def shared_key_error(key: Plain) -> str | None:
    """A pre-shared key is 8 to 64 letters, digits, periods and underscores, and does not start with 0."""
    return None if re.fullmatch(r"(?!0)[A-Za-z0-9._]{8,64}", str(key)) else "it has another form"


def is_private_asn(number: float) -> bool:
    """The number may be that of the Amazon side."""
    return number in FORMER_ASNS or any(low <= number <= high for low, high in PRIVATE_ASNS)
