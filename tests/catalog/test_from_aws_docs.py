"""Release calendars as AWS writes them, and the withdrawals that follow from them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from policypack.catalog import VersionStatus, load_catalog
from policypack.catalog.catalog import Catalog
from policypack.catalog.files import DATA, Section
from policypack.catalog.from_aws_docs import PAGES, calendar_of, merged
from policypack.catalog.refresh import refresh_from_aws_docs
from policypack.catalog.store import Store
from policypack.errors import CatalogError

TODAY = date(2026, 11, 26)
PAGE = """
Some words.

| PostgreSQL major version | Community release | RDS end of standard support date | RDS end of Extended Support date |
| ------------------------ | ----------------- | -------------------------------- | -------------------------------- |
| PostgreSQL 19            | November 2026     | 28 February 2032                 | 28 February 2035                 |
| PostgreSQL 9.6<br>Deprecated | 2016          | 30 April 2022                    | N/A                              |

| PostgreSQL minor engine version | RDS release date | RDS end of standard support date |
| --- | --- | --- |
| 19.1            | August 25, 2026  | September 2027     |
| 18.2\\*\\*      | 12 February 2026 | February 28, 2027  |
| 13.23\\*        | 13 November 2025 | 28 February 2026   |
| soon            | 13 November 2025 | 28 February 2026   |
| 14.1            | 13 November 2025 | to be announced    |
"""


def test_a_page_of_calendars() -> None:
    entry = calendar_of("postgres", PAGE, TODAY)
    assert entry["ends"] == {"19.1": "2027-09-30", "18.2": "2027-02-28", "13.23": "2026-02-28"}
    assert entry["no_create"] == ["18.2"]
    assert entry["lines"] == {"19": ["2032-02-28", "2035-02-28"], "9.6": ["2022-04-30", ""]}
    assert entry["as_of"] == "2026-11-26"


def test_a_page_without_a_calendar_is_an_error() -> None:
    with pytest.raises(CatalogError, match="no table of minor versions"):
        calendar_of("mysql", "# Moved\n\n| a | b |\n| - | - |\n| 1 | 2 |\n", TODAY)


def test_dates_of_versions_that_aws_no_longer_lists_stay() -> None:
    ends = {"15.4": "2025-03-31", "19.1": "2027-03-31"}
    old = {"ends": ends, "no_create": ["18.1"], "lines": {"15": ["2028-02-29", ""]}}
    both = merged(old, calendar_of("postgres", PAGE, TODAY))
    assert both["ends"] == {"15.4": "2025-03-31", "19.1": "2027-09-30", "18.2": "2027-02-28", "13.23": "2026-02-28"}
    assert both["no_create"] == ["18.2"]
    assert set(both["lines"]) == {"15", "19", "9.6"}


def test_a_refresh_keeps_what_fails_and_joins_the_proofs(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    store, said = Store(folder), list[str]()
    versions = dict(store.read("engine_versions").content)
    postgres = versions["rds"]["us-east-1"]["postgres"]  # type: ignore[index, call-overload]
    postgres["available"].remove("15.13")  # type: ignore[index, union-attr]
    postgres["deprecated"].append("15.13")  # type: ignore[index, union-attr]
    store.write("engine_versions", versions)

    def read(address: str) -> str:
        if "PostgreSQL" in address and "Aurora" not in address:
            return PAGE
        raise CatalogError("no such page")

    assert refresh_from_aws_docs(store, read, said.append) == len(PAGES) - 1
    assert "support of postgres: 3 versions" in said
    assert said[-1] == "withdrawn: 1 versions more"
    assert store.read("withdrawn").section("rds").section("postgres").texts("15.13") == ("2026-10-31", "2026-10-20")
    assert store.read("support").section("rds").section("mysql").section("ends").text("8.0.36") == "2025-03-31"
    assert load_catalog(today=TODAY).engine_version_fact("rds", "postgres", "15.13", "eu-west-1").status is (
        VersionStatus.NOT_KNOWN
    )
    sections = {name: store.read(name).content for name in ("engine_versions", "support", "withdrawn")}
    own = Catalog(Section(sections, "test"), TODAY)
    assert own.engine_version_fact("rds", "postgres", "15.13", "eu-west-1").status is VersionStatus.WITHDRAWN
