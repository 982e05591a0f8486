"""Release calendars as AWS writes them, and the withdrawals that follow from them."""

import shutil
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from policypack.catalog import from_aws_docs
from policypack.catalog.catalog import Catalog, load_catalog
from policypack.catalog.engines import VersionStatus
from policypack.catalog.files import DATA, Section
from policypack.catalog.from_aws_docs import PAGES, calendar_of, merged, read_page, require_alike
from policypack.catalog.refresh import refresh_from_aws_docs
from policypack.catalog.store import Store
from policypack.errors import CatalogError

TODAY = date(2026, 11, 26)
POSTGRES = """
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

\\*\\* These will be set to `NO_CREATE`.

| Minor engine version | RDS release date | RDS end of Extended Support date |
| --- | --- | --- |
| 13.23-rds.20260224\\* | 15 May 2026 | 30 September 2027 |
"""
AURORA_POSTGRESQL = """
| PostgreSQL major version | Aurora version | Aurora end of standard support date | End of RDS Extended Support date |
| --- | --- | --- | --- |
| PostgreSQL 17 | Aurora PostgreSQL 17.4 and higher. See<br>`major`.`minor` | 28 February 2030 | 28 February 2033 |

| PostgreSQL minor engine version | Aurora release date | Aurora end of standard support date |
| ------------------------------- | ------------------- | ----------------------------------- |
| **17**                          |
| 17.7                            | 18 December 2025    | July 2027                           |
| **16**                          |
| 16.8 (LTS)                      | April 8 2025        | 28 February 2029                    |
| 11.9\\<br>• (LTS)               | 11 December 2020    | 29 February 2024                    |
"""
AURORA_MYSQL = """
| MySQL major version | Aurora version | Aurora end of standard support date | RDS end of Extended Support date |\x20
| --- | --- | --- | --- |\x20
| MySQL 8.4 | Aurora MySQL version 8.4 | April 2032 | To be determined |\x20
| MySQL 8.0 | Aurora MySQL version 3 | 30 April 2028 | 31 July 2029 |\x20

| Aurora MySQL version | Aurora MySQL release date | Aurora MySQL end of standard support date |\x20
| --- | --- | --- |\x20
|  **8.4.8** (Compatible with Community MySQL 8.4.8) | September 3, 2026 | September 3, 2027 |\x20
|  **3.10** (Compatible with Community MySQL 8.0.42) (LTS) | July 31, 2025 | April 30, 2028 |\x20
|  **2.121 ** (Compatible with Community MySQL 5.7.40 or 5.7.442)  | July 25, 2023 | October 31, 2024 |\x20
"""
MARIADB = """
<table>
<thead>
  <tr><th>MariaDB engine version</th><th>RDS release date</th><th>RDS end of standard support date</th></tr>
</thead>
<tbody>
  <tr><td>12.3.3</td><td>4 September 2026</td><td><a href="x.md">September</a> 2027</td></tr>
  <tr><td>11.8.9</td><td>4 September 2026</td></tr>
</tbody>
</table>
"""


def test_a_page_of_calendars() -> None:
    entry = calendar_of("postgres", POSTGRES, TODAY)
    assert entry["ends"] == {"19.1": "2027-09-30", "18.2": "2027-02-28", "13.23": "2026-02-28"}
    assert entry["no_create"] == ["18.2"]
    assert entry["lines"] == {"19": ["2032-02-28", "2035-02-28"], "9.6": ["2022-04-30", ""]}
    assert entry["as_of"] == "2026-11-26"


def test_stars_mean_what_a_footnote_says() -> None:
    assert calendar_of("postgres", POSTGRES.replace("NO_CREATE", "eligible"), TODAY)["no_create"] == []


def test_a_page_of_aurora_postgresql() -> None:
    entry = calendar_of("aurora-postgresql", AURORA_POSTGRESQL, TODAY)
    assert entry["ends"] == {"17.7": "2027-07-31", "16.8": "2029-02-28", "11.9": "2024-02-29"}
    assert entry["lines"] == {"17": ["2030-02-28", "2033-02-28"]}


def test_a_page_of_aurora_mysql_has_numbers_of_its_own() -> None:
    entry = calendar_of("aurora-mysql", AURORA_MYSQL, TODAY)
    assert entry["ends"] == {"8.4.mysql_aurora.8.4.8": "2027-09-03", "8.0.mysql_aurora.3.10": "2028-04-30"}
    assert entry["lines"] == {"8.4": ["2032-04-30", ""], "8.0": ["2028-04-30", "2029-07-31"]}
    assert "takes_lines" not in entry


def test_a_page_with_tables_of_html() -> None:
    entry = calendar_of("mariadb", MARIADB, TODAY)
    assert entry["ends"] == {"12.3.3": "2027-09-30"}


ERRORS = {
    "moved": "# Moved\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    "empty": "",
    "not found": "<!DOCTYPE html><html><body><h1>404</h1><table><tr><td>x</td></tr></table></body></html>",
    "cut off": POSTGRES[: POSTGRES.index("| 19.1")],
    "another heading": POSTGRES.replace("end of standard support", "supported until"),
    "another form of dates": POSTGRES.replace("2027 ", "27 ").replace("2026 ", "26 "),
    "an open table": MARIADB[: MARIADB.index("</table>")],
    "bars": "|" * 200_000,
    "an open cell": "<table><tr><th>" * 5_000,
    "years that are none": POSTGRES.replace("2027", "0000").replace("2026", "9999"),
}


@pytest.mark.parametrize("text", ERRORS.values(), ids=ERRORS.keys())
def test_a_page_without_a_calendar_is_an_error(text: str) -> None:
    with pytest.raises(CatalogError, match="no table of minor versions"):
        calendar_of("postgres", text, TODAY)


