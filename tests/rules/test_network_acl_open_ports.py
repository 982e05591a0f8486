"""network-acl-open-ports: the order of the rules, ports, families and unknown parts."""

from typing import Any

import pytest

from policypack.aws.vpc.rules.network_acl_open_ports import RULE
from policypack.testing import UNKNOWN, judge

ALL = {"ruleNo": 100, "action": "allow", "protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlock": "0.0.0.0/0"}


def no_ssh(number: Any, **others: Any) -> dict[str, Any]:
    return {**ALL, "ruleNo": number, "action": "deny", "protocol": "tcp", "fromPort": 22, "toPort": 22, **others}


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ([ALL], "violated: ingress[0].cidrBlock"),
        ([ALL, no_ssh(90)], "violated: ingress[0].cidrBlock"),
        ([ALL, no_ssh(90, toPort=3389)], "fine"),
        ([ALL, no_ssh(110, toPort=3389)], "violated: ingress[0].cidrBlock"),
        ([ALL, no_ssh(UNKNOWN, toPort=3389)], "undetermined: ingress[1].ruleNo"),
        ([ALL, no_ssh(90, toPort=3389, cidrBlock="10.0.0.0/8")], "violated: ingress[0].cidrBlock"),
        ([{**ALL, "protocol": "6", "fromPort": 443, "toPort": 443}], "fine"),
        ([{**ALL, "protocol": "udp", "fromPort": 22, "toPort": 22}], "fine"),
        ([{**ALL, "cidrBlock": None, "ipv6CidrBlock": "::/0"}], "violated: ingress[0].ipv6CidrBlock"),
        ([{**ALL, "cidrBlock": UNKNOWN}], "undetermined: ingress[0].cidrBlock"),
        ([{**ALL, "cidrBlock": "192.0.2.0/24"}], ""),
    ],
)
def test_verdict(entries: list[dict[str, Any]], verdict: str) -> None:
    told = [str(one) for one in judge(RULE, ingress=entries).verdicts]
    assert (verdict in told) if verdict else not told
    assert verdict.startswith("violated") or not any(one.startswith("violated") for one in told)
