"""What authors of rules and users' tests may rely on: these names stay."""

from __future__ import annotations

import policypack.kit
import policypack.testing
from policypack.aws.rds.rules.rds_storage_gp3 import RULE
from policypack.testing import around, hole, judge, resource


def test_the_public_names() -> None:
    assert policypack.testing.__all__ == [
        "UNKNOWN",
        "Answer",
        "AnyRule",
        "Broken",
        "Judged",
        "around",
        "broken_laws",
        "hole",
        "judge",
        "judge_stack",
        "own_rules",
        "resource",
        "secret",
    ]
    assert policypack.kit.__all__ == [
        "UNKNOWN",
        "Guardrails",
        "PreviewError",
        "Previewed",
        "Registered",
        "Secret",
        "TextAround",
    ]
    for module in (policypack.testing, policypack.kit):
        assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_a_text_around_nothing_unknown_is_a_text() -> None:
    assert around("arn:aws:s3:::", "logs") == "arn:aws:s3:::logs"


def test_the_parts_of_a_text_around_an_output() -> None:
    bucket = resource("aws:s3/bucket:Bucket", "logs")
    text = around("", "see ", "the ", hole(bucket, "arn", prefix="arn:aws:"), "/*")
    assert str(text) == "see the [arn of logs]/*"
    assert text == around("see the ", hole(bucket, "arn", "arn:aws:"), "/*")
    assert str(judge(RULE, engine="postgres", storageType=around("io", hole("logs", "arn")))) == "undetermined: arn"
