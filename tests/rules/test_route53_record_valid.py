"""route53-record-valid: what its examples do not show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.route53 import RECORD, ZONE, has_long_string, in_short_strings, is_ipv4
from policypack.aws.route53.rules.route53_record_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

MAIN = resource(ZONE[0], "main", {"name": "Example.com."})


def record(logical: str, name: object, type_: object = "CNAME", depends: dict[str, Any] | None = None) -> Resource:
    inputs = {"zoneId": UNKNOWN, "name": name, "type": type_, "ttl": 60, "records": ["192.0.2.1"]}
    return resource(RECORD[0], logical, inputs, depends={"zoneId": [MAIN], **(depends or {})})


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("example.com", "CNAME", "violated: name"),
        ("EXAMPLE.COM.", "CNAME", "violated: name"),
        ("", "CNAME", "violated: name"),
        ("example.com", "A", "fine"),
        ("www", "CNAME", "fine"),
        ("www.example.com", "CNAME", "fine"),
        (UNKNOWN, "CNAME", "undetermined: name"),
        (secret("example.com"), "CNAME", "violated: name"),
        ("example.com", UNKNOWN, "undetermined: type"),
    ],
)
def test_the_apex(name: object, type_: object, expected: str) -> None:
    assert str(judge_stack(RULE, MAIN, record("it", name, type_))["it"]) == expected


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("WWW.example.com", "A", "violated: name"),
        ("www", "CNAME", "fine"),
        ("api", "A", "fine"),
        (UNKNOWN, "A", "undetermined: name"),
        (UNKNOWN, "CNAME", "fine"),
    ],
)
def test_company_of_a_cname(name: object, type_: object, expected: str) -> None:
    assert str(judge_stack(RULE, MAIN, record("it", "www"), record("other", name, type_))["it"]) == expected


def test_other_zones_have_the_same_names() -> None:
    private = resource(ZONE[0], "private", {"name": "example.com"})
    inputs = {"zoneId": UNKNOWN, "name": "www", "type": "A", "ttl": 60, "records": ["192.0.2.1"]}
    other = resource(RECORD[0], "other", inputs, depends={"zoneId": [private]})
    assert str(judge_stack(RULE, MAIN, private, record("it", "www"), other)["it"]) == "fine"


def test_validation_records_do_not_wait() -> None:
    certificate = resource("aws:acm/certificate:Certificate", "web")
    validation = record("validation", UNKNOWN, UNKNOWN, {"name": [certificate], "type": [certificate]})
    judged = judge_stack(RULE, MAIN, certificate, record("it", "www"), validation)
    assert {name: str(one) for name, one in judged.items()} == {"it": "fine", "validation": "fine"}


@pytest.mark.parametrize(
    ("type_", "records", "expected"),
    [
        ("TXT", ["a" * 255], "fine"),
        ("TXT", ["a" * 256], "violated: records"),
        ("SPF", ['"' + "a" * 256 + '"'], "violated: records"),
        ("TXT", ["short", UNKNOWN], "undetermined: records[1]"),
        ("TXT", UNKNOWN, "undetermined: records"),
        ("TXT", secret(["a" * 256]), "violated: records"),
        ("A", ["192.0.2.1", "example.com"], "violated: records"),
        ("A", None, "fine"),
        ("AAAA", ["2001:db8::1"], "fine"),
        ("AAAA", ["192.0.2.1"], "violated: records"),
        ("MX", ["mail.example.com"], "violated: records"),
        ("MX", ["10 mail.example.com."], "fine"),
        ("NS", ["ns1.example.com"], "fine"),
    ],
)
def test_values(type_: object, records: object, expected: str) -> None:
    assert str(judge(RULE, name="www", ttl=60, type=type_, records=records)) == expected


def test_a_secret_value_is_not_shown() -> None:
    (message,) = judge(RULE, name="www", ttl=60, type="TXT", records=[secret("a" * 256)]).messages
    assert "aaa" not in message


def test_strings_and_addresses() -> None:
    assert not has_long_string('"' + "a" * 255 + '" "' + "b" * 255 + '"')
    assert not has_long_string("a" * 255 + '""' + "b" * 255)
    assert not has_long_string("\\101" * 100)
    assert has_long_string("a" * 255 + '" "' + "b" * 256)
    assert [is_ipv4(text) for text in ("192.0.2.255", "192.0.2.256", "192.0.2", "1.2.3.4, 5.6.7.8", "a.2.3.4")] == [
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["a" * 600, '"' + "a" * 300 + '"', "a" * 255 + '" "' + "b" * 511])
def test_the_fix_of_a_long_value_keeps_its_characters(text: str) -> None:
    short = in_short_strings(text)
    assert not has_long_string(short)
    assert short.replace('" "', "") == text.strip('"').replace('" "', "")
    (message,) = judge(RULE, name="www", ttl=60, type="TXT", records=["v=spf1 -all", text]).messages
    assert json.dumps(short) in message
    assert str(judge(RULE, name="www", ttl=60, type="TXT", records=["v=spf1 -all", short])) == "fine"
