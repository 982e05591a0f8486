"""Which ports everybody on the internet reaches: what rules of security groups and network ACLs have in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policypack.model.facts import Fact
from policypack.model.values import Value

EVERYWHERE = ("0.0.0.0/0", "::/0")

SERVICES: Mapping[int, str] = {
    20: "FTP",
    21: "FTP",
    22: "SSH",
    23: "Telnet",
    25: "SMTP",
    110: "POP3",
    135: "RPC",
    143: "IMAP",
    445: "CIFS",
    1433: "SQL Server",
    1434: "SQL Server",
    3306: "MySQL",
    3389: "RDP",
    5432: "PostgreSQL",
    5500: "fcp-addr-srvr1",
    5601: "OpenSearch Dashboards",
    9200: "OpenSearch",
    9300: "OpenSearch",
}
"""Ports of high risk and who answers there: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html,
EC2.19, read in November 2026."""


def is_everywhere(cidr: Value) -> Fact:
    """The block has all addresses of its family."""
    return cidr.as_text().test(lambda text: text.strip() in EVERYWHERE)


def has_other_port(low: float | None, high: float | None, allowed: Collection[int]) -> bool:
    """The range has a port that is not among the allowed ones; one without ends has all."""
    first, last = int(low or 0), int(65535 if high is None else high)
    return last - first >= len(allowed) or any(port not in allowed for port in range(first, last + 1))


def has_port(low: float | None, high: float | None, port: int) -> bool:
    """The range has this port; one without ends has all."""
    return (low or 0) <= port <= (65535 if high is None else high)


def shown(low: float | None, high: float | None) -> str:
    """The range in words: ``port 22 (SSH)``, ``ports 0 to 65535``."""
    first, last = int(low or 0), int(65535 if high is None else high)
    named = SERVICES.get(first)
    if first == last:
        return f"port {first} ({named})" if named else f"port {first}"
    return f"ports {first} to {last}"
