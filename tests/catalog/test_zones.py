"""Availability zones by name and id, local and wavelength zones."""

import pytest

from policypack.catalog.catalog import Catalog, load_catalog
from policypack.catalog.zones import ZoneKind, zone_of


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_eu_south_2(catalog: Catalog) -> None:
    facts = catalog.zones("eu-south-2")
    assert facts is not None
    assert facts.names == ("eu-south-2a", "eu-south-2b", "eu-south-2c")
    assert facts.ids == ("eus2-az1", "eus2-az2", "eus2-az3")


def test_regions(catalog: Catalog) -> None:
    assert {"us-east-1", "eu-south-2", "ap-southeast-7", "us-gov-west-1", "cn-north-1"} <= catalog.region_names()
    assert catalog.zones("eu-south-9") is None


@pytest.mark.parametrize(
    ("region", "zone", "belongs"),
    [
        ("eu-south-2", "eu-south-2c", True),
        ("eu-south-2", "eu-south-2d", False),
        ("eu-south-2", "eu-south-1a", False),
        ("eu-south-2", "us-east-1a", False),
        ("eu-south-2", "eus2-az3", True),
        ("eu-south-2", "eus2-az4", False),
        ("eu-south-2", "euw2-az1", False),
        ("us-east-1", "us-east-1f", True),
        ("us-east-1", "us-east-1g", None),  # announced
        ("us-east-1", "us-east-1h", False),
        ("us-west-1", "us-west-1b", None),  # some accounts have it
        ("ca-central-1", "cac1-az4", True),
        ("ca-central-1", "cac1-az3", None),
        ("us-west-2", "us-west-2-lax-1a", True),
        ("us-east-1", "us-west-2-lax-1a", False),
        ("us-east-1", "us-east-1-wl1-bos-wlz-1", True),
        ("eu-west-1", "us-east-1-wl1-bos-wlz-1", False),
        ("us-west-2", "usw2-lax1-az1", True),
        ("us-east-1", "use1-wl1-bos-wlz1", True),
        ("us-east-1", "usw2-lax1-az1", False),
        ("eu-south-9", "eu-south-9a", None),
        ("eu-south-9", "us-east-1a", False),
        ("eu-south-9", "use1-az1", False),
        ("eu-south-9", "eus9-az1", None),
        ("us-east-1", "anything", None),
    ],
)
def test_is_zone_of(catalog: Catalog, region: str, zone: str, belongs: bool | None) -> None:
    assert catalog.is_zone_of(region, zone) is belongs


@pytest.mark.parametrize(
    ("text", "place", "kind", "is_id"),
    [
        ("us-gov-west-1b", "us-gov-west-1", ZoneKind.AVAILABILITY, False),
        ("eusc-de-east-1a", "eusc-de-east-1", ZoneKind.AVAILABILITY, False),
        ("ap-northeast-1-tpe-1a", "ap-northeast-1", ZoneKind.LOCAL, False),
        ("use1-atl2-az1", "use1", ZoneKind.LOCAL, True),
        ("eu-west-2-wl1-lon-wlz-1", "eu-west-2", ZoneKind.WAVELENGTH, False),
        ("apne1-az4", "apne1", ZoneKind.AVAILABILITY, True),
    ],
)
def test_zone_forms(text: str, place: str, kind: ZoneKind, is_id: bool) -> None:
    zone = zone_of(text)
    assert zone is not None
    assert (zone.place, zone.kind, zone.is_id) == (place, kind, is_id)


def test_other_text_is_no_zone() -> None:
    assert zone_of("eu-south-2") is None
    assert zone_of("") is None


def test_every_zone_of_the_data_is_one_of_its_region(catalog: Catalog) -> None:
    for region in catalog.region_names():
        facts = catalog.zones(region)
        assert facts is not None
        assert len(facts.names) >= 2
        assert all(catalog.is_zone_of(region, zone) for zone in (*facts.names, *facts.ids)), region
