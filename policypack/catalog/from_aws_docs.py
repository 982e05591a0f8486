"""How long AWS supports engine versions, from the release calendars in its documentation.

AWS publishes each page as Markdown, too. A calendar is a table with a column of versions and one of the end of standard
support; a version with two stars is one that AWS will stop creating. A month without a day is its last day.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from html.parser import HTMLParser
from http.client import HTTPException
from typing import Any
from urllib.request import urlopen

from policypack.catalog.files import Json
from policypack.errors import CatalogError
from policypack.model.records import record

METHOD = "documentation"
_GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest"


@record(frozen=True, slots=True)
class Page:
    """A page with a release calendar: its address without a suffix, and how its versions become those of the engine.

    ``prefixes`` are, by the start of a version on the page, what the engine's own begin with; a version that starts
    with none is passed over. ``takes_lines`` says that AWS accepts a major line for a version.
    """

    address: str
    prefixes: Mapping[str, str] = field(default_factory=lambda: {"": ""})
    takes_lines: bool = True

    def version_of(self, written: str) -> str | None:
        """The engine's own version: ``8.0.mysql_aurora.3.10`` of ``3.10``."""
        starts = (start for start in self.prefixes if written.startswith(start))
        return next((f"{self.prefixes[start]}{written}" for start in starts), None)


PAGES: Mapping[str, Page] = {
    "postgres": Page(f"{_GUIDE}/PostgreSQLReleaseNotes/postgresql-release-calendar"),
    "mysql": Page(f"{_GUIDE}/UserGuide/MySQL.Concepts.VersionMgmt"),
    "mariadb": Page(f"{_GUIDE}/UserGuide/MariaDB.Concepts.VersionMgmt"),
    "aurora-postgresql": Page(f"{_GUIDE}/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar"),
    "aurora-mysql": Page(
        f"{_GUIDE}/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars",
        {"3.": "8.0.mysql_aurora.", "8.4.": "8.4.mysql_aurora."},
        takes_lines=False,
    ),
}

Read = Callable[[str], str]
"""Gives the text of a page by its address."""

_VERSION = re.compile(r"\s*(?:[A-Za-z]+ ){0,4}(\d{1,4}(?:\.\d{1,4}){0,3}(?:-rds\.\d{8})?)((?:\\?\*){0,2})")
_MONTHS = [name.lower() for name in month_name]
_CELL_LIMIT = 200
_PAGE_LIMIT = 4_000_000
_STANDARD = ("end of standard support",)
_EXTENDED = ("end of extended support", "end of rds extended support")
_YEARS = range(2005, 2100)
_FEWEST = 0.5
"""A page that has fewer than this part of the versions that were supported has not been understood."""


def read_page(address: str) -> str:
    """The text of a page of AWS's documentation; CatalogError where it cannot be had, or not as a whole."""
    try:
        with urlopen(address, timeout=30) as answer:
            content: bytes = answer.read(_PAGE_LIMIT)
        if len(content) == _PAGE_LIMIT:
            raise CatalogError(f"{address} is longer than a page of AWS's documentation can be")
        return content.decode("utf-8")
    except (OSError, HTTPException, ValueError) as error:
        raise CatalogError(f"{address} cannot be read: {error}") from None


def calendar_of(engine: str, text: str, today: date) -> dict[str, Json]:
    """The entry of ``support`` that a page's tables make; CatalogError where they have no version at all."""
    page = PAGES[engine]
    ends: dict[str, Json] = {}
    lines: dict[str, Json] = {}
    no_create: list[Json] = []
    for heading, rows in tables(text):
        version_at, standard = _column(heading, ("version",)), _column(heading, _STANDARD)
        extended = _column(heading, _EXTENDED)
        if version_at is None or standard is None:
            continue
        major = "major" in heading[version_at]
        for row in rows:
            found = _VERSION.match(row[version_at][:_CELL_LIMIT])
            end = _date(row[standard]) if found else None
            if found is None or end is None:
                continue
            written, stars = found.groups()
            version = page.version_of(written)
            if major:
                paid = _date(row[extended]) if extended is not None else None
                lines[written] = [end.isoformat(), paid.isoformat() if paid else ""]
            elif version is not None:
                ends[version] = end.isoformat()
                if stars.count("*") == 2 and "NO_CREATE" in text:
                    no_create.append(version)
    if not ends:
        raise CatalogError(f"{page.address}: no table of minor versions with the end of their support")
    takes: dict[str, Json] = {"takes_lines": True} if page.takes_lines else {}
    return {
        "ends": ends,
        "no_create": no_create,
        "lines": lines,
        **takes,
        "as_of": today.isoformat(),
        "source": f"{page.address}.html",
    }


