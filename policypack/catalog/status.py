"""What is known of which region, and from when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policypack.catalog.store import Store
from policypack.model.records import record

STALE_AFTER_DAYS = 180
"""Beyond this age, data deserves a refresh."""


@record(frozen=True, slots=True)
class Known:
    """One observation: the section, its subject, how much it holds, its ISO date and its method."""

    section: str
    subject: str
    holds: str
    as_of: str
    method: str

    def age(self, today: date) -> int | None:
        """Days since the observation; None where its date cannot be read."""
        try:
            return (today - date.fromisoformat(self.as_of)).days
        except ValueError:
            return None


def known(store: Store) -> Iterator[Known]:
    """Everything that a catalog holds: engine versions for each service and region, and the other sections whole."""
    for name in store.sections():
        section = store.read(name)
        if name == "engine_versions":
            yield from _engine_versions(store)
        elif name == "instance_classes":
            for service in section:
                offers = section.section(service)
                regions = len(tuple(offers.section("regions")))
                yield Known(name, service, f"{regions} regions", offers.text("as_of", "-"), offers.text("method", "-"))
        else:
            holds = f"{len(tuple(section.section('regions')))} regions" if "regions" in section else ""
            yield Known(name, "", holds, section.text("as_of", "-"), section.text("method", "-"))


def known_of_region(store: Store, region: str) -> Iterator[Known]:
    """What was seen of each engine in one region: how many versions, and what that proves."""
    services = store.read("engine_versions")
    withdrawn = store.read("withdrawn")
    for service in services:
        engines = services.section(service).section(region)
        for engine in engines:
            entry = engines.section(engine)
            counts = [(kind, len(entry.texts(kind))) for kind in ("available", "deprecated", "unavailable", "listed")]
            gone = len(tuple(withdrawn.section(service).section(engine)))
            parts = [f"{count} {kind}" for kind, count in counts if count]
            parts += [f"{gone} withdrawn everywhere"] if gone else []
            parts += [] if entry.flag("complete", default=False) else ["in part"]
            yield Known(service, engine, ", ".join(parts), entry.text("as_of"), entry.text("method"))


def table(rows: list[Known], today: date) -> Iterator[str]:
    """The lines of a table, columns aligned; an observation that deserves a refresh says so."""
    cells = [("section", "subject", "holds", "as of", "age", "method")]
    for row in rows:
        age = row.age(today)
        days = "" if age is None else f"{age} days" + (", refresh it" if age > STALE_AFTER_DAYS else "")
        cells.append((row.section, row.subject, row.holds, row.as_of, days, row.method))
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    for line in cells:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[5]]).rstrip()


def _engine_versions(store: Store) -> Iterator[Known]:
    services = store.read("engine_versions")
    for service in services:
        for region in services.section(service):
            engines = services.section(service).section(region)
            entries = [engines.section(engine) for engine in engines]
            oldest = min(entries, key=lambda entry: entry.text("as_of"), default=None)
            if oldest is not None:
                partly = "" if all(entry.flag("complete", default=False) for entry in entries) else ", in part"
                holds = f"{len(entries)} engine{'' if len(entries) == 1 else 's'}{partly}"
                yield Known(
                    "engine_versions", f"{service} {region}", holds, oldest.text("as_of"), oldest.text("method")
                )
