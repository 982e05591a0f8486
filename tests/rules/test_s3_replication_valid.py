"""Replication: source and destinations by dependency, by ARN and in an update; filters and delete markers."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_replication_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource


def bucket(name: str, **options: Any) -> Resource:
    return resource(s3.BUCKET[0], name, {"bucket": name, **options.pop("inputs", {})}, **options)


def versioned(of: Resource, status: Any = "Enabled") -> Resource:
    inputs = {"bucket": UNKNOWN, "versioningConfiguration": {"status": status}}
    return resource(s3.BUCKET_VERSIONING[0], f"versioning-{of.name}", inputs, depends={"bucket": [of]})


def replication(source: Resource, *targets: Resource, arns: tuple[Any, ...] = ()) -> Resource:
    rules = [{"status": "Enabled", "destination": {"bucket": arn}} for arn in arns or [UNKNOWN] * len(targets)]
    depends = {"bucket": [source], "rules": list(targets)}
    return resource(s3.BUCKET_REPLICATION[0], "it", {"bucket": UNKNOWN, "rules": rules}, depends=depends)


SOURCE, COPY, OTHER = bucket("source"), bucket("copy"), bucket("other")


def verdict(*resources: Resource) -> str:
    return str(judge_stack(RULE, *resources)["it"])


def test_source_and_destinations_by_dependency() -> None:
    both = (versioned(SOURCE), versioned(COPY))
    assert verdict(SOURCE, COPY, OTHER, *both, replication(SOURCE, COPY)) == "fine"
    assert verdict(SOURCE, COPY, versioned(COPY), replication(SOURCE, COPY)) == "violated: bucket"
    assert verdict(SOURCE, COPY, versioned(SOURCE), replication(SOURCE, COPY)) == "violated: rules"
    assert verdict(SOURCE, COPY, OTHER, *both, replication(SOURCE, COPY, OTHER)) == "violated: rules"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("Suspended", "violated: bucket"), (UNKNOWN, "undetermined: versioningConfiguration.status")],
)
def test_versioning_that_is_not_enabled(status: Any, expected: str) -> None:
    assert verdict(SOURCE, versioned(SOURCE, status), replication(SOURCE, arns=("arn:aws:s3:::far",))) == expected


def test_destinations_by_their_arn() -> None:
    stack = (SOURCE, COPY, OTHER, versioned(SOURCE))
    assert verdict(*stack, replication(SOURCE, arns=("arn:aws:s3:::far-away",))) == "fine"
    assert verdict(*stack, replication(SOURCE, arns=("arn:aws:s3:::copy",))) == "violated: rules"
    assert verdict(*stack, versioned(COPY), replication(SOURCE, arns=("arn:aws:s3:::copy",))) == "fine"


def test_a_destination_from_nowhere_is_undetermined_only_where_it_matters() -> None:
    unknown = replication(SOURCE, arns=(UNKNOWN,))
    assert verdict(SOURCE, versioned(SOURCE), unknown) == "fine"
    assert verdict(SOURCE, COPY, versioned(SOURCE), unknown) == "undetermined: rules[0].destination.bucket"


@pytest.mark.parametrize(
    "options",
    [
        {"inputs": {"versioning": {"enabled": True}}},
        {"inputs": {"objectLockEnabled": True}},
        {"outputs": {"id": "source", "arn": "arn:aws:s3:::source"}},
    ],
)
def test_other_ways_of_being_versioned(options: dict[str, Any]) -> None:
    source = bucket("source", **options)
    assert verdict(source, replication(source, arns=("arn:aws:s3:::far",))) == "fine"


def test_a_bucket_that_exists_and_suspends_versioning() -> None:
    source = bucket("source", outputs={"id": "source"})
    linked = replication(source, arns=("arn:aws:s3:::far",))
    assert verdict(source, versioned(source, "Suspended"), linked) == "violated: bucket"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, "fine"),
        ({"deleteMarkerReplication": {"status": "Disabled"}}, "violated: rules[0]"),
        ({"deleteMarkerReplication": UNKNOWN}, "undetermined: rules[0].deleteMarkerReplication"),
        ({"priority": 1}, "violated: rules[0].priority"),
        ({"priority": 0}, "fine"),
        ({"filter": {}}, "violated: rules[0]"),
        ({"filter": {"prefix": "a"}}, "violated: rules[0]"),
        ({"filter": {"prefix": "a"}, "deleteMarkerReplication": {"status": "Enabled"}}, "fine"),
        (
            {"filter": {"prefix": "a"}, "deleteMarkerReplication": UNKNOWN},
            "undetermined: rules[0].deleteMarkerReplication",
        ),
        ({"filter": {"tag": {"key": "a"}}, "deleteMarkerReplication": {"status": "Disabled"}}, "fine"),
        (
            {"filter": {"and": {"tags": {"a": "b"}}}, "deleteMarkerReplication": {"status": "Enabled"}},
            "violated: rules[0].deleteMarkerReplication.status",
        ),
        ({"filter": UNKNOWN}, "undetermined: rules[0].filter"),
    ],
)
def test_filters_and_delete_markers(rule: dict[str, Any], expected: str) -> None:
    rule = {"destination": {"bucket": "arn:aws:s3:::far"}, **rule}
    assert str(judge(RULE, bucket="elsewhere", rules=[rule])) == expected


def test_the_fix_enables_versioning_and_waits_for_it() -> None:
    linked = replication(SOURCE, arns=("arn:aws:s3:::far",))
    (message,) = judge_stack(RULE, SOURCE, linked)["it"].messages
    assert 'aws.s3.BucketVersioning("source-versioning", bucket=source.id' in message
    assert "depends_on=[source_versioning]" in message
    (message,) = judge_stack(RULE, SOURCE, versioned(SOURCE, "Suspended"), linked)["it"].messages
    assert 'on BucketVersioning "versioning-source"' in message