def require_alike(engine: str, old: Mapping[str, Json], new: Mapping[str, Json], today: date) -> None:
    """CatalogError where a page lacks most of the versions that AWS supported when it was last read: it has changed its
    form, or is not whole."""
    ends, now = _dates_of(old, "ends"), _dates_of(new, "ends")
    supported = {version for version, end in ends.items() if end >= today.isoformat()}
    if len(supported & now.keys()) < _FEWEST * len(supported):
        raise CatalogError(
            f"{PAGES[engine].address}: has {len(supported & now.keys())} of the {len(supported)} versions that AWS"
            " supported; has the page changed its form?"
        )


def merged(old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, Json]:
    """A calendar over an older one: dates of versions that AWS no longer lists stay, as does what no calendar says;
    others are as it says now."""
    before, after = _dates_of(old, "lines"), _dates_of(new, "lines")
    return {
        **old,
        **new,
        "ends": {**_dates_of(old, "ends"), **_dates_of(new, "ends")},
        "lines": {**before, **{line: _with_extended(before.get(line), ends) for line, ends in after.items()}},
    }


def _with_extended(old: Json, new: Json) -> Json:
    """The ends of a line, with the end of extended support that was known where the page has none."""
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new) == 2 and not new[1]:
        return [new[0], old[1]]
    return new


def _dates_of(entry: Mapping[str, Json], part: str) -> dict[str, Any]:
    content = entry.get(part)
    return dict(content) if isinstance(content, Mapping) else {}


def tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The heading, in lower case, and the rows of each table: AWS's Markdown has tables of pipes, and of HTML where a
    cell has more than a line. Rows that have not the heading's columns are left out."""
    for found in (*_tables_of_pipes(text), *_tables_of_html(text)):
        heading, *rows = ([_plain(cell) for cell in row] for row in found)
        if heading and rows:
            yield [cell.lower() for cell in heading], [row for row in rows if len(row) == len(heading)]


def _plain(cell: str) -> str:
    """A cell without emphasis; the stars that follow a version are AWS's own."""
    return re.sub(r"(?<![0-9*\\])\*{2}([^*]{1,80})\*{2}", r"\1", cell).strip()


def _tables_of_pipes(text: str) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if not line.lstrip().startswith("|"):
            if rows:
                yield rows
            rows = []
        elif not set(line) <= set("|-: \t"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])


def _tables_of_html(text: str) -> Iterator[list[list[str]]]:
    start = text.find("<table")
    while start != -1:
        end = text.find("</table>", start)
        if end == -1:
            return
        reader = _Rows()
        reader.feed(text[start:end])
        if reader.rows:
            yield reader.rows
        start = text.find("<table", end)


class _Rows(HTMLParser):
    """The texts of the cells of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        self._in_cell = tag in ("td", "th") or (self._in_cell and tag != "tr")
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def _column(heading: list[str], words: tuple[str, ...]) -> int | None:
    return next((place for place, cell in enumerate(heading) if any(word in cell for word in words)), None)


def _date(cell: str) -> date | None:
    """``31 October 2026``, ``August 13, 2026`` or ``September 2027``; None for anything else."""
    words = re.findall(r"[A-Za-z]+|[0-9]+", cell[:_CELL_LIMIT])
    months = [word.lower() for word in words if word.lower() in _MONTHS]
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or len(words) != len(months) + len(numbers):
        return None
    year, month = numbers[-1], _MONTHS.index(months[0])
    last = monthrange(year, month)[1] if year in _YEARS else 0
    day = numbers[0] if len(numbers) == 2 else last
    return date(year, month, day) if 1 <= day <= last else None
