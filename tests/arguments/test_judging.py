"""What is said of an argument, what an organization turns off, and who speaks where two rules would."""

from __future__ import annotations

import dataclasses

import pytest

from policypack.aws.arguments import slips
from policypack.aws.arguments.judging import fits
from policypack.aws.arguments.rows import Row, folder_of, rows_of
from policypack.aws.arguments.rules.aws_arguments_documented import RULE as DOCUMENTED
from policypack.aws.arguments.rules.aws_arguments_valid import RULE as VALID
from policypack.catalog.catalog import load_catalog
from policypack.engine.judge import Judge
from policypack.engine.settings import default_settings
from policypack.fix import note
from policypack.model.resources import Deployment
from policypack.model.values import Value
from policypack.model.verdicts import require
from policypack.rule import AnyRule
from policypack.testing import UNKNOWN, Judged, judge_stack, resource, secret

REPOSITORY = "aws:ecr/repository:Repository"
SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"


def judged(rule: AnyRule, type_: str, ignored: tuple[str, ...] = (), **inputs: object) -> Judged:
    return judge_stack(rule, resource(type_, "it", inputs), options={"ignored": list(ignored)})["it"]


def test_a_message_has_the_value_the_bound_and_awss_error() -> None:
    (message,) = judged(VALID, REPOSITORY, name="o").messages
    assert message.startswith('name is "o", 1 characters long: it must have 2 to 256 characters')
    assert "Value at 'repositoryName' failed to satisfy constraint: Member must have length greater than" in message


def test_a_slip_is_certain_and_another_value_may_be_new() -> None:
    slip, other = ({"rules": [{"scanFrequency": one}]} for one in ("scan-on-push", "WEEKLY"))
    assert str(judged(VALID, SCANNING, **slip)) == "violated: rules[0].scanFrequency"
    assert str(judged(DOCUMENTED, SCANNING, **slip)) == "fine"
    assert str(judged(VALID, SCANNING, **other)) == "fine"
    assert str(judged(DOCUMENTED, SCANNING, **other)) == "violated: rules[0].scanFrequency"


def test_no_other_value_of_a_closed_enumeration_is_right() -> None:
    assert str(judged(VALID, REPOSITORY, imageTagMutability="SOMETIMES")) == "violated: imageTagMutability"


@pytest.mark.parametrize(
    ("version", "value", "answer"),
    [
        ("7.51.1", "SOMETIMES", "violated: imageTagMutability"),
        ("6.83.0", "SOMETIMES", "violated: imageTagMutability"),
        ("99.0.0", "SOMETIMES", "undetermined: version"),
        ("99.0.0", "immutable", "violated: imageTagMutability"),
        ("99.0.0", "IMMUTABLE", "fine"),
        (UNKNOWN, "SOMETIMES", "undetermined: version"),
    ],
)
def test_a_newer_provider_may_know_other_values(version: object, value: str, answer: str) -> None:
    subject = resource(REPOSITORY, "it", {"imageTagMutability": value}, provider={"version": version})
    assert str(judge_stack(VALID, subject)["it"]) == answer


def test_a_secret_is_judged_and_not_shown() -> None:
    (message,) = judged(VALID, REPOSITORY, imageTagMutability=secret("s3cr3t-mode")).messages
    assert "s3cr3t" not in message


@pytest.mark.parametrize("ignored", ["ecr", REPOSITORY, "length", f"{REPOSITORY} name length"])
def test_an_organization_turns_off_a_service_a_type_a_kind_or_a_row(ignored: str) -> None:
    assert str(judged(VALID, REPOSITORY, (ignored,), name="o")) == "not applicable"


def test_types_of_programs_and_of_other_packages_have_no_rows() -> None:
    for type_ in ("aws:../..:X", "aws:nosuch/thing:Thing", "aws:", "random:index/x:X"):
        assert rows_of(type_) is None
    assert folder_of("aws:lambda/function:Function") == "lambda_"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("pay_per_request", "PAY_PER_REQUEST"),
        ("PAY-PER-REQUEST", "PAY_PER_REQUEST"),
        ("PAY_PER_REQEST", "PAY_PER_REQUEST"),
        ("PROVISIONNED", "PROVISIONED"),
        ("ON_DEMAND", None),
        ("PROVISIONED_V2", None),
        ("", None),
    ],
)
def test_a_slip_is_what_can_only_be_meant_as_one_value(text: str, meant: str | None) -> None:
    assert slips.meant(text, ("PROVISIONED", "PAY_PER_REQUEST")) == meant


def test_words_that_differ_by_little_and_are_others_are_no_slips() -> None:
    assert slips.meant("gp3", ("gp2", "io1")) is None
    assert slips.meant("ACTIVE", ("INACTIVE",)) is None
    assert slips.meant("TLS_1_3", ("TLS_1_2",)) is None
    assert slips.meant("HTTPS", ("HTTP", "TCP")) is None


def test_case_does_not_matter_where_the_provider_takes_any() -> None:
    row = Row("protocol", "enum", certain=True, member="X.Y", said_by=("botocore",), values=("HTTP",), any_case=True)
    assert fits(row, Value("http", "protocol")).truth is True
    assert fits(dataclasses.replace(row, any_case=False), Value("http", "protocol")).truth is False


def test_rows_are_silent_where_another_rule_speaks() -> None:
    other = dataclasses.replace(
        VALID,
        id="ecr-names",
        yields=False,
        options=None,
        check=lambda it, _: require(it["name"].equals("orders"), at="name", problem="Not orders.", fix=note("orders")),
    )
    subject = resource(REPOSITORY, "it", {"name": "o"})

    def speaking(*rules: AnyRule) -> list[str]:
        found = Judge(default_settings(rules), Deployment(), load_catalog()).judge_resource(subject)
        return [one.rule for one in found]

    assert speaking(VALID) == ["aws-arguments-valid"]
    assert speaking(VALID, other) == ["ecr-names"]
