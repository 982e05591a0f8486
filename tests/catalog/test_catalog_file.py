"""A user's own catalog file: what it adds, and what a damaged one says."""

import json
from datetime import date
from pathlib import Path

import pytest

from policypack.catalog.catalog import SECTIONS, load_catalog
from policypack.catalog.classes import packed
from policypack.catalog.engines import VersionStatus
from policypack.catalog.files import DATA, read_file
from policypack.catalog.writing import write_file
from policypack.errors import CatalogError

ENTRY = {"available": ["15.19"], "complete": True, "as_of": "2026-11-01", "method": "aws", "source": "rds"}


def written(folder: Path, content: object) -> Path:
    path = folder / "own.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_own_versions_replace_ours_for_their_region_and_engine(tmp_path: Path) -> None:
    own = written(tmp_path, {"engine_versions": {"rds": {"eu-south-2": {"postgres": ENTRY}}}})
    catalog = load_catalog(own, today=date(2026, 11, 26))
    gone = catalog.engine_version_fact("rds", "postgres", "15.7", "eu-south-2")
    assert (gone.status, gone.newest.version, gone.as_of) == (VersionStatus.WITHDRAWN, "15.19", "2026-11-01")
    assert catalog.engine_version_fact("rds", "postgres", "15.4", "us-east-1").status is VersionStatus.WITHDRAWN
    assert catalog.engine_version_fact("rds", "mysql", "8.0", "us-east-1").status is VersionStatus.AVAILABLE
    assert str(catalog.data_date("eu-south-2")) == "2026-11-01"


def test_own_life_of_versions_replaces_ours(tmp_path: Path) -> None:
    own = {
        "support": {"rds": {"postgres": {"ends": {"15.19": "2026-12-01"}}}},
        "withdrawn": {"rds": {"postgres": {"15.18": ["2026-10-31", "2026-11-01"]}}},
    }
    catalog = load_catalog(written(tmp_path, own), today=date(2026, 11, 26))
    fact = catalog.engine_version_fact("rds", "postgres", "15.18", "eu-west-1")
    assert (fact.status, fact.newest.version) == (VersionStatus.WITHDRAWN, "15.17")
    assert str(catalog.engine_version_fact("rds", "postgres", "15.19", "eu-west-1").support.ends) == "2026-12-01"
    assert catalog.engine_version_fact("rds", "mysql", "8.0.36", "eu-west-1").status is VersionStatus.WITHDRAWN


def test_own_zones_keep_our_ids(tmp_path: Path) -> None:
    own = written(tmp_path, {"zones": {"as_of": "2026-11-01", "regions": {"eu-south-2": {"names": ["eu-south-2d"]}}}})
    catalog = load_catalog(own)
    assert catalog.is_zone_of("eu-south-2", "eu-south-2d") is True
    assert catalog.is_zone_of("eu-south-2", "eus2-az1") is True
    assert catalog.is_zone_of("eu-south-1", "eu-south-1a") is True


