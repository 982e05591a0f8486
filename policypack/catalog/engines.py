"""What is known of an engine's versions in each region, and what it says on one version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from policypack.catalog.files import Section
from policypack.catalog.versions import is_newer_than, line_of, matching, newest, version_key

EVERYWHERE = "all regions"
"""The place of what AWS says of every region alike, among the regions of the data."""


class VersionStatus(Enum):
    """What the catalogue says on creating one engine version in one region."""

    AVAILABLE = "the region was seen to offer it"
    UNAVAILABLE = "the region was seen not to offer it"
    DEPRECATED = "the region was seen to have it deprecated, so it cannot be created there"
    NEWER_THAN_KNOWN = "newer than the newest that the data has of its line"
    UNKNOWN_EVERYWHERE = "the region was not seen, and no region that was seen ever had it"
    DEPRECATED_ELSEWHERE = "the region was not seen, and it is deprecated where it was seen"
    NOT_KNOWN = "the data does not tell"


@dataclass(frozen=True, slots=True)
class EngineVersions:
    """What was seen of one engine in one region.

    ``listed`` are versions of which the source does not say whether they can still be created. Only a ``complete``
    observation can tell by its silence. ``as_of`` is an ISO date.
    """

    available: tuple[str, ...]
    deprecated: tuple[str, ...]
    unavailable: tuple[str, ...]
    listed: tuple[str, ...]
    complete: bool
    as_of: str
    method: str
    source: str

    @property
    def known(self) -> tuple[str, ...]:
        """Every version that the entry names, whatever it says on it."""
        return self.available + self.listed + self.deprecated + self.unavailable

    def newest_beside(self, version: str, line_parts: int | None) -> str | None:
        """The newest version that can be created of the same major line, which ``line_parts`` parts name."""
        line = line_of(version, line_parts) if line_parts else None
        if line is None:
            return None
        return newest(candidate for candidate in self.available if line_of(candidate, line_parts or 0) == line)

    def status(self, version: str) -> VersionStatus | None:
        """What this observation alone says; None where it says nothing."""
        found = set(matching(version, self.known))
        if found.intersection(self.available):
            return VersionStatus.AVAILABLE
        if found.intersection(self.listed):
            return None
        if not self.complete:
            found = {candidate for candidate in found if version_key(candidate) == version_key(version)}
        if found.intersection(self.deprecated):
            return VersionStatus.DEPRECATED
        if found:
            return VersionStatus.UNAVAILABLE
        if not self.complete:
            return None
        return VersionStatus.NEWER_THAN_KNOWN if is_newer_than(version, self.known) else VersionStatus.UNAVAILABLE


@dataclass(frozen=True, slots=True)
class VersionFact:
    """What may be said on one engine version in one region.

    ``newest_of_line`` is the newest version of the same major line that ``region_of_data`` was seen to offer, ``as_of``
    the ISO date of that observation. ``newest_elsewhere`` of region ``elsewhere`` is given where the region itself was
    seen only in part and another, seen completely, has a newer one. All are None where nothing is known.
    """

    status: VersionStatus
    version: str
    newest_of_line: str | None = None
    as_of: str | None = None
    region_of_data: str | None = None
    source: str | None = None
    newest_elsewhere: str | None = None
    elsewhere: str | None = None


def read_engine_versions(entry: Section) -> EngineVersions:
    """An entry ``{available, deprecated, unavailable, listed, complete, as_of, method, source}``."""
    return EngineVersions(
        available=entry.texts("available"),
        deprecated=entry.texts("deprecated"),
        unavailable=entry.texts("unavailable"),
        listed=entry.texts("listed"),
        complete=entry.flag("complete", default=False),
        as_of=entry.text("as_of"),
        method=entry.text("method"),
        source=entry.text("source"),
    )


def version_fact(
    version: str, region: str | None, seen: Mapping[str, EngineVersions], line_parts: int | None
) -> VersionFact:
    """The verdict on ``version`` in ``region`` from what was ``seen`` of its engine in each region.

    ``line_parts`` is the number of parts that name a major line of this engine; None where it has no such lines.
    """
    here = seen.get(region) if region else None
    status = here.status(version) if here else None
    if here and region and status is not None:
        newest_here = here.newest_beside(version, line_parts)
        fact = VersionFact(status, version, newest_here, here.as_of, region, here.source)
        return fact if here.complete else _with_newest_elsewhere(fact, seen, line_parts)
    status = _status_from_elsewhere(version, seen)
    telling = _telling(version, seen)
    if telling is None:
        return VersionFact(status, version)
    entry = seen[telling]
    return VersionFact(status, version, entry.newest_beside(version, line_parts), entry.as_of, telling, entry.source)


def _status_from_elsewhere(version: str, seen: Mapping[str, EngineVersions]) -> VersionStatus:
    if any(matching(version, entry.available) for entry in seen.values()):
        return VersionStatus.NOT_KNOWN
    deprecated = {found for entry in seen.values() for found in matching(version, entry.deprecated)}
    # A prefix is deprecated only where all that it means is.
    if deprecated and deprecated.issuperset(
        found for entry in seen.values() for found in matching(version, entry.known)
    ):
        return VersionStatus.DEPRECATED_ELSEWHERE
    if not any(entry.complete for entry in seen.values()) or any(matching(version, e.listed) for e in seen.values()):
        return VersionStatus.NOT_KNOWN
    if is_newer_than(version, [known for entry in seen.values() for known in entry.known]):
        return VersionStatus.NEWER_THAN_KNOWN
    return VersionStatus.UNKNOWN_EVERYWHERE


def _telling(version: str, seen: Mapping[str, EngineVersions]) -> str | None:
    """The place whose data a message should name: one that has the version before others, then the latest."""
    order = sorted(
        (bool(matching(version, entry.known)), entry.as_of, name)
        for name, entry in seen.items()
        if entry.complete or name == EVERYWHERE
    )
    return order[-1][2] if order else None


def _with_newest_elsewhere(
    fact: VersionFact, seen: Mapping[str, EngineVersions], line_parts: int | None
) -> VersionFact:
    offered = {
        name: version
        for name, entry in sorted(seen.items())
        if entry.complete and (version := entry.newest_beside(fact.version, line_parts))
    }
    best = newest(offered.values())
    if best is None or (fact.newest_of_line and version_key(best) <= version_key(fact.newest_of_line)):
        return fact
    return replace(fact, newest_elsewhere=best, elsewhere=next(name for name in offered if offered[name] == best))
