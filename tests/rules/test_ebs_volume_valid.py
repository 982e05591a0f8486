"""EBS volumes at the limits of each type, and ratios between size, IOPS and throughput."""

import pytest

from policypack.aws.ec2.rules.ebs_volume_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"type": "gp3", "size": 65536}, "fine"),
        ({"type": "gp3", "size": 65537}, "violated: size"),
        ({"type": "gp2", "size": "16385"}, "violated: size"),
        ({"type": "io1", "size": 4, "iops": 200}, "fine"),
        ({"type": "io1", "size": 4, "iops": 201}, "violated: iops"),
        ({"type": "io1", "size": 3, "iops": 100}, "violated: size"),
        ({"type": "io2", "size": 4, "iops": 4000}, "fine"),
        ({"type": "io2", "size": 300, "iops": 256001}, "violated: iops"),
        ({"type": "io2", "size": 300}, "violated: iops"),
        ({"type": "io2", "size": 300, "iops": UNKNOWN}, "undetermined: iops"),
        ({"type": "st1", "size": 125}, "fine"),
        ({"type": "sc1", "size": 124}, "violated: size"),
        ({"type": "standard", "size": 1024, "iops": 100}, "violated: iops"),
        ({"type": "gp2", "size": 100, "iops": 0, "throughput": 0}, "fine"),
        ({"type": "gp3", "size": 1, "iops": 3000}, "fine"),
        ({"type": "gp3", "size": 200, "iops": 80000}, "fine"),
        ({"type": "gp3", "size": 200, "iops": 80001}, "violated: iops"),
        ({"type": "gp3", "size": 7, "iops": 3501}, "violated: iops"),
        ({"type": "gp3", "iops": 16000}, "fine"),
        ({"type": "gp3", "size": UNKNOWN, "iops": 16000}, "undetermined: size"),
        ({"type": "gp3", "size": 100, "throughput": 750}, "fine"),
        ({"type": "gp3", "size": 100, "throughput": 751}, "violated: throughput"),
        ({"type": "gp3", "size": 100, "iops": 3004, "throughput": 751}, "fine"),
        ({"type": "gp3", "size": 100, "iops": 8004, "throughput": 2001}, "violated: throughput"),
        ({"type": "st1", "size": 500, "throughput": 250}, "violated: throughput"),
        ({"type": secret("st1"), "size": 10}, "violated: size"),
        ({"type": UNKNOWN, "size": 100}, "undetermined: type"),
        ({"type": "gp4", "size": 10**9}, "fine"),
        ({"type": 7, "size": 10**9}, "fine"),
        ({"size": 10**9, "iops": 7}, "fine"),
        ({"type": "gp3", "size": ["big"]}, "undetermined: size"),
    ],
)
def test_volume(inputs, verdict):
    assert str(judge(RULE, **inputs)) == verdict


def test_block_devices_are_told_by_their_place():
    template = resource(
        "aws:ec2/launchTemplate:LaunchTemplate",
        "template",
        {"blockDeviceMappings": [{"noDevice": ""}, {"ebs": {"volumeType": "io1", "volumeSize": 100}}]},
    )
    instance = resource(
        "aws:ec2/instance:Instance",
        "instance",
        {"ebsBlockDevices": [{"volumeType": "gp2", "volumeSize": 10, "iops": 100}], "rootBlockDevice": UNKNOWN},
    )
    found = judge_stack(RULE, template, instance)
    assert str(found["template"]) == "violated: blockDeviceMappings[1].ebs.iops"
    assert str(found["instance"]) == "violated: ebsBlockDevices[0].iops"


def test_the_message_states_the_limits():
    (message,) = judge(RULE, type="sc1", size=100).messages
    assert "size is 100: sc1 volumes have 125 to 16,384 GiB." in message
