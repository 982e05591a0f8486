"""Lambda runtimes and their ends."""

from __future__ import annotations

from datetime import date

from policypack.catalog.files import Section
from policypack.model.records import record


@record(frozen=True, slots=True)
class RuntimeFacts:
    """The dates of one runtime, None where AWS has set none, and the runtime that AWS names as its successor."""

    name: str
    deprecated: date | None
    create_blocked: date | None
    update_blocked: date | None
    successor: str | None


def read_runtime(runtimes: Section, name: str) -> RuntimeFacts:
    """The entry ``{deprecated, create_blocked, update_blocked, successor}``, dates as ISO texts, each optional."""
    entry = runtimes.section(name)
    return RuntimeFacts(
        name,
        _date(entry, "deprecated"),
        _date(entry, "create_blocked"),
        _date(entry, "update_blocked"),
        entry.text("successor") if "successor" in entry else None,
    )


def _date(entry: Section, key: str) -> date | None:
    if key not in entry:
        return None
    try:
        return date.fromisoformat(entry.text(key))
    except ValueError:
        raise entry.wrong(key, "a date such as 2026-10-20") from None
