"""Boundaries of IAM's names and paths, type by type."""

import pytest

from policypack.aws.iam.rules.iam_name_valid import INLINE as INLINE_POLICIES
from policypack.aws.iam.rules.iam_name_valid import LONG_NAMED, RULE, SHORT_NAMED
from policypack.testing import UNKNOWN, judge_stack, resource, secret

LONGEST = [*((one, 64) for one in SHORT_NAMED), *((one, 128) for one in (*LONG_NAMED, *INLINE_POLICIES))]
ROLE, INLINE = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"


def verdict(type_, **inputs):
    return str(judge_stack(RULE, resource(type_, "it", inputs))["it"])


@pytest.mark.parametrize(("type_", "longest"), LONGEST)
def test_the_longest_name_passes_and_one_more_character_does_not(type_, longest):
    assert verdict(type_, name="a" * longest) == "fine"
    assert verdict(type_, name="a" * (longest + 1)) == "violated: name"


@pytest.mark.parametrize(
    ("name", "role", "inline"),
    [
        ("a+=,.@_-Z9", "fine", "fine"),
        ("a b", "violated: name", "violated: name"),
        ("a/b", "violated: name", "violated: name"),
        ("a:b", "violated: name", "fine"),
        ("a(b)", "violated: name", "fine"),
        ("a*", "violated: name", "violated: name"),
        ("a?", "violated: name", "violated: name"),
        ("caf\u00e9", "violated: name", "violated: name"),
        (443.0, "fine", "fine"),
        ("", "not applicable", "not applicable"),
        (None, "not applicable", "not applicable"),
        (UNKNOWN, "undetermined: name", "undetermined: name"),
        ([], "not applicable", "not applicable"),
    ],
)
def test_characters(name, role, inline):
    assert verdict(ROLE, name=name) == role
    assert verdict(INLINE, name=name) == inline


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", "fine"),
        ("/a/b/", "fine"),
        ("/a:b/", "fine"),
        ("a/", "violated: path"),
        ("/a", "violated: path"),
        ("/a b/", "violated: path"),
        ("/" + "a" * 510 + "/", "fine"),
        ("/" + "a" * 511 + "/", "violated: path"),
        ("", "not applicable"),
        (UNKNOWN, "undetermined: path"),
    ],
)
def test_path(path, answer):
    assert verdict(ROLE, path=path) == answer


def test_a_secret_name_is_judged_and_not_shown():
    judged = judge_stack(RULE, resource(ROLE, "it", {"name": secret("top secret")}))["it"]
    assert str(judged) == "violated: name"
    assert all("top secret" not in message for message in judged.messages)
