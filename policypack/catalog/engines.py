"""What is known of an engine's versions in each region, and what it says on one version."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, partial

from policypack.catalog.files import Section
from policypack.catalog.lifecycle import Lifecycle, Support, Withdrawal, is_of_partition
from policypack.catalog.versions import is_newer_than, line_of, matching, newest, version_key
from policypack.model.records import record

SEEN_FOR = timedelta(days=90)
"""So long what was seen of a region proves that it does not have a version. What is deprecated stays so."""

EVERYWHERE = "all regions"
"""The place of what AWS says of every region alike, among the regions of the data."""


class VersionStatus(Enum):
    """What the catalog says on creating one engine version in one region."""

    AVAILABLE = "the region was seen to offer it"
    UNAVAILABLE = "the region was seen not to offer it"
    UNAVAILABLE_ONCE = "the region was seen not to offer it, too long ago to prove it"
    WITHDRAWN = "AWS has withdrawn it from every region"
    WITHDRAWN_SINCE = "the region was once seen to offer it, and AWS has withdrawn it from every region since"
    DEPRECATED = "the region was seen to have it deprecated, so it cannot be created there"
    NEWER_THAN_KNOWN = "newer than the newest that the data has of its line"
    UNKNOWN_EVERYWHERE = "the region was not seen, and no region that was seen ever had it"
    DEPRECATED_ELSEWHERE = "the region was not seen, and it is deprecated where it was seen"
    NOT_KNOWN = "the data does not tell"


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
class Newest:
    """The newest ``version`` of a major line that AWS goes on supporting; ``region`` had it on ``as_of``: the region
    asked of where its whole list is known, else another. ``recommended`` is what to write: that version, or the line
    itself (``15``) where it is not known whether the region has it and AWS takes a line. All are None where nothing is
    known."""

    version: str | None = None
    region: str | None = None
    as_of: str | None = None
    recommended: str | None = None


@record(frozen=True)
class VersionFact:
    """What may be said on one engine version in one region.

    ``as_of`` is the ISO date of the observation in ``region_of_data``, ``withdrawal`` the proof that no region creates
    the version, ``support`` how long AWS supports it.
    """

    status: VersionStatus
    version: str
    as_of: str | None = None
    region_of_data: str | None = None
    source: str | None = None
    withdrawal: Withdrawal | None = None
    support: Support = field(default_factory=Support)
    find_newest: Callable[[], Newest] = field(default=Newest, repr=False, compare=False)

    @cached_property
    def newest(self) -> Newest:
        """The newest version of the same major line, looked for only where somebody asks: most versions pass."""
        return self.find_newest()


@record(frozen=True, slots=True)
class Engine:
    """All that is known of one engine: what was ``seen`` of it in each region, and the life of its versions.

    ``line_parts`` is the number of parts that name a major line of this engine.
    """

    seen: Mapping[str, EngineVersions]
    life: Lifecycle
    line_parts: int
    today: date

    def fact(self, version: str, region: str | None) -> VersionFact:
        """The verdict on ``version`` in ``region``."""
        withdrawal = self._withdrawal(version, region)
        status = self._status(version, region, withdrawal)
        place = self._told_by(version, region)
        entry = self.seen[place] if place else None
        return VersionFact(
            status=status,
            version=version,
            as_of=entry.as_of if entry else None,
            region_of_data=place,
            source=entry.source if entry else None,
            withdrawal=withdrawal,
            support=self.life.support(version),
            find_newest=partial(self._newest_beside, version, region),
        )

    def lines(self, region: str | None) -> tuple[str, ...]:
        """The major lines that are worth beginning with, the newest first, as the region or any region has them."""
        own = self.seen.get(region or "")
        entries = (own,) if own is not None and own.complete else tuple(self.seen.values())
        names = {
            line
            for entry in entries
            for version in entry.available
            if (line := line_of(version, self.line_parts)) and self.life.recommends(version, self.today)
        }
        return tuple(sorted(names, key=version_key, reverse=True))

    def _newest_beside(self, version: str, region: str | None) -> Newest:
        line = line_of(version, self.line_parts)
        best, home = self._newest_of(line, region) if line else (None, None)
        as_of = self.seen[home].as_of if home else None
        own = self.seen.get(region or "")
        if line is None or not self.life.takes_lines or (own is not None and own.complete and not own.listed):
            return Newest(best, home, as_of, best)
        # Where no list tells which versions can be created, AWS's calendar tells which it goes on supporting.
        goes_on = best is not None or self.life.goes_on(line, self.line_parts, self.today)
        return Newest(best, home, as_of, line if goes_on else None)

    def _newest_of(self, line: str, region: str | None) -> tuple[str | None, str | None]:
        """The newest version of a line that is worth beginning with, and the region whose list has it."""
        own = self.seen.get(region or "")
        if region and own is not None and own.complete:
            best = self._newest(line, own)
            return best, region if best else None
        found = {
            name: version
            for name, entry in sorted(self.seen.items())
            if entry.complete and (version := self._newest(line, entry))
        }
        best = newest(found.values())
        return best, next((name for name, version in found.items() if version == best), None)

    def _newest(self, line: str, entry: EngineVersions) -> str | None:
        of_line = (version for version in entry.available if line_of(version, self.line_parts) == line)
        return newest(version for version in of_line if self.life.recommends(version, self.today))

    def _withdrawal(self, version: str, region: str | None) -> Withdrawal | None:
        if not is_of_partition(region):
            return None
        return self.life.withdrawal(version, self._known(), self.today)

    def _known(self) -> Iterator[str]:
        for entry in self.seen.values():
            yield from entry.known

    def _status(self, version: str, region: str | None, withdrawal: Withdrawal | None) -> VersionStatus:
        here = self.seen.get(region or "")
        own = here.status(version) if here else None
        if withdrawal is not None and not (here and own is VersionStatus.AVAILABLE and _is_later(here, withdrawal)):
            seen_once = own is VersionStatus.AVAILABLE and here is not None and not here.complete
            return VersionStatus.WITHDRAWN_SINCE if seen_once else VersionStatus.WITHDRAWN
        if here is not None and own is VersionStatus.UNAVAILABLE and self._is_old(here):
            return VersionStatus.UNAVAILABLE_ONCE
        if own is not None:
            return own
        everywhere = self.seen.get(EVERYWHERE) if region is None or is_of_partition(region) else None
        documented = everywhere.status(version) if everywhere else None
        status = documented or _status_from_elsewhere(version, self.seen)
        if status is VersionStatus.UNKNOWN_EVERYWHERE and region is not None and not is_of_partition(region):
            return VersionStatus.NOT_KNOWN
        if status is VersionStatus.NOT_KNOWN and is_of_partition(region) and self._is_line_that_goes_on(version):
            return VersionStatus.AVAILABLE
        return status

    def _is_line_that_goes_on(self, version: str) -> bool:
        """A major line that AWS goes on supporting, where it accepts a line: each region has some version of it."""
        if not self.life.takes_lines or version not in self.life.lines:
            return False
        return self.life.goes_on(version, self.line_parts, self.today)

    def _is_old(self, entry: EngineVersions) -> bool:
        return date.fromisoformat(entry.as_of) + SEEN_FOR < self.today

    def _told_by(self, version: str, region: str | None) -> str | None:
        """The place whose data a message should name: the region, else one that has the version, else the latest."""
        here = self.seen.get(region or "")
        if region and here and here.status(version) is not None:
            return region
        order = sorted(
            (bool(matching(version, entry.known)), entry.as_of, name)
            for name, entry in self.seen.items()
            if entry.complete or name == EVERYWHERE
        )
        return order[-1][2] if order else None


def _is_later(entry: EngineVersions, withdrawal: Withdrawal) -> bool:
    """A whole list of a region's versions, made after they were withdrawn, is right."""
    return entry.complete and entry.as_of > max(withdrawal.gone, withdrawal.ended)


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
