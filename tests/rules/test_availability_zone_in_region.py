"""Zones by name and id, in every place that a region comes from, and what keeps an answer open."""

import pytest

from policypack.aws.ec2.rules.availability_zone_in_region import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VOLUME = "aws:ebs/volume:Volume"
SUBNET = "aws:ec2/subnet:Subnet"
INSTANCE = "aws:ec2/instance:Instance"
MADRID = {"aws:region": "eu-south-2"}


def volume(zone, config=MADRID, **options):
    return judge_stack(RULE, resource(VOLUME, "it", {"availabilityZone": zone}, **options), config=config)["it"]


@pytest.mark.parametrize(
    ("zone", "verdict"),
    [
        ("eu-south-2a", "fine"),
        ("eu-south-2d", "violated: availabilityZone"),
        ("eu-west-1a", "violated: availabilityZone"),
        ("eu-west-1", "violated: availabilityZone"),
        ("eus2-az3", "fine"),
        ("euw1-az1", "violated: availabilityZone"),
        (secret("eu-west-1a"), "violated: availabilityZone"),
        ("", "fine"),
        (None, "not applicable"),
        (UNKNOWN, "undetermined: availabilityZone"),
        (7, "undetermined: availabilityZone"),
        ({"name": "eu-west-1a"}, "undetermined: availabilityZone"),
        ("somewhere", "undetermined: availabilityZone"),
    ],
)
def test_verdict(zone, verdict):
    assert str(volume(zone)) == verdict


@pytest.mark.parametrize(
    ("region", "zone", "verdict"),
    [
        ("us-east-1", "us-east-1-wl1-bos-wlz-1", "fine"),
        ("us-east-1", "us-east-1-bos-1a", "fine"),
        ("us-west-2", "us-west-2-lax-1a", "fine"),
        ("us-west-2", "usw2-lax1-az1", "fine"),
        ("us-east-1", "us-west-2-lax-1a", "violated: availabilityZone"),
        ("us-west-1", "us-west-1b", "undetermined: availabilityZone"),
        ("us-west-1", "us-west-1c", "fine"),
        ("us-gov-west-1", "us-gov-west-1a", "fine"),
        ("us-gov-west-1", "us-west-1a", "violated: availabilityZone"),
        ("mars-north-1", "mars-north-1a", "undetermined: availabilityZone"),
        ("mars-north-1", "eu-south-2a", "violated: availabilityZone"),
    ],
)
def test_regions_and_kinds_of_zones(region, zone, verdict):
    assert str(volume(zone, {"aws:region": region})) == verdict


@pytest.mark.parametrize(
    ("provider", "config", "verdict"),
    [
        ({"region": "eu-west-1", "version": "7.51.1"}, MADRID, "fine"),
        ({"region": "eu-south-2", "version": "6.83.4"}, {}, "violated: availabilityZone"),
        ({"region": UNKNOWN}, MADRID, "undetermined: region"),
        ({}, MADRID, "violated: availabilityZone"),
        ({}, {}, "undetermined: region"),
    ],
)
def test_the_region_of_the_provider(provider, config, verdict):
    assert str(volume("eu-west-1b", config, provider=provider)) == verdict


def test_the_region_argument_wins():
    moved = resource(VOLUME, "it", {"availabilityZone": "eu-west-3a", "region": "eu-west-3"}, provider=MADRID)
    assert str(judge_stack(RULE, moved)["it"]) == "fine"


def test_lists_and_nested_arguments_are_told_by_their_place():
    group = resource("aws:autoscaling/group:Group", "group", {"availabilityZones": ["eu-south-2a", "eu-west-1a"]})
    unknown = resource("aws:autoscaling/group:Group", "unknown", {"availabilityZones": UNKNOWN})
    template = resource("aws:ec2/launchTemplate:LaunchTemplate", "t", {"placement": {"availabilityZone": "us-east-1a"}})
    cache = resource(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "cache",
        {"nodeGroupConfigurations": [{"replicaAvailabilityZones": ["eu-south-2b", "eu-south-2x"]}]},
    )
    found = judge_stack(RULE, group, unknown, template, cache, config=MADRID)
    assert str(found["group"]) == "violated: availabilityZones[1]"
    assert str(found["unknown"]) == "undetermined: availabilityZones"
    assert str(found["t"]) == "violated: placement.availabilityZone"
    assert str(found["cache"]) == "violated: nodeGroupConfigurations[0].replicaAvailabilityZones[1]"


def test_a_spot_fleet_takes_several_zones_in_one_text():
    def fleet(name, zones):
        specification = {"availabilityZone": zones}
        return resource("aws:ec2/spotFleetRequest:SpotFleetRequest", name, {"launchSpecifications": [specification]})

    found = judge_stack(
        RULE, fleet("good", "eu-south-2a, eu-south-2b"), fleet("bad", "eu-south-2a,eu-west-1b"), config=MADRID
    )
    assert str(found["good"]) == "fine"
    assert str(found["bad"]) == "violated: launchSpecifications[0].availabilityZone"


def test_a_target_outside_of_the_vpc_may_be_in_all_zones():
    target = resource("aws:lb/targetGroupAttachment:TargetGroupAttachment", "it", {"availabilityZone": "all"})
    assert str(judge_stack(RULE, target, config=MADRID)["it"]) == "fine"


def test_a_zone_that_comes_from_a_resource_of_the_region():
    subnet = resource(SUBNET, "subnet", {"availabilityZone": "eu-south-2a"})
    elsewhere = resource(SUBNET, "elsewhere", {"region": "eu-west-1", "availabilityZone": "eu-west-1a"})
    stack = resource("aws:cloudformation/stack:Stack", "old")

    def attached(*sources):
        it = resource(VOLUME, "it", {"availabilityZone": UNKNOWN}, depends={"availabilityZone": sources})
        return str(judge_stack(RULE, it, subnet, elsewhere, stack, config=MADRID)["it"])

    assert attached(subnet) == "fine"
    assert attached(elsewhere) == "undetermined: availabilityZone"
    assert attached(stack) == "undetermined: availabilityZone"
    assert attached(subnet, stack) == "undetermined: availabilityZone"
    assert attached("urn:pulumi:dev::test::aws:ec2/subnet:Subnet::gone") == "undetermined: availabilityZone"


def test_one_provider_of_an_unknown_region_still_makes_both_in_one():
    provider = {"region": UNKNOWN}
    instance = resource(INSTANCE, "instance", provider=provider)
    it = resource(
        VOLUME, "it", {"availabilityZone": UNKNOWN}, depends={"availabilityZone": [instance]}, provider=provider
    )
    assert str(judge_stack(RULE, instance, it)["it"]) == "fine"


def test_the_message_names_zone_region_and_the_zones_there():
    (message,) = volume("eu-west-1b").messages
    assert 'availabilityZone is "eu-west-1b", which is not a zone of "eu-south-2"' in message
    assert message.endswith('availability_zone="eu-south-2b"')
    (by_id,) = volume("euw1-az3").messages
    assert by_id.endswith('availability_zone="eus2-az3"')
    group = resource("aws:autoscaling/group:Group", "it", {"availabilityZones": ["eu-south-2b", "eu-west-1b"]})
    (of_list,) = judge_stack(RULE, group, config=MADRID)["it"].messages
    assert of_list.endswith('availability_zones=[..., "eu-south-2a"]  # in place of availability_zones[1]')


def test_a_secret_zone_is_not_shown():
    (message,) = volume(secret("eu-west-1b")).messages
    assert "eu-west-1b" not in message
