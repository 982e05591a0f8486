"""security-group-open-ports: ranges, protocols, families and unknown parts."""

import pytest

from policypack.aws.vpc.rules.security_group_open_ports import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

EVERYWHERE = {"type": "ingress", "cidrBlocks": ["0.0.0.0/0"]}


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({**EVERYWHERE, "protocol": "tcp", "fromPort": "22", "toPort": "22"}, "violated: fromPort"),
        ({**EVERYWHERE, "protocol": "6", "fromPort": 80, "toPort": 443}, "violated: fromPort"),
        ({**EVERYWHERE, "protocol": "tcp", "fromPort": 443, "toPort": 443}, "not applicable"),
        ({**EVERYWHERE, "protocol": -1, "fromPort": 0, "toPort": 0}, "violated: protocol"),
        ({**EVERYWHERE, "protocol": "udp", "fromPort": 443, "toPort": 443}, "not applicable"),
        ({**EVERYWHERE, "protocol": "udp", "fromPort": 53, "toPort": 53}, "violated: fromPort"),
        ({**EVERYWHERE, "protocol": "icmp", "fromPort": -1, "toPort": -1}, "not applicable"),
        ({**EVERYWHERE, "protocol": "tcp", "fromPort": UNKNOWN, "toPort": 22}, "undetermined: fromPort"),
        ({**EVERYWHERE, "type": "egress", "protocol": "-1", "fromPort": 0, "toPort": 0}, "not applicable"),
        ({"type": "ingress", "protocol": "-1", "cidrBlocks": ["10.0.0.0/8"]}, "fine"),
        ({"type": "ingress", "protocol": "-1", "cidrBlocks": UNKNOWN}, "undetermined: cidrBlocks"),
        (
            {"type": "ingress", "protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": UNKNOWN},
            "not applicable",
        ),
        ({"type": "ingress", "protocol": "-1", "sourceSecurityGroupId": UNKNOWN}, "fine"),
    ],
)
def test_verdict(inputs: dict[str, object], verdict: str) -> None:
    subject = resource("aws:ec2/securityGroupRule:SecurityGroupRule", "it", inputs)
    assert str(judge_stack(RULE, subject)["it"]) == verdict
