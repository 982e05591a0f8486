"""Tables for people: the versions of an engine, how long AWS supports them, and which to begin with."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.catalog.catalog import Catalog
from policypack.catalog.engines import EVERYWHERE, VersionFact, VersionStatus
from policypack.catalog.files import bundled
from policypack.catalog.versions import version_key

_VERDICTS = {
    VersionStatus.AVAILABLE: "can be created",
    VersionStatus.UNAVAILABLE: "not offered",
    VersionStatus.UNAVAILABLE_ONCE: "not offered when last seen",
    VersionStatus.WITHDRAWN: "withdrawn",
    VersionStatus.WITHDRAWN_SINCE: "withdrawn since it was accepted here",
    VersionStatus.DEPRECATED: "deprecated",
    VersionStatus.DEPRECATED_ELSEWHERE: "deprecated where it was seen",
    VersionStatus.UNKNOWN_EVERYWHERE: "not offered",
    VersionStatus.NEWER_THAN_KNOWN: "newer than the data",
    VersionStatus.NOT_KNOWN: "not known here",
}
GONE = (VersionStatus.WITHDRAWN, VersionStatus.DEPRECATED, VersionStatus.DEPRECATED_ELSEWHERE)


def table(catalog: Catalog, service: str, engine: str, region: str, *, everything: bool) -> Iterator[str]:
    """The lines of a table: a row for each version, the newest first, columns aligned."""
    facts = facts_of(catalog, service, engine, region)
    shown = [fact for fact in facts if everything or fact.status not in GONE]
    rows = [("version", f"in {region}", "support ends", "recommended", "data"), *map(cells, shown)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if hidden := len(facts) - len(shown):
        yield f"{hidden} withdrawn or deprecated versions are not shown: --all"


def facts_of(catalog: Catalog, service: str, engine: str, region: str) -> list[VersionFact]:
    """What is known of each version in the region, the newest first."""
    known = {version for entry in catalog.engine(service, engine).seen.values() for version in entry.known}
    ordered = sorted(known, key=version_key, reverse=True)
    return [catalog.engine_version_fact(service, engine, version, region) for version in ordered]


def cells(fact: VersionFact) -> tuple[str, str, str, str, str]:
    """The cells of a version: itself, whether it can be created, the end of support, ``yes`` for the one to begin with,
    and where and when this was seen."""
    support = fact.support
    ends = min((end for end in (support.ends, support.line_ends) if end), default=None)
    verdict = "will not be created any more" if support.no_create else _VERDICTS[fact.status]
    place = "AWS's documentation" if fact.region_of_data == EVERYWHERE else fact.region_of_data
    data = f"{place}, {fact.as_of}" if place else ""
    return fact.version, verdict, str(ends or ""), "yes" if fact.newest.version == fact.version else "", data


def engines() -> dict[str, tuple[str, ...]]:
    """Engine -> the services whose sections of the catalog have it, as ElastiCache and MemoryDB both have Valkey."""
    versions = bundled("engine_versions")
    found: dict[str, dict[str, None]] = {}
    for service in versions:
        for region in versions.section(service):
            for engine in versions.section(service).section(region):
                found.setdefault(engine, {})[service] = None
    return {engine: tuple(services) for engine, services in found.items()}
