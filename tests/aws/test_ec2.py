"""How many zones a region gives an account."""

import pytest

from policypack.aws import ec2
from policypack.catalog.catalog import load_catalog


@pytest.mark.parametrize(
    ("region", "number"), [("us-west-1", 2), ("eu-south-2", 3), ("ca-central-1", 3), ("mars-1", None)]
)
def test_zones_of_a_region(region, number):
    assert ec2.zones_of(region, load_catalog()) == number
