"""Egress stated inline, by rules of their own, or by the complete list of a group's rules."""

import pytest

from policypack.aws import ec2
from policypack.aws.vpc.rules.security_group_explicit_egress import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

GROUP = ec2.SECURITY_GROUP[0]


def verdict(*resources):
    return str(judge_stack(RULE, *resources)["web"])


def of_group(type_, group, **inputs):
    return resource(type_, "rule", {"securityGroupId": UNKNOWN, **inputs}, depends={"securityGroupId": [group]})


@pytest.mark.parametrize("egress", [[], [{"protocol": "-1"}], UNKNOWN, [UNKNOWN], secret([])])
def test_whatever_stands_inline_is_a_statement(egress):
    assert verdict(resource(GROUP, "web", {"egress": egress})) == "fine"


def test_nothing_is_said():
    assert verdict(resource(GROUP, "web", {"ingress": [{"protocol": "tcp"}]})) == "violated: egress"


@pytest.mark.parametrize(
    ("direction", "answer"),
    [
        ("egress", "fine"),
        (secret("egress"), "fine"),
        ("ingress", "violated: egress"),
        (UNKNOWN, "undetermined: type"),
        (None, "violated: egress"),
    ],
)
def test_a_rule_of_its_own(direction, answer):
    group = resource(GROUP, "web")
    assert verdict(group, of_group(ec2.SECURITY_GROUP_RULE[0], group, type=direction)) == answer


def test_the_current_rule_and_the_complete_list():
    group = resource(GROUP, "web")
    assert verdict(group, of_group(ec2.SECURITY_GROUP_EGRESS_RULE[0], group, ipProtocol="-1")) == "fine"
    assert verdict(group, of_group(ec2.SECURITY_GROUP_RULES_EXCLUSIVE[0], group, egressRuleIds=[])) == "fine"


def test_a_rule_belongs_to_the_group_that_it_stands_in():
    web, jobs = resource(GROUP, "web"), resource(GROUP, "jobs")
    inputs = {"type": "egress", "securityGroupId": UNKNOWN, "sourceSecurityGroupId": UNKNOWN}
    depends = {"securityGroupId": [jobs], "sourceSecurityGroupId": [web]}
    rule = resource(ec2.SECURITY_GROUP_RULE[0], "rule", inputs, depends=depends)
    assert verdict(web, jobs, rule) == "violated: egress"
    assert str(judge_stack(RULE, web, jobs, rule)["jobs"]) == "fine"


def test_the_values_of_an_update_link():
    group = resource(GROUP, "web", outputs={"id": "sg-1"})
    rule = resource(ec2.SECURITY_GROUP_EGRESS_RULE[0], "rule", {"securityGroupId": "sg-1"}, outputs={"id": "sgr-1"})
    other = resource(ec2.SECURITY_GROUP_EGRESS_RULE[0], "rule", {"securityGroupId": "sg-2"}, outputs={"id": "sgr-2"})
    assert verdict(group, rule) == "fine"
    assert verdict(group, other) == "violated: egress"


def test_the_default_group_taken_over_is_not_asked():
    assert judge_stack(RULE, resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default")) == {}
