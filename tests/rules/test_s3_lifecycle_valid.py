"""Lifecycle arithmetic: the days themselves, in the three forms that programs write."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_lifecycle_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


def moves(*steps: tuple[Any, Any]) -> list[dict[str, Any]]:
    return [{"storageClass": storage_class, "days": days} for storage_class, days in steps]


@pytest.mark.parametrize(
    ("transitions", "expiration", "verdict"),
    [
        (moves(("STANDARD_IA", 30)), None, "fine"),
        (moves(("STANDARD_IA", "30")), {"days": "31"}, "fine"),
        (moves(("STANDARD_IA", 29)), None, "violated: rules[0].transitions[0].days"),
        (moves(("ONEZONE_IA", "29")), None, "violated: rules[0].transitions[0].days"),
        (moves(("INTELLIGENT_TIERING", 0)), None, "fine"),
        (moves(("GLACIER", 0)), None, "fine"),
        (moves(("GLACIER", 0)), {"days": 1}, "fine"),
        (moves(("GLACIER", 1)), {"days": 1}, "violated: rules[0].expiration.days"),
        (moves(("GLACIER", 1)), {"expiredObjectDeleteMarker": True, "days": 0}, "fine"),
        (moves(("STANDARD_IA", 30), ("GLACIER", 60)), None, "fine"),
        (moves(("GLACIER", 60), ("STANDARD_IA", 30)), None, "fine"),
        (moves(("STANDARD_IA", 30), ("GLACIER", 59)), None, "violated: rules[0].transitions[1].days"),
        (moves(("STANDARD_IA", 60), ("GLACIER", 30)), None, "violated: rules[0].transitions[1].days"),
        (moves(("GLACIER", 0), ("DEEP_ARCHIVE", 90)), None, "fine"),
        (moves(("GLACIER", 0), ("DEEP_ARCHIVE", 89)), None, "violated: rules[0].transitions[1].days"),
        (moves(("GLACIER_IR", 0), ("DEEP_ARCHIVE", 90)), None, "fine"),
        (moves(("GLACIER_IR", 0), ("DEEP_ARCHIVE", 89)), None, "violated: rules[0].transitions[1].days"),
        (moves(("GLACIER", 1), ("GLACIER", 200)), None, "violated: rules[0].transitions[1].days"),
        (moves(("STANDARD_IA", UNKNOWN)), None, "undetermined: rules[0].transitions[0].days"),
        (moves((UNKNOWN, 30)), None, "fine"),
        (moves((UNKNOWN, 29)), None, "undetermined: rules[0].transitions[0].storageClass"),
        (UNKNOWN, None, "undetermined: rules[0].transitions"),
        (None, {"days": 1}, "fine"),
        ([], UNKNOWN, "undetermined: rules[0].expiration"),
        (moves(("STANDARD_IA", "soon")), None, "undetermined: rules[0].transitions[0].days"),
    ],
)
def test_days(transitions: Any, expiration: Any, verdict: str) -> None:
    assert str(judge(RULE, rules=[{"id": "a", "transitions": transitions, "expiration": expiration}])) == verdict


@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ({"transitions": [{"storageClass": "STANDARD_IA", "days": 29}]}, "transitions[0].days"),
        (
            {"noncurrentVersionTransitions": [{"storageClass": "STANDARD_IA", "days": 29}]},
            "noncurrentVersionTransitions[0].days",
        ),
        (
            {"transitions": [{"storageClass": "GLACIER", "days": 9}], "expirations": [{"days": 9}]},
            "expirations.days",
        ),
        (
            {
                "noncurrentVersionTransitions": [{"storageClass": "GLACIER", "days": 9}],
                "noncurrentVersionExpirations": [{"days": 9}],
            },
            "noncurrentVersionExpirations.days",
        ),
    ],
)
def test_the_inline_rules_of_bucket_v2(rule: dict[str, Any], at: str) -> None:
    bucket = resource(s3.BUCKET[1], "it", {"lifecycleRules": [{"enabled": True, **rule}]})
    assert str(judge_stack(RULE, bucket)["it"]) == f"violated: lifecycleRules[0].{at}"


def test_noncurrent_days_of_a_configuration() -> None:
    def verdict(last: int) -> str:
        rule = {
            "id": "a",
            "noncurrentVersionTransitions": [{"storageClass": "GLACIER", "noncurrentDays": 30}],
            "noncurrentVersionExpiration": {"noncurrentDays": last},
        }
        return str(judge(RULE, rules=[rule]))

    assert verdict(31) == "fine"
    assert verdict(30) == "violated: rules[0].noncurrentVersionExpiration.noncurrentDays"


def test_ids_differ_where_they_are_said() -> None:
    end = {"expiration": {"days": 7}}
    assert str(judge(RULE, rules=[{"id": "a", **end}, {"id": "a", **end}])) == "violated: rules"
    assert str(judge(RULE, rules=[{"id": "a", **end}, {"id": "b", **end}, end, end])) == "fine"
    assert str(judge(RULE, rules=[{"id": "a", **end}, {"id": UNKNOWN, **end}])) == "undetermined: rules[1].id"


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        ({}, "violated: rules[0]"),
        ({"expiration": {}}, "violated: rules[0]"),
        ({"expiration": UNKNOWN}, "undetermined: rules[0].expiration"),
        ({"expiration": {"expiredObjectDeleteMarker": True}}, "fine"),
        ({"abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}, "fine"),
    ],
)
def test_a_rule_has_an_action(rule: dict[str, object], answer: str) -> None:
    assert str(judge(RULE, rules=[{"id": "a", **rule}])) == answer


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ({}, "fine"),
        ({"prefix": "", "objectSizeGreaterThan": 1}, "fine"),
        ({"prefix": "a", "objectSizeGreaterThan": 1}, "violated: rules[0].filter"),
        ({"prefix": "a", "objectSizeGreaterThan": UNKNOWN}, "fine"),
        ({"and": {"prefix": "a", "objectSizeLessThan": 9}}, "fine"),
    ],
)
def test_a_filter_has_one_condition(condition: dict[str, object], answer: str) -> None:
    assert str(judge(RULE, rules=[{"id": "a", "expiration": {"days": 7}, "filter": condition}])) == answer


@pytest.mark.parametrize(
    ("filter_", "verdict"),
    [
        ({"prefix": "a/"}, "fine"),
        ({"tag": {"key": "a", "value": "b"}}, "violated: rules[0]"),
        ({"and": {"prefix": "a/", "tags": {"a": "b"}}}, "violated: rules[0]"),
        ({"and": {"prefix": "a/", "tags": {}}}, "violated: rules[0].filter.and"),
        (UNKNOWN, "undetermined: rules[0].filter"),
    ],
)
def test_tags_and_uploads(filter_: Any, verdict: str) -> None:
    rule = {"id": "a", "filter": filter_, "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}
    assert str(judge(RULE, rules=[rule])) == verdict


def test_unknown_rules_and_a_secret() -> None:
    assert str(judge(RULE, rules=UNKNOWN)) == "undetermined: rules"
    assert str(judge(RULE)) == "fine"
    rule = {"id": "a", "transitions": [{"storageClass": secret("STANDARD_IA"), "days": 29}]}
    (message,) = judge(RULE, rules=[rule]).messages
    assert "STANDARD_IA" not in message.split("S3 rejects this")[0]


UPLOADS = {"abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}


def fix_of(*rules: dict[str, Any]) -> str:
    (message,) = judge(RULE, rules=list(rules)).messages
    return message


def test_the_colder_transition_moves() -> None:
    assert '"days": 60' in fix_of({"transitions": moves(("STANDARD_IA", 30), ("GLACIER", 59))})
    message = fix_of({"transitions": moves(("DEEP_ARCHIVE", 89), ("GLACIER", 0))})
    assert '"days": 90' in message
    assert "in rules[0].transitions[0]" in message


def test_an_action_without_tags_gets_a_rule_of_its_own_beside_others() -> None:
    tagged = {"filter": {"tag": {"key": "a", "value": "b"}}, **UPLOADS}
    assert fix_of(tagged).endswith('"filter": {"prefix": ""}')
    message = fix_of({**tagged, "expiration": {"days": 7}})
    assert "without rules[0].abort_incomplete_multipart_upload" in message
    assert '"abort_incomplete_multipart_upload": {"days_after_initiation": 7}' in message
    assert '"status": "Enabled", "filter": {"prefix": ""}' in message
    both = {"filter": {"and": {"prefix": "logs/", "tags": {"a": "b"}}}, **UPLOADS}
    assert fix_of(both).endswith('"filter": {"prefix": "logs/"}')
