"""Lists of subnets as previews and updates tell them: by reference, by literal, whole and in part."""

import pytest

from policypack.aws.vpc.rules.subnet_group_three_zones import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

SUBNET = "aws:ec2/subnet:Subnet"
CONFIG = {"aws:region": "eu-south-2"}


def subnet(name, zone, **options):
    return resource(SUBNET, name, {"availabilityZone": zone} if zone else {}, **options)


A, B, C = (subnet(letter, f"eu-south-2{letter}") for letter in "abc")


def verdict(ids, *subnets, linked=None, type_=RULE.applies_to[0], options=None, config=CONFIG):
    depends = {"subnetIds": subnets if linked is None else linked}
    group = resource(type_, "group", {"subnetIds": ids}, depends=depends)
    return str(judge_stack(RULE, group, *subnets, options=options, config=config)["group"])


@pytest.mark.parametrize("type_", RULE.applies_to)
def test_every_kind_of_group(type_):
    assert verdict([UNKNOWN] * 3, A, B, C, type_=type_) == "fine"
    assert verdict([UNKNOWN] * 2, A, B, type_=type_) == "violated: subnetIds"


@pytest.mark.parametrize(
    ("zones", "answer"),
    [
        (["eu-south-2a", "eu-south-2b", "eu-south-2b"], "violated: subnetIds"),
        (["eu-south-2a", "eu-south-2b", UNKNOWN], "undetermined: availabilityZone"),
        (["eu-south-2a", "eu-south-2b", None], "undetermined: availabilityZone"),
        (["eu-south-2a", "eu-south-2a", UNKNOWN], "violated: subnetIds"),
        (["us-west-2a", "us-west-2b", "us-west-2-lax-1a"], "violated: subnetIds"),
        (["eus2-az1", "eus2-az2", "eus2-az3"], "fine"),
        ([secret("eu-south-2a"), "eu-south-2b", "eu-south-2c"], "fine"),
        ([UNKNOWN, UNKNOWN, UNKNOWN], "undetermined: availabilityZone"),
    ],
)
def test_zones(zones, answer):
    subnets = [subnet(f"s{index}", zone) for index, zone in enumerate(zones)]
    assert verdict([UNKNOWN] * 3, *subnets) == answer


def test_subnets_from_elsewhere_may_stand_anywhere_but_two_are_two():
    assert verdict(["subnet-1", "subnet-2", "subnet-3"]) == "undetermined: subnetIds"
    assert verdict(["subnet-1", "subnet-2"]) == "violated: subnetIds"
    assert verdict(["subnet-1", "subnet-1", "subnet-1"]) == "violated: subnetIds"
    assert verdict([UNKNOWN, UNKNOWN, "subnet-3"], A, B).startswith("undetermined: subnetIds")
    assert verdict([UNKNOWN, UNKNOWN, "subnet-3"], A, subnet("A", "eu-south-2a")) == "violated: subnetIds"


def test_a_list_that_the_preview_does_not_know():
    assert verdict(UNKNOWN, A, B, C) == "fine"
    assert verdict(UNKNOWN, A, B) == "undetermined: subnetIds"
    assert verdict(UNKNOWN) == "undetermined: subnetIds"


def test_ids_known_in_an_update():
    made = [
        subnet(name, f"eu-south-2{letter}", outputs={"id": f"subnet-{letter}"})
        for name, letter in zip("xyz", "abc", strict=True)
    ]
    ids = ["subnet-a", "subnet-b", "subnet-c"]
    assert verdict(ids, *made) == "fine"
    assert verdict(ids, *made, linked=[]) == "fine"
    assert verdict(ids[:2], *made) == "violated: subnetIds"


def test_absent_empty_and_wrong_values():
    assert verdict([]) == "violated: subnetIds"
    assert verdict(None) == "violated: subnetIds"
    assert verdict({"a": "b"}) == "violated: subnetIds"


def test_the_zones_of_a_small_region_are_enough():
    west = {"aws:region": "us-west-1"}
    both = [subnet(letter, f"us-west-1{letter}") for letter in "ac"]
    assert verdict([UNKNOWN] * 2, *both, config=west) == "fine"
    assert verdict([UNKNOWN] * 2, both[0], subnet("d", "us-west-1a"), config=west) == "violated: subnetIds"


def test_options():
    assert verdict([UNKNOWN] * 2, A, B, options={"minSubnets": 2, "minZones": 2}) == "fine"
    assert verdict([UNKNOWN] * 3, A, B, C, options={"minSubnets": 4}) == "violated: subnetIds"


def test_the_message_counts():
    group = resource(RULE.applies_to[0], "group", {"subnetIds": [UNKNOWN] * 2}, depends={"subnetIds": [A, B]})
    (message,) = judge_stack(RULE, group, A, B, config=CONFIG)["group"].messages
    assert "The group has 2 subnets over 2 availability zones" in message
