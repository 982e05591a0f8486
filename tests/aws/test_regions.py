"""Whether two resources stand in the same region, known or not."""

import pytest

from policypack.aws.common.regions import same_region
from policypack.check import UNKNOWN, Deployment
from policypack.testing import resource

MADRID = {"region": "eu-south-2"}


@pytest.mark.parametrize(
    ("one", "other", "truth"),
    [
        ({}, {}, True),
        ({"provider": MADRID}, {"provider": MADRID}, True),
        ({"provider": {"region": UNKNOWN}}, {"provider": {"region": UNKNOWN}}, True),
        ({"inputs": {"region": "eu-west-1"}}, {}, False),
        ({"inputs": {"region": "eu-south-2"}}, {}, True),
        ({"inputs": {"region": UNKNOWN}}, {}, None),
        ({"inputs": {"region": "eu-west-1"}}, {"inputs": {"region": "eu-west-1"}}, True),
        ({"provider": {"region": "eu-west-1"}}, {}, False),
    ],
)
def test_same_region(one, other, truth):
    deployment = Deployment(config={"aws:region": "eu-south-2"})
    first = resource("aws:s3/bucket:Bucket", "a", **one)
    second = resource("aws:s3/bucket:Bucket", "b", **other)
    assert same_region(first, second, deployment).truth is truth
    assert same_region(second, first, deployment).truth is truth


def test_no_region_at_all():
    nowhere = Deployment()
    first = resource("aws:s3/bucket:Bucket", "a")
    second = resource("aws:s3/bucket:Bucket", "b", {"region": "eu-west-1"})
    assert same_region(first, first, nowhere).truth is True
    assert same_region(first, second, nowhere).truth is False
