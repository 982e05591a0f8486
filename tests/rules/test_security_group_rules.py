"""Security groups: texts and ranges at their limits, wrong types, both forms of rules, duplicates through links."""

import pytest

from policypack.aws.vpc.rules.security_group_name_valid import RULE as NAMES
from policypack.aws.vpc.rules.security_group_rule_valid import RULE as RULES
from policypack.aws.vpc.rules.security_group_rules_distinct import RULE as DISTINCT
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

GROUP = "aws:ec2/securityGroup:SecurityGroup"
RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
web = resource(GROUP, "web")


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"name": "sg-web"}, "violated: name"),
        ({"name": "web-sg-"}, "fine"),
        ({"name": "sgweb"}, "fine"),
        ({"name": UNKNOWN}, "undetermined: name"),
        ({"name": secret("sg-web")}, "violated: name"),
        ({"description": "a" * 255}, "fine"),
        ({"description": "a" * 256}, "violated: description"),
        ({"description": "it's"}, "violated: description"),
        ({"description": 443}, "fine"),
        ({"description": ["a"]}, "undetermined: description"),
        ({}, "not applicable"),
    ],
)
def test_names_and_descriptions_of_groups(inputs, verdict):
    assert str(judge(NAMES, **inputs)) == verdict


def test_a_secret_description_is_not_shown():
    (message,) = judge(NAMES, description=secret("the team's group")).messages
    assert "team" not in message


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"ipProtocol": "tcp", "fromPort": 0, "toPort": 65535}, "fine"),
        ({"ipProtocol": "tcp", "fromPort": "443", "toPort": "443"}, "fine"),
        ({"ipProtocol": "tcp", "fromPort": 0, "toPort": 65536}, "violated: toPort"),
        ({"ipProtocol": "6", "fromPort": -1, "toPort": 443}, "violated: fromPort"),
        ({"ipProtocol": "UDP", "fromPort": 53}, "violated: toPort"),
        ({"ipProtocol": "tcp", "fromPort": 443, "toPort": UNKNOWN}, "undetermined: toPort"),
        ({"ipProtocol": "tcp", "fromPort": 443, "toPort": [443]}, "undetermined: toPort"),
        ({"ipProtocol": UNKNOWN, "fromPort": 80, "toPort": 80}, "fine"),
        ({"ipProtocol": UNKNOWN, "fromPort": 443, "toPort": 443}, "undetermined: ipProtocol"),
        ({"ipProtocol": UNKNOWN, "fromPort": 443, "toPort": 80}, "undetermined: ipProtocol"),
        ({"ipProtocol": "icmp", "fromPort": -1, "toPort": -1}, "fine"),
        ({"ipProtocol": "icmp", "fromPort": 3, "toPort": -1}, "fine"),
        ({"ipProtocol": "icmp", "fromPort": -1, "toPort": 4}, "violated: toPort"),
        ({"ipProtocol": "icmpv6"}, "not applicable"),
        ({"ipProtocol": "-1", "fromPort": 0, "toPort": 65535}, "not applicable"),
        ({"ipProtocol": -1}, "not applicable"),
        ({"ipProtocol": "50"}, "not applicable"),
        ({"ipProtocol": "-1", "description": "office -> web"}, "violated: description"),
    ],
)
def test_rules_of_their_own(inputs, verdict):
    inputs = {"cidrIpv4": "10.0.0.0/8", **inputs}
    assert str(judge_stack(RULES, resource(INGRESS, "it", inputs))["it"]) == verdict


def test_rules_in_a_group_and_in_the_default_one():
    entry = {"protocol": -1, "fromPort": 0, "toPort": 65535, "cidrBlocks": ["0.0.0.0/0"]}
    for type_ in (GROUP, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"):
        judged = judge_stack(RULES, resource(type_, "it", {"egress": [entry]}))["it"]
        assert str(judged) == "violated: egress[0].fromPort"
    assert str(judge_stack(RULES, resource(GROUP, "it", {"egress": []}))["it"]) == "not applicable"
    assert str(judge_stack(RULES, resource(GROUP, "it", {"ingress": UNKNOWN}))["it"]) == "undetermined: ingress"


def ingress(name, port=443, cidr="10.0.0.0/8", group=web, **inputs):
    inputs = {"securityGroupId": UNKNOWN, "ipProtocol": "tcp", "fromPort": port, "toPort": port, **inputs}
    peers = {} if "referencedSecurityGroupId" in inputs else {"cidrIpv4": cidr}
    return resource(INGRESS, name, {**inputs, **peers}, depends={"securityGroupId": [group]})


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (ingress("b"), "violated: cidrIpv4"),
        (ingress("b", port="443"), "violated: cidrIpv4"),
        (ingress("b", cidr="10.0.0.7/8"), "violated: cidrIpv4"),
        (ingress("b", cidr=secret("10.0.0.0/8")), "violated: cidrIpv4"),
        (ingress("b", ipProtocol="6"), "violated: cidrIpv4"),
        (ingress("b", ipProtocol="udp"), "fine"),
        (ingress("b", port=80), "fine"),
        (ingress("b", cidr="10.0.0.0/9"), "fine"),
        (ingress("b", cidr=UNKNOWN), "undetermined: cidrIpv4"),
        (ingress("b", port=UNKNOWN), "undetermined: fromPort, toPort"),
        (ingress("b", referencedSecurityGroupId="sg-1"), "fine"),
        (ingress("b", group=resource(GROUP, "other")), "not applicable"),
    ],
)
def test_a_second_rule(second, verdict):
    found = judge_stack(DISTINCT, web, ingress("a"), second)
    assert str(found.get("b", "not applicable")) == verdict


def test_all_protocols_are_one_whatever_the_ports():
    one = ingress("a", ipProtocol="-1", port=0)
    other = ingress("b", ipProtocol="all", port=443)
    assert str(judge_stack(DISTINCT, web, one, other)["b"]) == "violated: cidrIpv4"


def test_rules_in_a_group_that_are_equal_in_all_are_one():
    entry = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
    once = resource(GROUP, "it", {"ingress": [entry, dict(entry)]})
    described = resource(GROUP, "it", {"ingress": [entry, {**entry, "description": "office"}]})
    assert str(judge_stack(DISTINCT, once)["it"]) == "fine"
    assert str(judge_stack(DISTINCT, described)["it"]) == "violated: ingress[1].cidrBlocks[0]"


def test_a_rule_for_the_group_itself_is_the_same_by_self_and_by_reference():
    one = resource(
        RULE,
        "a",
        {"type": "ingress", "securityGroupId": UNKNOWN, "protocol": "tcp", "fromPort": 80, "toPort": 80, "self": True},
        depends={"securityGroupId": [web]},
    )
    other = resource(
        INGRESS,
        "b",
        {
            "securityGroupId": UNKNOWN,
            "ipProtocol": "tcp",
            "fromPort": 80,
            "toPort": 80,
            "referencedSecurityGroupId": UNKNOWN,
        },
        depends={"securityGroupId": [web], "referencedSecurityGroupId": [web]},
    )
    found = judge_stack(DISTINCT, web, one, other)
    assert str(found["a"]) == "fine"
    assert str(found["b"]) == "violated: referencedSecurityGroupId"
