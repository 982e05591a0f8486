"""Services that a region lacks, and what a stale list still says."""

from datetime import date

import pytest

from policypack.aws.stacks.rules.service_in_region import RULE
from policypack.catalog.catalog import load_catalog
from policypack.testing import judge_stack, resource

APP = "aws:apprunner/service:Service"


def judged(type_, region, today=date(2026, 11, 26), own=None):
    it = resource(type_, "it", {"region": own} if own else {})
    config = {"aws:region": region} if region else {}
    return str(judge_stack(RULE, it, config=config, catalog=load_catalog(today=today))["it"])


@pytest.mark.parametrize(
    ("type_", "region", "verdict"),
    [
        (APP, "eu-south-2", "violated: region"),
        (APP, "eu-west-1", "fine"),
        (APP, None, "not applicable"),
        (APP, "moon-1", "fine"),
        ("aws:sqs/queue:Queue", "eu-south-2", "not applicable"),
        ("aws:codeartifact/domain:Domain", "sa-east-1", "violated: region"),
    ],
)
def test_verdict(type_, region, verdict):
    assert judged(type_, region) == verdict


def test_the_resources_own_region_wins():
    assert judged(APP, "eu-south-2", own="eu-west-1") == "fine"


def test_an_absence_of_long_ago_is_undetermined():
    assert judged(APP, "eu-south-2", date(2027, 6, 1)).startswith("undetermined: region, where App Runner was not yet")
