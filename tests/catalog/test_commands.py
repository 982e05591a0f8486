"""The commands that refresh, compare and describe a catalog."""

import gzip
import json
import shutil
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import click
import pytest

from policypack.catalog.catalog import load_catalog
from policypack.catalog.differences import differences
from policypack.catalog.files import DATA
from policypack.catalog.instance_types import is_type_offered
from policypack.catalog.status import Known, known, table
from policypack.catalog.store import Store
from policypack.commands.catalog import catalog
from policypack.errors import CatalogError

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
    assert load_catalog(store.path).is_zone_of("eu-south-2", "eu-south-2a") is True


def run(*words: str) -> int:
    return int(catalog.main(words, standalone_mode=False))


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name a source"),
        (["--from-aws"], "--from-aws needs --region"),
        (["--from-aws", "--types"], "choose one of them"),
        (["--types", "eu-south-2"], "eu-south-2: regions follow --region"),
    ],
)
def test_refresh_needs_a_source_and_regions(words: list[str], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        run("refresh", *words)


def test_refresh_takes_several_regions_after_one_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr("policypack.catalog.from_aws.clients_of", lambda _: None)
    monkeypatch.setattr(
        "policypack.catalog.refresh.refresh_from_aws", lambda _, regions, *rest: asked.append(tuple(regions)) or 0
    )
    file = str(tmp_path / "own.json")
    assert run("refresh", "--from-aws", "--region", "eu-south-2", "eu-west-1", "--file", file) == 0
    assert run("refresh", "--from-aws", "--region=eu-south-2", "--region", "eu-west-1", "--file", file) == 0
    assert asked == [("eu-south-2", "eu-west-1")] * 2


def test_types_do_not_go_into_a_file_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="without --file"):
        run("refresh", "--types", "--file", str(tmp_path / "own.json"))


