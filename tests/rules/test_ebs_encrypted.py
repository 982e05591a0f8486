"""ebs-encrypted: the account's default, its region, snapshots and devices."""

from typing import Any

import pytest

from policypack.aws.ec2.rules.ebs_encrypted import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

VOLUME = "aws:ebs/volume:Volume"
INSTANCE = "aws:ec2/instance:Instance"
BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault"


@pytest.mark.parametrize(
    ("kind", "inputs", "options", "verdict"),
    [
        (VOLUME, {}, {}, "violated: encrypted"),
        (VOLUME, {}, {"accountDefault": True}, "fine"),
        (VOLUME, {"encrypted": "true"}, {}, "fine"),
        (VOLUME, {"snapshotId": UNKNOWN}, {}, "undetermined: snapshotId"),
        (VOLUME, {"encrypted": UNKNOWN}, {}, "undetermined: encrypted"),
        (INSTANCE, {"rootBlockDevice": {"volumeSize": 9}}, {}, "violated: rootBlockDevice.encrypted"),
        (INSTANCE, {"ebsBlockDevices": [{"encrypted": False}]}, {}, "violated: ebsBlockDevices[0].encrypted"),
    ],
)
def test_verdict(kind: str, inputs: dict[str, Any], options: dict[str, bool], verdict: str) -> None:
    assert str(judge_stack(RULE, resource(kind, "it", inputs), options=options)["it"]) == verdict


@pytest.mark.parametrize(
    ("default", "verdict"),
    [({}, "fine"), ({"enabled": False}, "violated: encrypted"), ({"region": "eu-west-1"}, "violated: encrypted")],
)
def test_the_default_of_the_same_region_counts(default: dict[str, Any], verdict: str) -> None:
    volume, by_default = resource(VOLUME, "it", {}), resource(BY_DEFAULT, "default", default)
    assert str(judge_stack(RULE, volume, by_default, config={"aws:region": "us-east-1"})["it"]) == verdict
