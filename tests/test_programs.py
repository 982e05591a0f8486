"""Programs as strangers write them: what was decided by hand is found, and nothing else is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.registry import all_rules
from policypack.offline import preview
from policypack.reports.run import Run
from tests.concerns import RULES as CONCERNS
from tests.expectations import PROGRAMS, Expectation, expectations, undetermined, violated
from tests.pulumi_aws_6 import find_or_make_environment

EXPECTATIONS = expectations()
RULES = {rule.id for rule in all_rules()}


def judged(folder: Path, stack: str) -> Run:
    return preview(folder, Configuration(all_rules()), stack=stack, timeout=120)


def assert_as_decided(run: Run, expected: Expectation) -> None:
    assert violated(run.findings) == dict(expected.found)
    assert undetermined(run.findings) == dict(expected.undetermined)


@pytest.fixture(autouse=True)
def _no_region_of_whoever_runs_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def pulumi_aws_6() -> Path:
    """A virtual environment with pulumi-aws 6. Without one: skipped with the reason, or failed with CI=true."""
    found = find_or_make_environment()
    if isinstance(found, Path):
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI=true promises a package index: {found.reason}")
    pytest.skip(found.reason)


@pytest.mark.parametrize("expected", [one for one in EXPECTATIONS if one.program != "legacy_v6"], ids=str)
def test_a_program_is_judged_as_it_was_by_hand(expected: Expectation) -> None:
    assert_as_decided(judged(expected.folder, expected.stack), expected)


def test_a_program_of_pulumi_aws_6_is_judged_as_it_was_by_hand(pulumi_aws_6: Path, tmp_path: Path) -> None:
    (expected,) = [one for one in EXPECTATIONS if one.program == "legacy_v6"]
    folder = tmp_path / "legacy_v6"
    shutil.copytree(expected.folder, folder)
    (folder / "venv").symlink_to(pulumi_aws_6, target_is_directory=True)
    run = judged(folder, expected.stack)
    versions = {
        resource.inputs["version"] for resource in run.stack.resources if resource.type == "pulumi:providers:aws"
    }
    assert {str(version).split(".")[0] for version in versions} == {"6"}
    assert_as_decided(run, expected)


def test_each_program_has_an_expectation_for_each_of_its_stacks() -> None:
    stacks = {
        (file.parent.name, file.name.removeprefix("Pulumi.").removesuffix(".yaml"))
        for file in PROGRAMS.glob("*/Pulumi.*.yaml")
    }
    assert {(one.program, one.stack) for one in EXPECTATIONS} == stacks
    assert len({program for program, _ in stacks}) >= 10


def test_expectations_name_rules_that_exist() -> None:
    named = {rule for one in EXPECTATIONS for rule in (*one.found, *one.undetermined)}
    assert named <= RULES


def test_each_concern_is_met_in_the_wild() -> None:
    """Each has a rule that finds something in one of the programs."""
    found = {rule for one in EXPECTATIONS for rule in one.found}
    met = {concern for rule, concerns in CONCERNS.items() if rule in found for concern in concerns.split()}
    assert set(_concerns()) - met == set()


def _concerns() -> Iterator[str]:
    return (f"C{number}" for number in range(21))
