"""Which parameter group family an engine version needs."""

from __future__ import annotations

from policypack.catalog.files import Section
from policypack.catalog.versions import is_newer_than, line_of, version_key
from policypack.model.records import record


@record(frozen=True, slots=True)
class Lines:
    """The major lines of an engine from one version on: how many parts name a line, and how a family is called.

    ``family`` is a name with ``{line}`` in it; ``newest`` the newest line that the source knows, beyond which nothing
    is said.
    """

    since: str
    parts: int
    family: str
    newest: str


def read_lines(engine: Section) -> tuple[Lines, ...]:
    """The rows of one engine, ``{SINCE: {parts, family, newest}}``, the latest first."""
    rows = (
        Lines(since, engine.section(since).number("parts"), row.text("family"), row.text("newest"))
        for since in engine
        for row in (engine.section(since),)
    )
    return tuple(sorted(rows, key=lambda row: version_key(row.since), reverse=True))


def lines_of(version: str, rows: tuple[Lines, ...]) -> Lines | None:
    """The row that the version belongs to."""
    key = version_key(version.lower().removesuffix(".x"))
    return next((row for row in rows if key >= version_key(row.since)), None)


def family_of(version: str, rows: tuple[Lines, ...]) -> str | None:
    """``postgres15`` for ``15.4``; None for a version too short to tell, or of a line newer than the data."""
    row = lines_of(version, rows)
    line = line_of(version, row.parts) if row else None
    if row is None or line is None or is_newer_than(line, [row.newest]):
        return None
    return row.family.format(line=line)
