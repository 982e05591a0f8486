"""Subnets by reference, by literal and in part unknown; zones by name and by ID."""

import pytest

from policypack.aws.ec2 import VPC
from policypack.aws.vpc.rules.vpc_three_zones import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

SUBNET = "aws:ec2/subnet:Subnet"
CONFIG = {"aws:region": "eu-south-2"}


def subnets(vpc, zones, by="availabilityZone"):
    return [
        resource(SUBNET, f"s{index}", {"vpcId": UNKNOWN, **({by: zone} if zone else {})}, depends={"vpcId": [vpc]})
        for index, zone in enumerate(zones)
    ]


def verdict(*resources, options=None, config=CONFIG):
    return str(judge_stack(RULE, *resources, options=options, config=config)["main"])


@pytest.mark.parametrize(
    ("zones", "answer"),
    [
        (["eu-south-2a", "eu-south-2b", "eu-south-2c"], "fine"),
        (["eu-south-2a", "eu-south-2b"], "violated: subnets"),
        ([UNKNOWN, UNKNOWN], "violated: subnets"),
        (["eu-south-2a", "eu-south-2a", "eu-south-2b"], "violated: subnets"),
        (["eu-south-2a", "eu-south-2a", UNKNOWN], "violated: subnets"),
        (["eu-south-2a", "eu-south-2b", UNKNOWN], "undetermined: availabilityZone"),
        (["eu-south-2a", "eu-south-2b", None], "undetermined: availabilityZone"),
        ([secret("eu-south-2a"), "eu-south-2b", "eu-south-2c"], "fine"),
        ([UNKNOWN, "eu-south-2a", "eu-south-2b", "eu-south-2c"], "fine"),
        (["eu-south-2a", "eu-south-2b", 3], "violated: subnets"),
    ],
)
def test_zones(zones, answer):
    vpc = resource(VPC[0], "main")
    assert verdict(vpc, *subnets(vpc, zones)) == answer


def test_zones_by_id():
    vpc = resource(VPC[0], "main")
    ids = ["eus2-az1", "eus2-az2", "eus2-az3"]
    assert verdict(vpc, *subnets(vpc, ids, "availabilityZoneId")) == "fine"
    assert verdict(vpc, *subnets(vpc, [*ids[:2], ids[0]], "availabilityZoneId")) == "violated: subnets"


def test_a_vpc_without_subnets_is_not_asked():
    vpc, other = resource(VPC[0], "main"), resource(VPC[0], "other")
    assert verdict(vpc) == "not applicable"
    assert verdict(vpc, other, *subnets(other, ["eu-south-2a"])) == "not applicable"


def test_the_default_vpc_is_not_asked():
    """Its default subnets are not in sight."""
    vpc = resource("aws:ec2/defaultVpc:DefaultVpc", "main")
    assert judge_stack(RULE, vpc, *subnets(vpc, ["eu-south-2a"])) == {}


def test_the_values_of_an_update_link():
    vpc = resource(VPC[0], "main", outputs={"id": "vpc-1"})
    here = [
        resource(SUBNET, f"s{zone}", {"vpcId": "vpc-1", "availabilityZone": f"eu-south-2{zone}"}, outputs={"id": zone})
        for zone in "abc"
    ]
    assert verdict(vpc, *here) == "fine"
    assert verdict(vpc, *here[:2]) == "violated: subnets"


def test_subnets_inside_a_component():
    network = resource("acme:index:Network", "network")
    vpc = resource(VPC[0], "main", parent=network)
    zones = ["eu-south-2a", "eu-south-2b", "eu-south-2c"]
    inside = [
        resource(SUBNET, zone, {"vpcId": UNKNOWN, "availabilityZone": zone}, depends={"vpcId": [vpc]}, parent=network)
        for zone in zones
    ]
    assert verdict(network, vpc, *inside) == "fine"


def test_options():
    vpc = resource(VPC[0], "main")
    two = subnets(vpc, ["eu-south-2a", "eu-south-2b"])
    assert verdict(vpc, *two, options={"minSubnets": 2, "minZones": 2}) == "fine"
    assert verdict(vpc, *two, options={"minSubnets": 2}) == "violated: subnets"


@pytest.mark.parametrize("config", [{}, {"aws:region": "xx-nowhere-1"}])
def test_a_region_that_is_not_known_may_have_two_zones(config):
    vpc = resource(VPC[0], "main")
    two = ["xx-nowhere-1a", "xx-nowhere-1b"]
    assert verdict(vpc, *subnets(vpc, two), config=config).startswith("undetermined: ")
    assert verdict(vpc, *subnets(vpc, two[:1]), config=config) == "violated: subnets"
    assert verdict(vpc, *subnets(vpc, [*two, "xx-nowhere-1c"]), config=config) == "fine"


def test_each_vpc_has_its_own_region():
    zones = [f"us-west-1{letter}" for letter in "acc"]
    vpc = resource(VPC[0], "main", provider={"region": "us-west-1"})
    assert verdict(vpc, *subnets(vpc, zones)) == "fine"
    assert verdict(vpc, *subnets(vpc, zones[1:])) == "violated: subnets"
    assert verdict(vpc, *subnets(vpc, zones[:2])) == "fine"
    elsewhere = resource(VPC[0], "main", provider={"region": "eu-south-2"})
    assert verdict(elsewhere, *subnets(elsewhere, zones)) == "violated: subnets"
