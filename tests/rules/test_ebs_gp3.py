"""Volumes of their own, and the block devices of everything that launches instances."""

import pytest

from policypack.aws.ec2 import ebs
from policypack.aws.ec2.rules.ebs_gp3 import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VOLUME = ebs.VOLUME[0]


def judged(type_, inputs, options=None):
    return judge_stack(RULE, resource(type_, "it", inputs), options=options)["it"]


def verdict(type_, inputs, options=None):
    return str(judged(type_, inputs, options))


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({"type": "gp3"}, "fine"),
        ({"type": secret("gp3")}, "fine"),
        ({"type": "gp2"}, "violated: type"),
        ({"type": secret("gp2")}, "violated: type"),
        ({"type": "standard"}, "violated: type"),
        ({"type": ""}, "violated: type"),
        ({}, "violated: type"),
        ({"snapshotId": "snap-1"}, "violated: type"),
        ({"type": UNKNOWN}, "undetermined: type"),
        ({"type": "io1"}, "fine"),
        ({"type": "io2"}, "fine"),
        ({"type": "st1"}, "fine"),
        ({"type": "sc1"}, "fine"),
        ({"type": "gp2", "outpostArn": "arn:aws:outposts:us-east-1:111122223333:outpost/op-1"}, "fine"),
        ({"type": "gp2", "availabilityZone": "us-west-2-lax-1a"}, "fine"),
        ({"type": "gp2", "availabilityZone": "us-east-1-wl1-bos-wlz-1"}, "fine"),
        ({"type": "gp2", "availabilityZone": "us-west-2a"}, "violated: type"),
        ({"type": "gp2", "availabilityZone": UNKNOWN}, "undetermined: availabilityZone"),
        ({"type": "gp3", "availabilityZone": UNKNOWN}, "fine"),
    ],
)
def test_volumes(inputs, answer):
    assert verdict(VOLUME, inputs) == answer


@pytest.mark.parametrize("type_", [*ebs.INSTANCE, *ebs.LAUNCH_CONFIGURATION])
@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "not applicable"),
        ({"rootBlockDevice": {"volumeType": "gp3"}}, "fine"),
        ({"rootBlockDevice": [{"volumeType": "gp3"}]}, "fine"),
        ({"rootBlockDevice": {"volumeType": "gp2"}}, "violated: rootBlockDevice.volumeType"),
        ({"rootBlockDevice": {"volumeSize": 50}}, "violated: rootBlockDevice.volumeType"),
        ({"rootBlockDevice": UNKNOWN}, "undetermined: rootBlockDevice"),
        ({"rootBlockDevice": secret({"volumeType": "gp3"})}, "fine"),
        (
            {"ebsBlockDevices": [{"volumeType": "gp3"}, {"volumeType": "gp2"}]},
            "violated: ebsBlockDevices[1].volumeType",
        ),
        ({"ebsBlockDevices": []}, "not applicable"),
        ({"ebsBlockDevices": UNKNOWN}, "undetermined: ebsBlockDevices"),
        ({"ebsBlockDevices": [{"volumeType": UNKNOWN}]}, "undetermined: ebsBlockDevices[0].volumeType"),
        ({"ephemeralBlockDevices": [{"virtualName": "ephemeral0"}]}, "not applicable"),
    ],
)
def test_instances(type_, inputs, answer):
    assert verdict(type_, inputs) == answer


@pytest.mark.parametrize(
    ("mappings", "answer"),
    [
        ([{"ebs": {"volumeType": "gp3"}}], "fine"),
        ([{"ebs": {"volumeType": "gp2"}}], "violated: blockDeviceMappings[0].ebs.volumeType"),
        ([{"ebs": {"volumeSize": 50}}], "violated: blockDeviceMappings[0].ebs.volumeType"),
        ([{"deviceName": "/dev/sdb", "virtualName": "ephemeral0"}], "not applicable"),
        ([{"deviceName": "/dev/sdb", "noDevice": ""}], "not applicable"),
        ([UNKNOWN], "undetermined: blockDeviceMappings[0]"),
        ([{"ebs": UNKNOWN}], "undetermined: blockDeviceMappings[0].ebs"),
        (UNKNOWN, "undetermined: blockDeviceMappings"),
        (None, "not applicable"),
    ],
)
def test_launch_templates(mappings, answer):
    assert verdict(ebs.LAUNCH_TEMPLATE[0], {"blockDeviceMappings": mappings}) == answer


def test_spot_fleets_and_images():
    specification = {"rootBlockDevices": [{"volumeType": "gp3"}], "ebsBlockDevices": [{"volumeType": "gp2"}]}
    at = "launchSpecifications[0].ebsBlockDevices[0].volumeType"
    assert verdict(ebs.SPOT_FLEET[0], {"launchSpecifications": [specification]}) == f"violated: {at}"
    assert verdict(ebs.SPOT_FLEET[0], {"launchTemplateConfigs": [{}]}) == "not applicable"
    assert verdict(ebs.IMAGE[0], {"ebsBlockDevices": [{"deviceName": "/dev/xvda"}]}).startswith("violated: ")


def test_what_is_out_of_date_is_an_option():
    assert verdict(VOLUME, {"type": "gp2"}, {"outdated": ["standard"]}) == "fine"
    assert verdict(VOLUME, {"type": "io1"}, {"outdated": ["io1"]}) == "violated: type"


def test_the_code_is_the_argument_of_the_type():
    (volume,) = judged(VOLUME, {}).messages
    (instance,) = judged(ebs.INSTANCE[0], {"rootBlockDevice": {}}).messages
    assert volume.endswith(' type="gp3"')
    assert instance.endswith(' root_block_device={"volume_type": "gp3"}')