def test_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    entry: dict[str, Any] = {"available": ["15.7"], "as_of": "2026-01-01", "method": "a", "source": "b"}
    old.write_text(json.dumps({"engine_versions": {"rds": {"r-1": {"postgres": entry}}}}), encoding="utf-8")
    later = {**entry, "available": ["15.13"], "deprecated": ["15.7"], "as_of": "2026-11-01"}
    new.write_text(json.dumps({"engine_versions": {"rds": {"r-1": {"postgres": later}}}}), encoding="utf-8")
    assert run("diff", str(old), str(new)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "engine_versions rds r-1 postgres: 15.7 is deprecated (before: can be created)",
        "engine_versions rds r-1 postgres: 15.13 can be created",
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
    line = "instance_classes mq us-east-1 *: mq.m5.large is no longer in the catalog (it said: is offered)"
    assert line in lines
    assert all(line.startswith("instance_classes mq ") for line in lines)


def test_diff_says_what_ends_when(tmp_path: Path) -> None:
    old, new = Store(tmp_path / "old.json"), Store(tmp_path / "new.json")
    for store, end, standard in ((old, "2026-10-31", "2030-01-31"), (new, "2026-12-31", "")):
        store.write(
            "support", {"rds": {"postgres": {"ends": {"15.13": end}, "lines": {"15": [standard, "2033-01-31"]}}}}
        )
    assert list(differences(old, new)) == [
        "support rds postgres ends: 15.13 is 2026-12-31 (before: is 2026-10-31)",
        "support rds postgres lines: 15 ends on no date, 2033-01-31 (before: ends on 2030-01-31, 2033-01-31)",
    ]


def test_status_of_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", "--region", "eu-south-2") == 0
    (_, postgres) = capsys.readouterr().out.splitlines()
    assert "withdrawn everywhere, in part" in postgres
    assert postgres.endswith("recorded")
    assert run("status", "--region", "moon-1") == 1


def test_the_policy_has_the_permissions_that_are_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("refresh", "--print-policy") == 0
    (statement,) = json.loads(capsys.readouterr().out)["Statement"]
    assert "rds:DescribeDBEngineVersions" in statement["Action"]
    assert not any("*" in action for action in statement["Action"])
    assert "ec2:DescribeRegions" not in statement["Action"]
    assert run("refresh", "--print-policy", "--all-regions", "--classes") == 0
    (statement,) = json.loads(capsys.readouterr().out)["Statement"]
    assert {"ec2:DescribeRegions", "rds:DescribeOrderableDBInstanceOptions"} <= set(statement["Action"])


PLACES = {
    "moto/ec2/resources/instance_type_offerings/region/eu-south-2.json.gz": [{"InstanceType": "zz9.large"}],
    "moto/ssm/resources/services.json.gz": {
        "aws": {
            "service": {
                "global-infrastructure": {
                    "services": {
                        "codeconnections": {"regions": {"eu-west-1": {}}},
                        "dax": {"regions": {"eu-west-1": {}, "eu-south-2": {}, "eu-west-2": {}}},
                    }
                }
            }
        }
    },
}


def wheel_of(folder: Path, places: Mapping[str, object]) -> Path:
    wheel = folder / "moto-9.9.9-py3-none-any.whl"
    with ZipFile(wheel, "w") as files:
        for place, content in places.items():
            files.writestr(place, gzip.compress(json.dumps(content).encode()))
    return wheel


def copied(folder: Path) -> Path:
    shutil.copytree(DATA, folder / "data")
    return folder / "data"


@needs_cfn_lint
def test_instance_types_from_a_wheel(tmp_path: Path) -> None:
    folder, wheel = copied(tmp_path), wheel_of(tmp_path, PLACES)
    assert run("refresh", "--from-moto", str(wheel), "--file", str(folder)) == 0
    section = Store(folder).read("ec2_instance_types")
    assert section.texts("two_sources") == ("eu-south-2",)
    assert section.text("source").endswith("and moto 9.9.9")
    assert "t2" in section.texts("settled")
    assert is_type_offered(section, "zz9.large", "eu-south-2")
    assert is_type_offered(section, "m5.large", "eu-south-2")  # cfn-lint has it there
    assert not is_type_offered(section, "zz9.large", "eu-west-1")


@needs_cfn_lint
def test_services_from_a_wheel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, wheel = copied(tmp_path), wheel_of(tmp_path, PLACES)
    before = Store(folder).read("absent_services").section("services")
    assert run("refresh", "--from-moto", str(wheel), "--file", str(folder)) == 0
    section = Store(folder).read("absent_services")
    services = section.section("services")
    assert "moto 9.9.9" in section.text("source")
    assert services.section("codeconnections").texts("regions") == ("eu-south-2",)  # cfn-lint has it in eu-west-2
    assert services.section("dax").texts("regions") == ()
    assert services.section("amplify").content == before.section("amplify").content
    assert "amplify has no region in moto, its old entry stays" in capsys.readouterr().err


@needs_cfn_lint
@pytest.mark.parametrize(
    "content",
    [{}, [], None, {"aws": {"service": {}}}, {"aws": {"service": {"global-infrastructure": {"services": []}}}}],
)
@pytest.mark.parametrize("place", PLACES)
def test_a_wheel_of_another_form_changes_nothing(tmp_path: Path, place: str, content: object) -> None:
    folder = copied(tmp_path)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    for places in ({**PLACES, place: content}, {name: PLACES[name] for name in PLACES if name != place}):
        with pytest.raises(CatalogError, match="by region; `pip download"):
            run("refresh", "--from-moto", str(wheel_of(tmp_path, places)), "--file", str(folder))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@needs_cfn_lint
@pytest.mark.parametrize("content", ["{}", "[]", "not JSON", None])
@pytest.mark.parametrize(
    "file",
    [
        "aws_rds_dbinstance/engine_version.json",
        "aws_rds_dbinstance/engine_version_deprecated.json",
        "aws_elasticache_cachecluster/engine_version.json",
        "aws_docdb_dbinstance/dbinstanceclass_enum.json",
        "LmbdRuntimeLifecycle.json",
    ],
)
def test_a_cfn_lint_of_another_form_changes_nothing(
    tmp_path: Path, file: str, content: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, as_it_is = copied(tmp_path), Path.read_text
    before = {one.name: one.read_bytes() for one in folder.iterdir()}

    def read(self: Path, *arguments: Any, **named: Any) -> str:
        if not str(self).endswith(file):
            return as_it_is(self, *arguments, **named)
        if content is None:
            raise FileNotFoundError(file)
        return content

    monkeypatch.setattr(Path, "read_text", read)
    with pytest.raises(CatalogError, match="cfn-lint"):
        run("refresh", "--from-cfn-lint", "--file", str(folder))
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


@pytest.mark.parametrize("content", [b"no wheel", b""])
def test_what_is_no_wheel_is_an_error_that_says_how_to_get_one(tmp_path: Path, content: bytes) -> None:
    wheel = tmp_path / "moto.whl"
    wheel.write_bytes(content)
    with pytest.raises(CatalogError, match="pip download --no-deps moto"):
        run("refresh", "--from-moto", str(wheel))
