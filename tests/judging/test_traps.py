"""Settings that look as if they held and do not: each is an error or a warning, never silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment, Resource
from policypack.testing import resource
from tests.judging.test_configuration import configuration, stack
from tests.judging.test_exemptions import BUCKET, OPEN, findings, of
from tests.test_commands import project, run


def tagged(value: str, key: str = "guardrails:exempt/s3-versioning") -> Resource:
    return resource(BUCKET, "logs", {"tags": {key: value}})


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("rebuilt each night expire=2020-01-31", "expires"),
        ("rebuilt each night Expires=2030-01-31", "expires"),
        ("rebuilt each night expiry=2020-01-31", "expires"),
        ("rebuilt each night expires: 2020-01-31", "expires"),
        ("rebuilt each night expires =2020-01-31", "expires"),
        ("rebuilt each night owners=web", "owner"),
        ("rebuilt each night expires=2030-01-31 expires=2040-01-31", "twice"),
        ("rebuilt each night expires=20300101", "date"),
        ("rebuilt each night expires=", "date"),
        ("rebuilt each night owner= expires=2030-01-31", "owner"),
        ("rebuilt each night expires=2030-W01-1", "date"),
    ],
)
def test_a_mistyped_term_never_makes_an_endless_exemption(tmp_path: Path, value: str, named: str) -> None:
    found = findings(tmp_path, tagged(value), text=OPEN)
    (wrong,) = of("guardrails", found)
    assert wrong.level == "mandatory"
    assert named in wrong.problem
    assert of("s3-versioning", found)[0].stops


def test_of_more_tags_than_aws_takes_few_are_read(tmp_path: Path) -> None:
    tags = {f"guardrails:exempt/no-rule-{number}": "x" for number in range(2000)}
    mistyped = {f"guardrails:skip/no-rule-{number}": "x" for number in range(2000)}
    found = findings(tmp_path, resource(BUCKET, "logs", {"tags": {**tags, **mistyped}}), text=OPEN)
    assert len(of("guardrails", found)) == 400


def test_words_of_a_reason_are_no_terms(tmp_path: Path) -> None:
    found = findings(tmp_path, tagged("see ticket: OPS-12, mode=batch, owner=web"), text=OPEN)
    assert of("guardrails", found) == []
    assert not of("s3-versioning", found)[0].stops


@pytest.mark.parametrize(
    "key",
    [
        "guardrail:exempt/s3-versioning",
        "guardrails:exempts/s3-versioning",
        "guardrails/exempt/s3-versioning",
        "guardrails:exempt:s3-versioning",
        "Guardrails:Exempt/s3-versioning",
        "guardrails:skip/s3-versioning",
    ],
)
def test_a_mistyped_prefix_is_named(tmp_path: Path, key: str) -> None:
    (wrong,) = of("guardrails", findings(tmp_path, tagged("rebuilt each night", key), text=OPEN))
    assert wrong.level == "mandatory"
    assert key in wrong.problem
    assert "guardrails:exempt/RULE" in wrong.problem


@pytest.mark.parametrize("value", ["-1", "1.0e+400", "4000000000"])
def test_a_number_out_of_range_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigurationError, match="minZones"):
        configuration(tmp_path, f"options: {{vpc-three-zones: {{minZones: {value}}}}}\n").settings(stack())


@pytest.mark.parametrize("seconds", ["-1", "0", "nan", "inf"])
def test_a_timeout_that_is_none_is_refused(seconds: str) -> None:
    done = run("preview", "examples/hardened", "--timeout", seconds)
    assert done.returncode == 2
    assert "--timeout" in done.stderr


def test_several_stacks_and_none_named_asks_for_one(tmp_path: Path) -> None:
    files = {"Pulumi__dev__yaml": "", "Pulumi__prod__yaml": ""}
    folder = project(tmp_path, "", **files)
    done = run("preview", str(folder))
    assert done.returncode == 2
    assert "--stack: dev, prod" in done.stderr
    assert run("preview", str(folder), "--stack", "prod").returncode == 0


def test_settings_beside_the_program_that_nothing_reads_are_named(tmp_path: Path) -> None:
    folder = project(tmp_path, "", guardrails__yaml="levels: {all: disabled}\n")
    assert "guardrails.yaml is not read" in run("preview", str(folder)).stdout
    named = run("preview", str(folder), "--guardrails", str(folder / "guardrails.yaml")).stdout
    assert "is not read" not in named


def test_a_module_of_the_program_that_is_missing_is_no_package_to_install(tmp_path: Path) -> None:
    folder = project(tmp_path, "import helpers.network")
    (folder / "helpers").mkdir()
    done = run("preview", str(folder))
    assert done.returncode == 2
    assert "helpers.network" in done.stderr
    assert "install" not in done.stderr


def test_a_program_that_cannot_be_run_is_json_where_json_was_asked_for(tmp_path: Path) -> None:
    done = run("preview", str(project(tmp_path, "import (")), "--format", "json")
    assert done.returncode == 2
    assert "syntax error" in json.loads(done.stdout)["error"]


@pytest.mark.parametrize(
    ("content", "line"), [('{\n  "s3-versioning": "advisory",\n}', 3), ("s3-versioning: advisory", 1), ("{} # all", 1)]
)
def test_policy_configuration_that_the_cli_cannot_read_is_an_error_offline_too(
    tmp_path: Path, content: str, line: int
) -> None:
    file = tmp_path / "policy-config.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"policy-config\.json:{line}: is not JSON"):
        Configuration(all_rules()).with_policy_file(file)


def test_policy_configuration_in_json_is_read(tmp_path: Path) -> None:
    file = tmp_path / "policy-config.json"
    file.write_text('{"s3-versioning": "advisory"}', encoding="utf-8")
    levels = Configuration(all_rules()).with_policy_file(file).settings(Deployment()).rules
    assert [one.level for one in levels if one.rule.id == "s3-versioning"] == ["advisory"]