@pytest.mark.parametrize("end", range(0, len(POSTGRES), 37))
def test_a_page_that_ends_anywhere_is_read_or_an_error(end: int) -> None:
    try:
        entry = calendar_of("postgres", POSTGRES[:end], TODAY)
    except CatalogError:
        return
    whole: Any = calendar_of("postgres", POSTGRES, TODAY)
    assert set(entry["ends"]) <= set(whole["ends"])  # type: ignore[arg-type]


def test_columns_may_stand_in_another_order() -> None:
    text = "| RDS end of standard support date | MySQL engine version |\n| - | - |\n| 21 August 2027 | 8.4.11 |\n"
    assert calendar_of("mysql", text, TODAY)["ends"] == {"8.4.11": "2027-08-21"}


def test_a_page_that_lacks_most_of_what_aws_supported_is_an_error() -> None:
    old: dict[str, Any] = {"ends": {f"19.{minor}": "2027-09-30" for minor in range(9)} | {"15.4": "2025-03-31"}}
    with pytest.raises(CatalogError, match="has 1 of the 9 versions"):
        require_alike("postgres", old, calendar_of("postgres", POSTGRES, TODAY), TODAY)
    require_alike("postgres", {"ends": {"15.4": "2025-03-31"}}, calendar_of("postgres", POSTGRES, TODAY), TODAY)


def test_what_a_page_does_not_say_stays() -> None:
    ends = {"15.4": "2025-03-31", "19.1": "2027-03-31"}
    price = {"words": "$1", "as_of": "2026-05-06", "source": "a page"}
    lines = {"15": ["2028-02-29", ""], "9.6": ["2022-04-30", "2025-04-30"]}
    old: dict[str, Any] = {"ends": ends, "no_create": ["18.1"], "lines": lines, "extended_price": price}
    both = merged(old, calendar_of("postgres", POSTGRES, TODAY))
    assert both["ends"] == {"15.4": "2025-03-31", "19.1": "2027-09-30", "18.2": "2027-02-28", "13.23": "2026-02-28"}
    assert both["no_create"] == ["18.2"]
    assert both["lines"] == {
        "15": ["2028-02-29", ""],
        "19": ["2032-02-28", "2035-02-28"],
        "9.6": ["2022-04-30", "2025-04-30"],
    }
    assert both["extended_price"] == price


def page_of(versions: Iterable[str]) -> str:
    rows = "".join(f"| {version} | September 2027 |\n" for version in versions)
    return f"| PostgreSQL minor engine version | RDS end of standard support date |\n| --- | --- |\n{rows}"


def test_a_refresh_keeps_what_fails_and_joins_the_proofs(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    store, said = Store(folder), list[str]()
    versions = dict(store.read("engine_versions").content)
    postgres = versions["rds"]["us-east-1"]["postgres"]  # type: ignore[index, call-overload]
    postgres["available"].remove("15.13")  # type: ignore[index, union-attr]
    postgres["deprecated"].append("15.13")  # type: ignore[index, union-attr]
    store.write("engine_versions", versions)
    ends = store.read("support").section("rds").section("postgres").section("ends")
    page = page_of(version for version in ends if ends.text(version) > "2026-11-30")

    def read(address: str) -> str:
        if "PostgreSQL" in address and "Aurora" not in address:
            return page
        raise CatalogError("no such page")

    assert refresh_from_aws_docs(store, read, said.append) == len(PAGES) - 1
    assert "support of postgres: " in said[0]
    assert said[-1] == "withdrawn: 1 versions more"
    assert store.read("withdrawn").section("rds").section("postgres").texts("15.13") == ("2026-10-31", "2026-10-20")
    assert store.read("support").section("rds").section("mysql").section("ends").text("8.0.36") == "2025-03-31"
    assert load_catalog(today=TODAY).engine_version_fact("rds", "postgres", "15.13", "eu-west-1").status is (
        VersionStatus.NOT_KNOWN
    )
    sections = {name: store.read(name).content for name in ("engine_versions", "support", "withdrawn")}
    own = Catalog(Section(sections, "test"), TODAY)
    assert own.engine_version_fact("rds", "postgres", "15.13", "eu-west-1").status is VersionStatus.WITHDRAWN


@pytest.mark.parametrize("text", [*ERRORS.values(), POSTGRES], ids=[*ERRORS, "too few versions"])
def test_a_refresh_by_pages_that_are_none_changes_nothing(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    said = list[str]()
    assert refresh_from_aws_docs(Store(folder), lambda _: text, said.append) == len(PAGES)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert all("failed, its old entry stays" in line for line in said)


class Answer(BytesIO):
    """What urlopen gives."""


def test_an_address_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(error: Exception) -> None:
        def opened(*_: object, **__: object) -> Answer:
            raise error

        monkeypatch.setattr(from_aws_docs, "urlopen", opened)

    for error in (OSError("no route"), TimeoutError("slow"), from_aws_docs.HTTPException("half")):
        failing(error)
        with pytest.raises(CatalogError, match="cannot be read"):
            read_page("https://example.com/page.md")
    monkeypatch.setattr(from_aws_docs, "urlopen", lambda *_, **__: Answer(b"\xff\xfe"))
    with pytest.raises(CatalogError, match="cannot be read"):
        read_page("https://example.com/page.md")
    monkeypatch.setattr(from_aws_docs, "urlopen", lambda *_, **__: Answer(b"x" * 5_000_000))
    with pytest.raises(CatalogError, match="longer than a page"):
        read_page("https://example.com/page.md")
