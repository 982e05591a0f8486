"""The commands that refresh, compare and describe a catalogue."""

import argparse
import json
import shutil
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from policypack.catalog import load_catalogue
from policypack.catalog.commands import add_parser
from policypack.catalog.differences import differences
from policypack.catalog.files import DATA
from policypack.catalog.status import Known, known, table
from policypack.catalog.store import Store
from policypack.errors import CatalogueError

needs_cfn_lint = pytest.mark.skipif(
    find_spec("cfnlint") is None, reason="cfn-lint is not installed (requirements/catalog.txt)"
)


@needs_cfn_lint
def test_the_baseline_of_cfn_lint(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    assert run("refresh", "--from-cfn-lint", "--file", str(folder)) == 0
    versions = Store(folder).read("engine_versions").section("rds")
    assert versions.section("eu-south-2").section("postgres").texts("available") == ("15.7",)
    postgres = versions.section("us-east-1").section("postgres")
    assert "15.4" in postgres.texts("deprecated")
    assert "15" not in postgres.texts("deprecated")
    assert versions.section("us-east-1").section("mariadb").texts("listed")
    assert not any(name.startswith("oracle") for name in versions.section("us-east-1"))
    assert "us-iso-east-1" not in Store(folder).read("instance_classes").section("rds").section("regions")
    assert Store(folder).read("zones").section("regions").section("eu-south-2").texts("ids")[0] == "eus2-az1"


@needs_cfn_lint
def test_cfn_lint_does_not_replace_what_aws_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "own.json")
    entry = {"available": ["15.99"], "complete": True, "as_of": "2026-11-22", "method": "aws", "source": "rds"}
    store.write("engine_versions", {"rds": {"us-east-1": {"postgres": entry}}})
    assert run("refresh", "--from-cfn-lint", "--file", str(store.path)) == 0
    assert store.read("engine_versions").section("rds").section("us-east-1").section("postgres").content == entry
    assert load_catalogue(store.path).is_zone_of("eu-south-2", "eu-south-2a") is True


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["catalog", *words])
    status: int = arguments.run(arguments)
    return status


def test_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["section", "subject", "holds", "as", "of", "age", "method"]
    assert any("rds eu-south-2" in line and "1 engine, in part" in line and "recorded" in line for line in lines)
    assert any("rds us-east-1" in line and "cfn-lint" in line for line in lines)
    assert any(line.startswith("resource_types") for line in lines)


def test_status_says_what_deserves_a_refresh() -> None:
    rows = [Known("zones", "", "1 regions", "2026-01-01", "test"), Known("logs", "", "", "2026-06-30", "test")]
    lines = list(table(rows, date(2026, 7, 1)))
    assert "181 days, refresh it" in lines[1]
    assert "1 days" in lines[2]
    assert "refresh" not in lines[2]


def test_status_of_an_empty_file(tmp_path: Path) -> None:
    assert list(known(Store(tmp_path / "none.json"))) == []


def test_refresh_needs_a_source_and_regions(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["refresh"], ["refresh", "--from-aws"], ["refresh", "--from-aws", "--types"]):
        with pytest.raises(SystemExit):
            run(*words)
    assert "--from-aws needs --region" in capsys.readouterr().err


def test_types_do_not_go_into_a_file_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="without --file"):
        run("refresh", "--types", "--file", str(tmp_path / "own.json"))


def test_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    entry: dict[str, Any] = {"available": ["15.7"], "as_of": "2026-01-01", "method": "a", "source": "b"}
    old.write_text(json.dumps({"engine_versions": {"rds": {"r-1": {"postgres": entry}}}}), encoding="utf-8")
    later = {**entry, "available": ["15.13"], "deprecated": ["15.7"], "as_of": "2026-11-01"}
    new.write_text(json.dumps({"engine_versions": {"rds": {"r-1": {"postgres": later}}}}), encoding="utf-8")
    assert run("diff", str(old), str(new)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "+ engine_versions rds r-1 postgres available 15.13",
        "- engine_versions rds r-1 postgres available 15.7",
        "+ engine_versions rds r-1 postgres deprecated 15.7",
    ]
    assert run("diff", str(old), str(old)) == 0
    assert run("diff", str(old), str(tmp_path / "none.json")) == 2


def test_diff_unpacks_classes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    content = dict(Store(folder).read("instance_classes").content)
    content.pop("mq")
    Store(folder).write("instance_classes", content)
    lines = list(differences(Store(DATA), Store(folder)))
    assert "- instance_classes mq us-east-1 * mq.m5.large" in lines
    assert all(line.startswith("- instance_classes mq ") for line in lines)
