"""The table of an engine's versions, as a person reads it."""

from datetime import date

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.catalog.listing import table
from policypack.commands.versions import versions


def rows(engine: str, region: str, service: str = "rds", *, everything: bool = False) -> dict[str, str]:
    lines = table(load_catalog(today=date(2026, 11, 26)), service, engine, region, everything=everything)
    return {line.split()[0]: line for line in lines}


def test_versions_of_a_region_that_was_seen() -> None:
    found = rows("postgres", "us-east-1")
    assert "can be created" in found["15.19"]
    assert "2027-09-30" in found["15.19"]
    assert "yes" in found["15.19"]
    assert "will not be created any more" in found["15.16"]
    assert "15.4" not in found


def test_withdrawn_versions_are_shown_when_asked_for() -> None:
    found = rows("postgres", "eu-south-2", everything=True)
    assert "withdrawn" in found["15.4"]
    assert "withdrawn since it was accepted here" in found["15.7"]
    assert "not known here" in found["15.19"]


def test_an_engine_of_two_services_has_a_table_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert versions.main(["redis"], standalone_mode=False) == 0
    printed = capsys.readouterr().out
    assert printed.index("elasticache:") < printed.index("5.0.6") < printed.index("memorydb:") < printed.rindex("6.2")


def test_an_engine_that_the_catalog_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    assert versions.main(["postgresql"], standalone_mode=False) == 2
    assert "No engine postgresql: the catalog has activemq," in capsys.readouterr().err
