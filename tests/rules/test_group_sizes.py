"""autoscaling-group-valid, eks-node-group-valid and eks-cluster-valid: what their examples do not show."""

from __future__ import annotations

import pytest

from policypack.aws.autoscaling.rules import autoscaling_group_valid
from policypack.aws.ec2 import SUBNET
from policypack.aws.eks.rules import eks_cluster_valid, eks_node_group_valid
from policypack.aws.elb import TARGET_GROUP
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

TEMPLATE = {"launchTemplate": {"id": "lt-0123456789abcdef0"}}
SIZES = [
    (1, 1, 3, True),
    (1, 3.0, "3", True),
    (0, 0, 0, True),
    (2, 1, 3, False),
    (1, 4, 3, False),
    ("2", "1", "3", False),
    (None, 1, 3, True),
    (1, secret(4), 3, False),
]


@pytest.mark.parametrize(("least", "wanted", "most", "accepted"), SIZES)
def test_the_desired_capacity_lies_between_the_sizes(
    least: object, wanted: object, most: object, accepted: bool
) -> None:
    inputs = {"minSize": least, "desiredCapacity": wanted, "maxSize": most, "availabilityZones": ["us-east-1a"]}
    told = str(judge(autoscaling_group_valid.RULE, **inputs, **TEMPLATE))
    assert told == ("fine" if accepted else "violated: desiredCapacity")


@pytest.mark.parametrize(("least", "wanted", "most", "accepted"), SIZES)
def test_the_desired_size_lies_between_the_sizes(least: object, wanted: object, most: object, accepted: bool) -> None:
    sizes = {"minSize": least, "desiredSize": wanted, "maxSize": most}
    told = str(judge(eks_node_group_valid.RULE, scalingConfig=sizes))
    assert told == ("fine" if accepted else "violated: scalingConfig")


def test_unknown_sizes_wait() -> None:
    group = {"minSize": UNKNOWN, "desiredCapacity": 1, "maxSize": 2, "vpcZoneIdentifiers": UNKNOWN}
    told = judge(autoscaling_group_valid.RULE, **group, **TEMPLATE)
    assert str(told) == "undetermined: minSize, vpcZoneIdentifiers"
    assert str(judge(eks_node_group_valid.RULE, scalingConfig=UNKNOWN)) == "undetermined: scalingConfig"
    assert str(judge(eks_node_group_valid.RULE, scalingConfig={"minSize": 1, "maxSize": 2})) == "not applicable"


@pytest.mark.parametrize(
    ("subnets", "zones", "expected"),
    [
        (None, None, "violated: vpcZoneIdentifiers"),
        ([], [], "violated: vpcZoneIdentifiers"),
        ([UNKNOWN], None, "fine"),
        (None, ["us-east-1a"], "fine"),
    ],
)
def test_a_group_has_a_place(subnets: object, zones: object, expected: str) -> None:
    group = {"vpcZoneIdentifiers": subnets, "availabilityZones": zones, **TEMPLATE}
    assert str(judge(autoscaling_group_valid.RULE, **group)) == expected


@pytest.mark.parametrize(
    ("type_", "expected"),
    [(None, "fine"), ("instance", "fine"), ("ip", "violated: targetGroupArns"), (UNKNOWN, "undetermined: targetType")],
)
def test_targets_of_a_group_are_instances(type_: object, expected: str) -> None:
    targets = resource(TARGET_GROUP[0], "web", {"targetType": type_})
    inputs = {"availabilityZones": ["us-east-1a"], "targetGroupArns": [UNKNOWN], **TEMPLATE}
    group = resource("aws:autoscaling/group:Group", "it", inputs, depends={"targetGroupArns": [targets]})
    assert str(judge_stack(autoscaling_group_valid.RULE, targets, group)["it"]) == expected


@pytest.mark.parametrize(
    ("zones", "more", "expected"),
    [
        (("us-east-1a", "us-east-1b"), {}, "fine"),
        (("us-east-1a", "us-east-1a"), {}, "violated: vpcConfig.subnetIds"),
        (("us-east-1a",), {}, "violated: vpcConfig.subnetIds"),
        (("us-east-1a",), {"outpostConfig": {"controlPlaneInstanceType": "m5.large"}}, "not applicable"),
        (("us-east-1a", UNKNOWN), {}, "undetermined: availabilityZone"),
    ],
)
def test_zones_of_a_cluster(zones: tuple[object, ...], more: dict[str, object], expected: str) -> None:
    subnets = [resource(SUBNET[0], f"s{index}", {"availabilityZone": zone}) for index, zone in enumerate(zones)]
    inputs = {"vpcConfig": {"subnetIds": [UNKNOWN] * len(zones)}, **more}
    cluster = resource("aws:eks/cluster:Cluster", "it", inputs, depends={"vpcConfig": subnets})
    assert str(judge_stack(eks_cluster_valid.RULE, *subnets, cluster)["it"]) == expected


def test_a_cluster_without_subnets_is_not_asked() -> None:
    assert str(judge(eks_cluster_valid.RULE, vpcConfig={})) == "not applicable"
    assert str(judge(eks_cluster_valid.RULE, vpcConfig={"subnetIds": ["subnet-1", "subnet-2"]})) == "fine"
