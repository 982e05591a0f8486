"""Over how many zones subnets are spread that a preview may not know."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import UNKNOWN, Stack
from policypack.testing import resource

SUBNET, CLUSTER = "aws:ec2/subnet:Subnet", "aws:eks/cluster:Cluster"


@pytest.mark.parametrize(
    ("listed", "truth"),
    [
        ([UNKNOWN, UNKNOWN], None),  # outputs of another stack, or of these
        ([UNKNOWN, "subnet-0a1b2c3d4e5f60718"], None),
        ([UNKNOWN, UNKNOWN, UNKNOWN], True),  # one of them is of elsewhere
        (["subnet-0a1b2c3d4e5f60718"], False),
    ],
)
def test_subnets_that_may_be_those_of_the_stack_leave_it_open(listed: list[Any], truth: bool | None) -> None:
    own = [resource(SUBNET, name, {"availabilityZone": "us-east-1a"}) for name in ("one", "two")]
    cluster = resource(CLUSTER, "it", {"vpcConfig": {"subnetIds": listed}})
    stack = Stack([*own, cluster])
    subnets = listed_subnets(stack, cluster, "vpcConfig.subnetIds")
    assert spans_two_zones(cluster.at("vpcConfig.subnetIds"), subnets).truth is truth
