"""Which services a region does not have."""

from __future__ import annotations

from datetime import date, timedelta

from policypack.catalog.files import Section
from policypack.model.records import record

STALE_AFTER = timedelta(days=180)
"""AWS brings services to regions: what is older than this no longer proves an absence."""


@record(frozen=True, slots=True)
class Absence:
    """A service that a region did not have on an ISO date; ``stale`` where that was too long ago to prove anything."""

    name: str
    as_of: str
    stale: bool


def read_absence(file: Section, module: str, region: str, today: date) -> Absence | None:
    """The absence of a service, by its module of pulumi-aws (``apprunner``), in a region; None where none is known.

    ``file`` is ``{as_of, services: {MODULE: {name, regions}}}``.
    """
    services = file.section("services")
    if module not in services or region not in services.section(module).texts("regions"):
        return None
    as_of = file.text("as_of")
    return Absence(services.section(module).text("name"), as_of, date.fromisoformat(as_of) + STALE_AFTER < today)
