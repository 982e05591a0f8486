"""Fixes as code: where a step's path leads into a list."""

import pytest

from policypack.fix import Add, Blank, Remove, Set, Step, Target, fix
from policypack.fix.render import render


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Set("cidrBlocks[1]", "10.0.0.0/8"), 'cidr_blocks=[..., "10.0.0.0/8"]  # in place of cidr_blocks[1]'),
        (
            Set("ingress[0].cidrBlocks[1]", "10.0.0.0/8"),
            '"cidr_blocks": [..., "10.0.0.0/8"]  # in place of ingress[0].cidr_blocks[1]',
        ),
        (Set("ingress[0].fromPort", 443), '"from_port": 443'),
        (Add("cidrBlocks", "10.0.0.0/8"), 'cidr_blocks=[..., "10.0.0.0/8"]'),
    ],
)
def test_an_element_of_a_list_is_written_with_its_list(step: Step, text: str) -> None:
    assert render(fix(step)) == text


def test_an_alternative_names_its_own_target_and_blanks() -> None:
    group = Target("aws:rds/parameterGroup:ParameterGroup", "old")
    one = fix(Remove("parameterGroupName"), otherwise=Set("family", Blank("a family of the engine"), on=group))
    assert render(one) == (
        'without parameter_group_name  # or family=... (on ParameterGroup "old"; ... is a family of the engine)'
    )


def test_a_step_on_another_resource_is_apart_from_those_on_the_findings() -> None:
    group = Target("aws:lb/targetGroup:TargetGroup", "web")
    one = fix(Set("protocol", "HTTPS"), Set("protocol", "HTTP", on=group))
    assert render(one) == 'protocol="HTTPS"  # and protocol="HTTP" (on TargetGroup "web")'
    assert render(fix(Set("protocol", "HTTP", on=group))) == 'protocol="HTTP"  # on TargetGroup "web"'
