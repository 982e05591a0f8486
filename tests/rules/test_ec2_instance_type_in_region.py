"""Instance types by region: proven absences, doubtful ones, and what is newer than the lists."""

from datetime import date

import pytest

from policypack.aws.ec2.rules.ec2_instance_type_in_region import RULE
from policypack.catalog.catalog import load_catalog
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:ec2/instance:Instance"
NODES = "aws:eks/nodeGroup:NodeGroup"
DAY = date(2026, 11, 26)
NOT_THEN = "undetermined: instanceType, which the region did not have on 2026-10-20"


def judged(inputs, region, type_=INSTANCE, today=DAY, **told):
    it = resource(type_, "it", inputs, **told)
    config = {"aws:region": region} if region else {}
    return judge_stack(RULE, it, config=config, catalog=load_catalog(today=today))["it"]


@pytest.mark.parametrize(
    ("region", "instance_type", "verdict"),
    [
        ("eu-north-1", "t2.micro", "violated: instanceType"),
        ("eu-north-1", secret("t2.micro"), "violated: instanceType"),
        ("me-south-1", "m4.large", "violated: instanceType"),
        ("eu-south-2", "t3.micro", "fine"),
        ("eu-west-1", "t2.micro", "fine"),
        ("cn-north-1", "t2.micro", "fine"),
        ("eu-south-2", "m6i.large", "fine"),  # RDS runs databases on it there
        ("eu-central-2", "g4dn.xlarge", NOT_THEN),  # Outposts have it
        ("eu-north-1", "m8a.large", NOT_THEN),  # still comes to regions
        ("ap-southeast-7", "t2.micro", NOT_THEN),  # one of the lists does not have the region
        ("eu-north-1", "m19.large", "fine"),
        ("moon-1", "t2.micro", "fine"),
        (None, "t2.micro", "fine"),
        ("eu-north-1", UNKNOWN, "undetermined: instanceType"),
        ("eu-north-1", None, "not applicable"),
        ("eu-north-1", 5, "fine"),
    ],
)
def test_instance(region, instance_type, verdict):
    assert str(judged({"instanceType": instance_type}, region)) == verdict


def test_each_type_of_a_node_group():
    types = {"instanceTypes": ["m5.large", "m4.large", UNKNOWN]}
    assert str(judged(types, "eu-north-1", NODES)) == "violated: instanceTypes[1]"


def test_what_exists_stays():
    assert str(judged({"instanceType": "t2.micro"}, "eu-north-1", outputs={"id": "i-1"})) == "not applicable"


def test_an_absence_of_long_ago_proves_nothing():
    assert str(judged({"instanceType": "t2.micro"}, "eu-north-1", today=date(2027, 6, 1))) == NOT_THEN


@pytest.mark.parametrize(
    ("instance_type", "region", "better"),
    [
        ("t2.micro", "eu-north-1", "t3.micro"),
        ("m4.large", "eu-north-1", "m5.large"),
        ("a1.large", "eu-north-1", "m6g.large"),
    ],
)
def test_a_fix_is_a_type_of_the_region_for_the_same_processor(instance_type, region, better):
    (message,) = judged({"instanceType": instance_type}, region).messages
    assert better in message
    assert "2026-10-20" in message
