"""Deprecated versions: where they were seen, where they were not, and who runs them already."""

import pytest

from policypack.aws.rds.rules.rds_engine_version_current import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
NEPTUNE = "aws:neptune/cluster:Cluster"
NO_DATA = "undetermined: engineVersion, on which the catalog has no data for this region"


def database(region, version, engine="postgres", type_=INSTANCE, options=None, outputs=None, **inputs):
    it = resource(type_, "it", {"engine": engine, "engineVersion": version, **inputs}, outputs=outputs)
    return judge_stack(RULE, it, config={"aws:region": region}, options=options)["it"]


@pytest.mark.parametrize(
    ("region", "engine", "version", "verdict"),
    [
        ("us-east-1", "postgres", "15.4", "violated: engineVersion"),
        ("eu-west-1", "postgres", "15.4", "violated: engineVersion"),
        ("eu-south-2", "postgres", "15.4", "violated: engineVersion"),
        ("eu-south-2", "postgres", secret("15.4"), "violated: engineVersion"),
        ("eu-south-2", "postgres", "15.7", "violated: engineVersion"),  # accepted there once, withdrawn since
        ("eu-south-2", "postgres", "15", "fine"),
        ("us-east-1", "postgres", "15.16", "violated: engineVersion"),  # AWS will stop creating it
        ("us-east-1", "postgres", "15.13", "violated: engineVersion"),  # its support has ended
        ("us-east-1", "postgres", "15.19", "fine"),
        ("us-gov-west-1", "postgres", "15.4", "violated: engineVersion"),
        ("us-east-1", "mysql", "8.0", "violated: engineVersion"),  # Extended Support costs extra
        ("eu-west-1", "mysql", "8.4", "fine"),
        ("us-east-1", "postgres", "15.7", "violated: engineVersion"),
        ("us-east-1", "postgres", "15", "fine"),
        ("us-east-1", "postgres", "9.6", "violated: engineVersion"),
        ("eu-west-1", "postgres", "15.17", "fine"),
        ("us-east-1", "postgres", "15.99", NO_DATA),
        ("us-east-1", "postgres", "15.1", "fine"),  # no version at all: rds-engine-version-available says so
        ("us-east-1", "mariadb", "10.11.18", NO_DATA),
        ("eu-west-1", "oracle-ee", "12.1.0.2.v10", "violated: engineVersion"),
        ("us-east-1", "postgres", UNKNOWN, "undetermined: engineVersion"),
        ("us-east-1", UNKNOWN, "15.4", "undetermined: engine"),
        ("us-east-1", None, "15.4", "undetermined: engine"),
        ("us-east-1", "postgres", None, "not applicable"),
    ],
)
def test_verdict(region, engine, version, verdict):
    assert str(database(region, version, engine)) == verdict


def test_a_withdrawn_version_shows_its_proofs_and_the_line_to_write():
    (message,) = database("eu-south-2", "15.7").messages
    assert "AWS has withdrawn postgres 15.7 (accepted in eu-south-2 until 2025-10-31" in message
    assert "its support ended on 2025-10-31, us-east-1 had it no more by 2025-11-03)" in message
    assert message.endswith('engine_version="15"')


def test_a_line_in_extended_support_names_its_end():
    (message,) = database("us-east-1", "8.0", "mysql").messages
    assert "AWS's standard support of 8.0 ended on 2026-07-31, and AWS charges for Extended Support until" in message


def test_a_running_database_and_a_restored_one_are_left_alone():
    running = database("us-east-1", "15.4", outputs={"id": "it", "engineVersionActual": "15.4"})
    restored = database("us-east-1", "15.4", snapshotIdentifier="last-night")
    assert (str(running), str(restored)) == ("fine", "undetermined: snapshotIdentifier")


def test_what_the_organization_allows_is_current_to_it():
    options = {"allowedEngineVersions": {"us-east-1": {"postgres": ["15.4"]}}}
    assert str(database("us-east-1", "15.4", options=options)) == "fine"
    assert str(database("us-east-1", "15.5", options=options)) == "violated: engineVersion"


def test_neptune_needs_no_engine():
    assert str(database("eu-west-1", "1.1.0.0", None, NEPTUNE)) == "violated: engineVersion"
