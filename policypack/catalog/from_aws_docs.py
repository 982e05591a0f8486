"""How long AWS supports engine versions, from the release calendars in its documentation.

AWS publishes each page as Markdown, too. A calendar is a table with a column of versions and one of the end of standard
support; a version with two stars is one that AWS will stop creating. A month without a day is its last day.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from urllib.request import urlopen

from policypack.catalog.files import Json
from policypack.errors import CatalogError

METHOD = "documentation"
_GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest"
PAGES: Mapping[str, str] = {
    "postgres": f"{_GUIDE}/PostgreSQLReleaseNotes/postgresql-release-calendar",
    "mysql": f"{_GUIDE}/UserGuide/MySQL.Concepts.VersionMgmt",
    "mariadb": f"{_GUIDE}/UserGuide/MariaDB.Concepts.VersionMgmt",
    "aurora-postgresql": f"{_GUIDE}/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar",
}
"""Engine -> page, without its suffix."""

Read = Callable[[str], str]
"""Gives the text of a page by its address."""

_VERSION = re.compile(r"\s*(?:[A-Za-z]+ ){0,4}(\d{1,4}(?:\.\d{1,4}){0,3}(?:-rds\.\d{8})?)((?:\\?\*){0,2})")
_MONTHS = [name.lower() for name in month_name]
_CELL_LIMIT = 200


def read_page(address: str) -> str:
    """The text of a page of AWS's documentation; CatalogError where it cannot be had."""
    try:
        with urlopen(address, timeout=30) as answer:
            text: str = answer.read(4_000_000).decode("utf-8")
            return text
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{address} cannot be read: {error}") from None


def calendar_of(engine: str, text: str, today: date) -> dict[str, Json]:
    """The entry of ``support`` that a page's tables make; CatalogError where they have no version at all."""
    ends: dict[str, Json] = {}
    lines: dict[str, Json] = {}
    no_create: list[Json] = []
    for heading, rows in _tables(text):
        version_at = _column(heading, "version")
        standard, extended = _column(heading, "end of standard support"), _column(heading, "end of extended support")
        if version_at is None or standard is None:
            continue
        major = "major" in heading[version_at]
        for row in rows:
            found = _VERSION.match(row[version_at][:_CELL_LIMIT])
            end = _date(row[standard]) if found else None
            if found is None or end is None:
                continue
            version, stars = found.groups()
            if major:
                paid = _date(row[extended]) if extended is not None else None
                lines[version] = [end.isoformat(), paid.isoformat() if paid else ""]
            else:
                ends[version] = end.isoformat()
                if stars.count("*") == 2:
                    no_create.append(version)
    if not ends:
        raise CatalogError(f"{PAGES[engine]}: no table of minor versions with the end of their support")
    takes: dict[str, Json] = {"takes_lines": True, "as_of": today.isoformat(), "source": f"{PAGES[engine]}.html"}
    return {"ends": ends, "no_create": no_create, "lines": lines, **takes}


def merged(old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, Json]:
    """A calendar over an older one: dates of versions that AWS no longer lists stay, as does what no calendar says;
    others are as it says now."""
    both: dict[str, Json] = {**old, **new}
    for part in ("ends", "lines"):
        before, after = old.get(part), new.get(part)
        both[part] = {
            **(before if isinstance(before, Mapping) else {}),
            **(after if isinstance(after, Mapping) else {}),
        }
    return both


def _tables(text: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The heading, in lower case, and the rows of each table."""
    heading: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.lstrip().startswith("|") else []
        if not cells:
            if heading and rows:
                yield heading, rows
            heading, rows = [], []
        elif not heading:
            heading = [cell.lower() for cell in cells]
        elif len(cells) == len(heading) and not set(line) <= set("|-: \t"):
            rows.append(cells)


def _column(heading: list[str], words: str) -> int | None:
    return next((place for place, cell in enumerate(heading) if words in cell), None)


def _date(cell: str) -> date | None:
    """``31 October 2026``, ``August 13, 2026`` or ``September 2027``; None for anything else."""
    words = re.findall(r"[A-Za-z]+|[0-9]+", cell[:_CELL_LIMIT])
    months = [word.lower() for word in words if word.lower() in _MONTHS]
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or len(words) != len(months) + len(numbers):
        return None
    year, month = numbers[-1], _MONTHS.index(months[0])
    last = monthrange(year, month)[1] if year else 0
    day = numbers[0] if len(numbers) == 2 else last
    return date(year, month, day) if 1 <= day <= last else None
