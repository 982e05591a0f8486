"""Rules that are YAML: each demand answers as it says, and each mistake is named with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from policypack.errors import ConfigurationError
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule
from policypack.testing import judge
from tests.own.files import CLASSES, configured, rule_of

HEAD = """\
summary: Functions must be as the platform team runs them
why: Nobody watches others.
types: aws:lambda/function:Function
rows:
"""


def rule(folder: Path, row: str, head: str = HEAD) -> AnyRule:
    return rule_of(folder, "acme_functions_watched.yaml", f"{head}  - {{{row}}}\n")


@pytest.mark.parametrize(
    ("row", "inputs", "verdict"),
    [
        ("property: packageType, equals: Zip", {"packageType": "Zip"}, "fine"),
        ("property: packageType, equals: Zip", {"packageType": "Image"}, "violated: packageType"),
        ("property: packageType, equals: Zip", {}, "violated: packageType"),
        ("property: packageType, equals: Zip, unset: fine", {}, "fine"),
        ("property: packageType, equals: Zip", {"packageType": UNKNOWN}, "undetermined: packageType"),
        ("property: publish, equals: true", {"publish": False}, "violated: publish"),
        ("property: runtime, oneOf: [python3.13, nodejs22.x]", {"runtime": "nodejs22.x"}, "fine"),
        ("property: runtime, oneOf: [python3.13, nodejs22.x]", {"runtime": "ruby3.4"}, "violated: runtime"),
        ("property: runtime, noneOf: [ruby3.4], right: python3.13", {"runtime": "ruby3.4"}, "violated: runtime"),
        ("property: runtime, noneOf: [ruby3.4], right: python3.13", {}, "fine"),
        ("property: memorySize, atLeast: 256", {"memorySize": 128}, "violated: memorySize"),
        ("property: memorySize, atLeast: 256", {}, "violated: memorySize"),
        ("property: memorySize, atLeast: 256", {"memorySize": 256}, "fine"),
        ("property: timeout, atMost: 60", {"timeout": 61}, "violated: timeout"),
        ("property: timeout, atMost: 60", {}, "fine"),
        ("property: timeout, atMost: 60", {"timeout": UNKNOWN}, "undetermined: timeout"),
        ("property: description, longest: 5", {"description": "sixsix"}, "violated: description"),
        ("property: description, longest: 5", {"description": "five"}, "fine"),
        ("property: name, matches: 'acme-.*', words: acme-, right: acme-a, wrong: b", {"name": "b"}, "violated: name"),
        ("property: name, matches: 'acme-.*', words: acme-, right: acme-a, wrong: b", {"name": "acme-b"}, "fine"),
        ("property: layers, contains: [a, b]", {"layers": ["b", "a", "c"]}, "fine"),
        ("property: layers, contains: [a, b]", {"layers": ["a"]}, "violated: layers"),
        ("property: kmsKeyArn, set: true, right: a", {}, "violated: kmsKeyArn"),
        ("property: kmsKeyArn, set: true, right: a", {"kmsKeyArn": UNKNOWN}, "fine"),
        ("property: codeSigningConfigArn, set: false, wrong: a", {"codeSigningConfigArn": "x"},
         "violated: codeSigningConfigArn"),
        ("property: codeSigningConfigArn, set: false, wrong: a", {}, "fine"),
        ("property: tracingConfig.mode, equals: Active", {"tracingConfig": {"mode": "PassThrough"}},
         "violated: tracingConfig.mode"),
        ("property: timeout, atMost: 9, when: {packageType: [Zip, Image]}", {"packageType": "Zip", "timeout": 10},
         "violated: timeout"),
        ("property: timeout, atMost: 9, when: {packageType: Image}", {"packageType": "Zip", "timeout": 10},
         "not applicable"),
        ("property: timeout, atMost: 9, when: {packageType: Image}", {"packageType": UNKNOWN, "timeout": 10},
         "undetermined: packageType"),
    ],
)  # fmt: skip
def test_a_row_answers(tmp_path: Path, row: str, inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(rule(tmp_path, row), **inputs)) == verdict


def test_a_row_is_asked_of_each_element_of_a_list(tmp_path: Path) -> None:
    head = HEAD.replace("lambda/function:Function", "ec2/securityGroup:SecurityGroup")
    own = rule(tmp_path, "each: ingress, property: protocol, equals: tcp", head)
    inputs = [{"protocol": "tcp"}, {"protocol": "udp"}, {"protocol": UNKNOWN}]
    assert str(judge(own, ingress=inputs)) == "violated: ingress[1].protocol"
    assert str(judge(own, ingress=inputs[::2])) == "undetermined: ingress[1].protocol"
    assert str(judge(own)) == "not applicable"


def test_a_message_says_what_is_wrong_why_and_the_fix(tmp_path: Path) -> None:
    (message,) = judge(rule(tmp_path, "property: timeout, atMost: 60"), timeout=90).messages
    assert message == "timeout is 90: it must be at most 60. Nobody watches others. timeout=60"


def test_a_row_may_have_a_message_of_its_own(tmp_path: Path) -> None:
    own = rule(tmp_path, "property: timeout, atMost: 60, message: Functions run too long.")
    assert judge(own, timeout=90).messages == ("Functions run too long. Nobody watches others. timeout=60",)


def test_a_row_with_awss_error_is_a_rejection(tmp_path: Path) -> None:
    head = HEAD.replace("types:", "service: Lambda\ntypes:")
    own = rule(tmp_path, "property: timeout, atMost: 900, error: Value too large, source: 'https://a.example/b'", head)
    (rejection,) = own.rejections
    assert (rejection.service, rejection.error) == ("Lambda", "Value too large")
    assert own.references == ("https://a.example/b",)


def test_controls_of_rows_are_the_rules(tmp_path: Path) -> None:
    assert rule(tmp_path, "property: tracingConfig.mode, equals: Active, controls: Lambda.7").controls == ("Lambda.7",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "  - {property: timeout}\n", r"yaml:5: rows\[0\]: says nothing of the property; a row has one demand"),
        (HEAD + "  - {property: timeout, atMost: 3, atLeast: 1}\n", r"yaml:5: rows\[0\]: says atMost and atLeast"),
        (HEAD + "  - {atMost: 3}\n", r"yaml:5: rows\[0\]: property is missing"),
        (HEAD + "  - {property: timeout, atmost: 3}\n", r"rows\[0\]\.atmost: no such key; did you mean atMost\?"),
        (HEAD + "  - {property: timeout, atMost: many}\n", r"rows\[0\]\.atMost: 'many' is not a number"),
        (HEAD + "  - {property: timeout, atMost: .nan}\n", "is not a number"),
        (HEAD + "  - {property: timeout, atMost: 3, unset: ok}\n", r"unset: 'ok' is not fine or wrong"),
        (HEAD + "  - {property: timeot, atMost: 3}\n", r"timeot: no such property .*did you mean timeout\?"),
        (HEAD + "  - {property: 'a[', atMost: 3}\n", r"rows\[0\]\.property: .*is no property path"),
        (HEAD + "  - {property: '[0]', atMost: 3}\n", "starts with no argument"),
        (HEAD + "  - {property: runtime, oneOf: []}\n", r"rows\[0\]\.oneOf: is empty"),
        (HEAD + "  - {property: runtime, oneOf: [a], wrong: a}\n", "is one of the values that are right"),
        (HEAD + "  - {property: runtime, noneOf: [a]}\n", "right is missing"),
        (HEAD + "  - {property: runtime, noneOf: [a], right: a}\n", "is one of the values that are wrong"),
        (HEAD + "  - {property: name, matches: a}\n", "words is missing"),
        (HEAD + "  - {property: name, matches: '(', words: x, right: a, wrong: b}\n", "is no regular expression"),
        (HEAD + "  - {property: name, matches: a, words: x, right: b, wrong: c}\n", r"right: b does not match a"),
        (HEAD + "  - {property: name, matches: a, words: x, right: a, wrong: a}\n", r"wrong: a matches a"),
        (HEAD + "  - {property: name, longest: -1}\n", "is not a number of characters"),
        (HEAD + "  - {property: name, set: maybe}\n", "is not true or false"),
        (HEAD + "  - {property: name, set: true}\n", "right is missing"),
        (HEAD + "  - {property: name, equals: }\n", "equals: is empty"),
        (HEAD + "  - {property: name, equals: a, controls: [Lambda.999]}\n", "no such control"),
        (HEAD + "  - {property: timeout, atMost: 3, error: x}\n", "service is missing"),
        (HEAD + "  - {property: timeout, atMost: 3, when: [a]}\n", "is not a mapping"),
        (HEAD + "  - timeout\n", "is not a mapping"),
        (HEAD, "has no row"),
        (CLASSES.replace("why:", "wy:"), r"wy: no such key; did you mean why\?"),
        (CLASSES.replace("why: A larger class needs an approval.", ""), "why is missing"),
        (CLASSES.replace("level: mandatory", "level: must"), "yaml:3: level: 'must' is not one of"),
        (CLASSES.replace("Instance\n", "Instances\n"), r"yaml:5: types: .*did you mean aws:rds/instance:Instance\?"),
        ("a: [", "yaml:"),
        ("- a\n", "is not a mapping"),
        ("", "summary is missing"),
        ("a: !!python/object:os.system x\n", "yaml:"),
        ("a: &a [*a]\n", "yaml"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        configured(tmp_path, {"acme_functions_watched.yaml": text})
