"""rule-management-conflicts: each part that the provider manages in two ways."""

import dataclasses
from typing import Any

import pytest

from policypack.aws.practices.managed_twice import PARTS, Part
from policypack.aws.practices.rules.rule_management_conflicts import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

CASES = [
    pytest.param(owner, part, id=f"{owner}-{part.inline}-{part.separate[0]}")
    for owner in PARTS
    for part in PARTS[owner]
]
DIRECTION = {"ingress": {"type": "ingress"}, "egress": {"type": "egress", "egress": True}}


def answers(owner: str, part: Part, inline: Any, **separate: Any) -> str:
    own = resource(owner, "owner", {part.inline: inline, "name": "owner"})
    own = dataclasses.replace(own, outputs={"id": "owner"})
    other = resource(part.separate[0], "other", {**DIRECTION.get(part.inline, {}), **separate})
    return str(judge_stack(RULE, own, other)["owner"])


@pytest.mark.parametrize(("owner", "part"), CASES)
def test_both_ways_are_violated_and_one_is_fine(owner: str, part: Part) -> None:
    assert answers(owner, part, ["one"], **{part.by: "owner"}) == f"violated: {part.inline}"
    assert answers(owner, part, ["one"], **{part.by: "another"}) == "fine"
    assert answers(owner, part, [], **{part.by: "owner"}) == "fine"
    assert answers(owner, part, UNKNOWN, **{part.by: "owner"}) == f"undetermined: {part.inline}"


def test_a_state_without_inputs_is_not_asked() -> None:
    outputs = {"id": "sg-1", "ingress": [{"fromPort": 22}]}
    group = resource("aws:ec2/securityGroup:SecurityGroup", "owner", outputs)
    rule = resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "other", {"securityGroupId": "sg-1"})
    with_inputs, without = (dataclasses.replace(group, outputs=one) for one in ({**group.inputs}, group.inputs))
    assert str(judge_stack(RULE, with_inputs, rule)["owner"]) == "violated: ingress"
    assert judge_stack(RULE, without, rule)["owner"].verdicts == ()
