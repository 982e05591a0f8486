"""The table of time zones: every region, and the offsets that the time zone database has."""

from __future__ import annotations

import zoneinfo

import pytest

from policypack.aws.common import time_zones
from policypack.aws.common.tables import table
from policypack.catalog.catalog import load_catalog

ZONES = table("common/time_zones").section("zones")
REGIONS = table("common/time_zones").section("regions")


def test_each_region_of_the_table_has_a_zone_of_the_table() -> None:
    assert len(list(REGIONS)) > 30
    for region in REGIONS:
        zone = time_zones.zone_of_region(region)
        assert zone is not None
        assert zone.name in ZONES
        assert zone.offsets


def test_each_region_that_the_catalog_knows_has_a_zone() -> None:
    known = [region for region in REGIONS if load_catalog().zones(region)]
    assert len(known) > 20


@pytest.mark.skipif("Europe/Madrid" not in zoneinfo.available_timezones(), reason="this machine has no such database")
@pytest.mark.parametrize("name", list(ZONES))
def test_the_offsets_are_those_of_the_database(name: str) -> None:
    assert time_zones._offsets_of_this_machine(name) == ZONES.numbers(name)


def test_regions_need_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError

    monkeypatch.setattr(zoneinfo, "ZoneInfo", missing)
    assert time_zones.zone_named("Europe/Madrid").offsets == (60, 120)
    with pytest.raises(ValueError, match="Africa/Cairo"):
        time_zones.zone_named("Africa/Cairo")
