"""Availability zones: which a region has, by name and by id, and how local and wavelength zones are told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from policypack.catalog.files import Section
from policypack.model.records import record


class ZoneKind(Enum):
    """The kinds of zones that EC2 has."""

    AVAILABILITY = "availability zone"
    LOCAL = "local zone"
    WAVELENGTH = "wavelength zone"


@record(frozen=True, slots=True)
class ZoneFacts:
    """The availability zones of one region by name (``eu-south-2a``) and by id (``eus2-az1``).

    Names are per account in the oldest regions, ids are not. ``announced`` are zones that AWS says will come.
    """

    region: str
    names: tuple[str, ...]
    ids: tuple[str, ...]
    announced: tuple[str, ...]
    as_of: str

    def over(self, other: ZoneFacts | None) -> ZoneFacts:
        """These facts, with the other's names or ids where these have none."""
        if other is None:
            return self
        names, ids = self.names or other.names, self.ids or other.ids
        return ZoneFacts(self.region, names, ids, self.announced or other.announced, self.as_of)


@record(frozen=True, slots=True)
class Zone:
    """What a zone's text says of itself. ``place`` is the region's name, or the prefix that its zone ids share."""

    place: str
    kind: ZoneKind
    is_id: bool


_LONGEST = 64
"""Longer than any name of a zone: ``ap-northeast-1-wl1-kix-wlz-1`` has 28 characters."""
_REGION = r"(?P<place>[a-z]{2,4}(?:-[a-z]+)+-\d+)"
_PREFIX = r"(?P<place>[a-z]{3,6}\d)"
_PATTERNS: tuple[tuple[re.Pattern[str], ZoneKind, bool], ...] = (
    (re.compile(_REGION + r"[a-z]"), ZoneKind.AVAILABILITY, False),
    (re.compile(_REGION + r"-[a-z]{3}-\d+[a-z]"), ZoneKind.LOCAL, False),
    (re.compile(_REGION + r"-wl\d+-[a-z]{3}-wlz-\d+"), ZoneKind.WAVELENGTH, False),
    (re.compile(_PREFIX + r"-az\d+"), ZoneKind.AVAILABILITY, True),
    (re.compile(_PREFIX + r"-[a-z]{3}\d+-az\d+"), ZoneKind.LOCAL, True),
    (re.compile(_PREFIX + r"-wl\d+-[a-z]{3}-wlz\d+"), ZoneKind.WAVELENGTH, True),
)


def zone_of(text: str) -> Zone | None:
    """The zone that a name or id means by its form alone; None for anything else."""
    if len(text) > _LONGEST:
        return None
    for pattern, kind, is_id in _PATTERNS:
        if found := pattern.fullmatch(text):
            return Zone(found["place"], kind, is_id)
    return None


def read_zones(region: str, entry: Section, as_of: str) -> ZoneFacts:
    """The entry ``{names, ids, announced}`` of one region."""
    entry_as_of = entry.text("as_of", as_of)
    return ZoneFacts(region, entry.texts("names"), entry.texts("ids"), entry.texts("announced"), entry_as_of)


def is_zone_of(region: str, text: str, known: Mapping[str, ZoneFacts]) -> bool | None:
    """Whether ``text`` names a zone of ``region``: yes, no, or None where the data cannot tell.

    A local or wavelength zone belongs to the region it is named after; whether it exists is not asked. A letter or
    number that the data skips is None, because some accounts see more zones than others; one beyond the last is no.
    """
    zone = zone_of(text)
    facts = known.get(region)
    if zone is None:
        return None
    if not zone.is_id and zone.place != region:
        return False
    if zone.is_id and zone.place != _prefix(facts):
        return False if facts or zone.place in map(_prefix, known.values()) else None
    if zone.kind is not ZoneKind.AVAILABILITY:
        return True
    return _has(facts, text, zone.is_id) if facts else None


def _has(facts: ZoneFacts, text: str, is_id: bool) -> bool | None:
    zones = facts.ids if is_id else facts.names
    if text in zones:
        return True
    if not zones or text in facts.announced or _rank(text) < max(map(_rank, zones)):
        return None
    return False


def _rank(text: str) -> tuple[int, str]:
    """The place of a zone among its region's: ids by number, names by letter."""
    digits = text[len(text.rstrip("0123456789")) :]
    return (int(digits), "") if digits else (0, text)


def _prefix(facts: ZoneFacts | None) -> str | None:
    return facts.ids[0].partition("-")[0] if facts and facts.ids else None