def test_other_own_sections(tmp_path: Path) -> None:
    own = {
        "instance_classes": {"rds": {"as_of": "2026-11-01", **packed({"eu-south-9": {"postgres": ["db.m99.large"]}})}},
        "parameter_group_families": {
            "rds": {"postgres": {"10": {"parts": 1, "family": "postgres{line}", "newest": "19"}}}
        },
        "log_exports": {"instances": {"made-up": {"valid": ["all"], "wanted": ["all"]}}},
        "lambda_runtimes": {"runtimes": {"nodejs99.x": {"deprecated": "2031-01-01"}}},
    }
    catalog = load_catalog(written(tmp_path, own))
    assert catalog.instance_class_offered("rds", "postgres", "db.m99.large", "eu-south-9") is True
    assert catalog.instance_class_offered("rds", "postgres", "db.t4g.medium", "eu-south-2") is True
    assert catalog.parameter_group_family("rds", "postgres", "19.1") == "postgres19"
    assert catalog.default_log_exports("made-up") == ("all",)
    assert catalog.lambda_runtime("nodejs99.x") is not None
    assert catalog.lambda_runtime("nodejs12.x") is not None


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ([], "must hold an object"),
        ({"engine_version": {}}, "engine_version must be one of the sections engine_versions,"),
        ({"engine_versions": []}, "engine_versions must be an object"),
        (
            {"support": {"rds": {"postgres": {"ends": {"15.19": "soon"}}}}},
            "support.rds.postgres.ends.15.19 must be a date such as",
        ),
        (
            {"withdrawn": {"rds": {"postgres": {"15.4": ["2025-03-31"]}}}},
            "withdrawn.rds.postgres.15.4 must be a list of two dates",
        ),
        (
            {"engine_versions": {"rds": {"eu-south-2": {"postgres": {**ENTRY, "available": "15.7"}}}}},
            "engine_versions.rds.eu-south-2.postgres.available must be a list of texts",
        ),
        (
            {"engine_versions": {"rds": {"eu-south-2": {"postgres": {**ENTRY, "available": [15.7]}}}}},
            "engine_versions.rds.eu-south-2.postgres.available must be a list of texts",
        ),
        (
            {"engine_versions": {"rds": {"eu-south-2": {"postgres": {**ENTRY, "complete": "yes"}}}}},
            "engine_versions.rds.eu-south-2.postgres.complete must be true or false",
        ),
        (
            {"engine_versions": {"rds": {"eu-south-2": {"postgres": {"available": []}}}}},
            "engine_versions.rds.eu-south-2.postgres.as_of must be a text",
        ),
        (
            {"instance_classes": {"rds": {"classes": ["a"], "sets": [], "regions": {"r": {"e": 0}}}}},
            "instance_classes.rds.sets must be a list that has the item 0",
        ),
        ({"zones": {"regions": {"eu-south-2": {"names": "a"}}}}, "zones.regions.eu-south-2.names must be a list"),
        (
            {"parameter_group_families": {"rds": {"postgres": {"10": {"parts": "1", "family": "f", "newest": "1"}}}}},
            "parameter_group_families.rds.postgres.10.parts must be a whole number",
        ),
        (
            {"lambda_runtimes": {"runtimes": {"nodejs99.x": {"deprecated": "soon"}}}},
            "lambda_runtimes.runtimes.nodejs99.x.deprecated must be a date",
        ),
    ],
)
def test_damage_is_named(tmp_path: Path, content: object, place: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(CatalogError) as caught:
        load_catalog(path)
    assert place in str(caught.value)
    assert str(path) in str(caught.value)
    assert "refresh" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"none\.json: cannot be read \(No such file or directory\)"):
        load_catalog(tmp_path / "none.json")
    broken = tmp_path / "broken.json"
    broken.write_text('{"engine_versions": ', encoding="utf-8")
    with pytest.raises(CatalogError, match=r"broken\.json: is not JSON"):
        load_catalog(broken)


def test_nothing_is_read_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(Path, "read_text", lambda path, **_: asked.append(path) or "{}")
    load_catalog()
    assert asked == []


@pytest.mark.parametrize("name", [*SECTIONS, "resource_types"])
def test_own_data_says_source_method_and_date(name: str) -> None:
    section = read_file(DATA / f"{name}.json")
    origins = [section]
    if name == "engine_versions":
        services = [section.section(service) for service in section]
        regions = [service.section(region) for service in services for region in service]
        origins = [region.section(engine) for region in regions for engine in region]
    if name == "instance_classes":
        origins = [section.section(service) for service in section]
    assert origins
    for origin in origins:
        assert origin.text("source")
        assert origin.text("method")
        assert len(origin.text("as_of")) == len("2026-11-23")


def test_own_data_is_small() -> None:
    assert sum(file.stat().st_size for file in DATA.glob("*.json")) < 340_000


def test_writing_is_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write_file(path, {"a": {"b": {"c": {"d": ["é", 1, True, None]}}}})
    before = path.read_text(encoding="utf-8")
    assert json.loads(before) == {"a": {"b": {"c": {"d": ["é", 1, True, None]}}}}
    with pytest.raises(TypeError):
        write_file(path, {"a": {1, 2}})  # type: ignore[dict-item]
    assert path.read_text(encoding="utf-8") == before
    assert list(tmp_path.iterdir()) == [path]
