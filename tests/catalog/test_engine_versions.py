"""The verdict on engine versions, row by row, and on the pack's own data."""

import pytest

from policypack.catalog import Catalogue, VersionStatus, load_catalogue
from policypack.catalog.engines import EVERYWHERE, EngineVersions, version_fact
from policypack.catalog.versions import version_key

AVAILABLE = VersionStatus.AVAILABLE
UNAVAILABLE = VersionStatus.UNAVAILABLE
DEPRECATED = VersionStatus.DEPRECATED
NEWER = VersionStatus.NEWER_THAN_KNOWN
UNKNOWN_EVERYWHERE = VersionStatus.UNKNOWN_EVERYWHERE
DEPRECATED_ELSEWHERE = VersionStatus.DEPRECATED_ELSEWHERE
NOT_KNOWN = VersionStatus.NOT_KNOWN


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def seen(complete: bool = True, as_of: str = "2026-10-20", **lists: tuple[str, ...]) -> EngineVersions:
    filled = {name: lists.get(name, ()) for name in ("available", "deprecated", "unavailable", "listed")}
    return EngineVersions(**filled, complete=complete, as_of=as_of, method="test", source="test")


REGIONS = {
    "complete-1": seen(available=("15.13", "15.19", "16.2"), deprecated=("14.1", "15.4", "15.7")),
    "partial-1": seen(complete=False, available=("15.7",), unavailable=("15.4",)),
    "unclear-1": seen(listed=("15.4", "15.19"), available=("16.2",)),
}


@pytest.mark.parametrize(
    ("region", "version", "status", "newest", "place"),
    [
        # region observed, version absent or deprecated there
        ("complete-1", "15.4", DEPRECATED, "15.19", "complete-1"),
        ("complete-1", "15.1", UNAVAILABLE, "15.19", "complete-1"),
        ("complete-1", "14", DEPRECATED, None, "complete-1"),
        ("partial-1", "15.4", UNAVAILABLE, "15.7", "partial-1"),
        # region observed, version there
        ("complete-1", "15.13", AVAILABLE, "15.19", "complete-1"),
        ("complete-1", "15", AVAILABLE, "15.19", "complete-1"),
        ("partial-1", "15.7", AVAILABLE, "15.7", "partial-1"),
        ("partial-1", "15", AVAILABLE, "15.7", "partial-1"),
        # region observed, version newer than the newest of its line
        ("complete-1", "15.20", NEWER, "15.19", "complete-1"),
        ("complete-1", "17.1", NEWER, None, "complete-1"),
        # region observed in part: it tells only what it holds
        ("partial-1", "15.13", NOT_KNOWN, "15.19", "complete-1"),
        ("partial-1", "14.1", DEPRECATED_ELSEWHERE, None, "complete-1"),
        ("partial-1", "15.1", UNKNOWN_EVERYWHERE, "15.19", "complete-1"),
        # region not observed
        ("other-1", "15.1", UNKNOWN_EVERYWHERE, "15.19", "complete-1"),
        ("other-1", "14.1", DEPRECATED_ELSEWHERE, None, "complete-1"),
        ("other-1", "15.7", NOT_KNOWN, "15.19", "complete-1"),  # deprecated in one region, available in another
        ("other-1", "15.13", NOT_KNOWN, "15.19", "complete-1"),
        ("other-1", "15.20", NEWER, "15.19", "complete-1"),
        (None, "14.1", DEPRECATED_ELSEWHERE, None, "complete-1"),
    ],
)
def test_verdict_table(region: str | None, version: str, status: VersionStatus, newest: str | None, place: str) -> None:
    known = {name: REGIONS[name] for name in ("complete-1", "partial-1")}
    fact = version_fact(version, region, known, line_parts=1)
    assert (fact.status, fact.newest_of_line, fact.region_of_data) == (status, newest, place)
    assert fact.as_of == "2026-10-20"


def test_listed_versions_are_neither_available_nor_gone() -> None:
    only = {"unclear-1": REGIONS["unclear-1"]}
    assert version_fact("15.4", "unclear-1", only, 1).status is NOT_KNOWN
    assert version_fact("15.4", "other-1", only, 1).status is NOT_KNOWN
    assert version_fact("15.1", "unclear-1", only, 1).status is UNAVAILABLE


def test_without_a_complete_observation_nothing_is_known() -> None:
    assert version_fact("15.1", "other-1", {"partial-1": REGIONS["partial-1"]}, 1).status is NOT_KNOWN
    assert version_fact("15.1", "other-1", {}, 1).region_of_data is None


def test_what_aws_documents_for_every_region_is_advice() -> None:
    known = {EVERYWHERE: seen(complete=False, deprecated=("10.4.8",)), "unclear-1": seen(listed=("10.4.8", "10.4.9"))}
    assert version_fact("10.4.8", "unclear-1", known, 2).status is DEPRECATED_ELSEWHERE
    assert version_fact("10.4.8", "other-1", known, 2).status is DEPRECATED_ELSEWHERE
    assert version_fact("10.4.9", "other-1", known, 2).status is NOT_KNOWN


def test_eu_south_2_as_recorded(catalogue: Catalogue) -> None:
    refused = catalogue.engine_version_fact("rds", "postgres", "15.4", "eu-south-2")
    assert (refused.status, refused.newest_of_line, refused.region_of_data) == (UNAVAILABLE, "15.7", "eu-south-2")
    assert (refused.newest_elsewhere, refused.elsewhere) == ("15.19", "us-east-1")
    assert "Cannot find version 15.4 for postgres" in (refused.source or "")
    assert catalogue.engine_version_fact("rds", "postgres", "15.7", "eu-south-2").status is AVAILABLE
    assert catalogue.engine_version_fact("rds", "postgres", "15", "eu-south-2").status is AVAILABLE
    assert catalogue.engine_version_fact("rds", "postgres", "16.15", "eu-south-2").status is NOT_KNOWN


@pytest.mark.parametrize(
    ("service", "engine", "version", "region", "status"),
    [
        ("rds", "postgres", "15.4", "us-east-1", DEPRECATED),
        ("rds", "postgres", "15.4", "eu-west-1", DEPRECATED_ELSEWHERE),
        ("rds", "postgres", "15.13", "us-east-1", AVAILABLE),
        ("rds", "postgres", "15", "us-east-1", AVAILABLE),
        ("rds", "postgres", "15.1", "us-east-1", UNAVAILABLE),
        ("rds", "postgres", "15.1", "eu-west-1", UNKNOWN_EVERYWHERE),
        ("rds", "postgres", "15.99", "us-east-1", NEWER),
        ("rds", "postgres", "", "us-east-1", NOT_KNOWN),
        ("rds", "mysql", "8.0.35", "us-east-1", DEPRECATED),
        ("rds", "mysql", "8.0", "us-east-1", AVAILABLE),
        ("rds", "aurora-mysql", "8.0.mysql_aurora.3.04.7", "us-east-1", NEWER),
        ("rds", "aurora-mysql", "8.0.mysql_aurora.3.10.3", "us-east-1", AVAILABLE),
        ("rds", "aurora-mysql", "5.7.12", "us-east-1", DEPRECATED),
        ("rds", "aurora-postgresql", "16.4-limitless", "us-east-1", AVAILABLE),
        ("rds", "mariadb", "10.11.18", "us-east-1", NOT_KNOWN),
        ("rds", "mariadb", "10.4.13", "us-east-1", DEPRECATED_ELSEWHERE),
        ("rds", "mariadb", "10.11", "us-east-1", NOT_KNOWN),  # some 10.11.x are deprecated, others are not
        ("rds", "mariadb", "10.2", "us-east-1", DEPRECATED_ELSEWHERE),
        ("rds", "sqlserver-se", "15.00.4490.9.v1", "us-east-1", NOT_KNOWN),
        ("rds", "sqlserver-se", "15.00.4500.1.v1", "us-east-1", NEWER),
        ("rds", "oracle-ee", "19.0.0.0.ru-2020-04.rur-2020-04.r1", "us-east-1", NOT_KNOWN),
        ("rds", "oracle-ee", "12.1.0.2.v10", "eu-west-1", DEPRECATED_ELSEWHERE),
        ("elasticache", "redis", "7.1", "us-east-1", AVAILABLE),
        ("elasticache", "redis", "6.x", "us-east-1", AVAILABLE),
        ("elasticache", "redis", "6.x", "eu-south-2", NOT_KNOWN),
        ("elasticache", "redis", "5.0.4", "eu-south-2", DEPRECATED_ELSEWHERE),
        ("elasticache", "redis", "5.0.2", "eu-south-2", UNKNOWN_EVERYWHERE),
        ("elasticache", "valkey", "10.0", "eu-south-2", NEWER),
        ("elasticache", "memcached", "1.6.22", "us-east-1", AVAILABLE),
        ("memorydb", "valkey", "7.2", "eu-west-1", NOT_KNOWN),
        ("memorydb", "redis", "6.0", "eu-west-1", UNKNOWN_EVERYWHERE),
        ("docdb", "docdb", "5.0.0", "eu-west-1", NOT_KNOWN),
        ("neptune", "neptune", "1.1.0.0", "eu-west-1", DEPRECATED_ELSEWHERE),
        ("neptune", "neptune", "1.1.1.0", "eu-west-1", NOT_KNOWN),  # until 2026-11-30
        ("neptune", "neptune", "1.2.0.1", "eu-west-1", NOT_KNOWN),
        ("eks", "kubernetes", "1.27", "eu-west-1", DEPRECATED_ELSEWHERE),
        ("eks", "kubernetes", "1.34", "eu-west-1", NOT_KNOWN),
        ("mq", "ActiveMQ", "5.17", "eu-west-1", DEPRECATED_ELSEWHERE),
        ("opensearch", "opensearch", "OpenSearch_2.12", "eu-west-1", UNKNOWN_EVERYWHERE),
        ("made-up", "nothing", "1", "eu-west-1", NOT_KNOWN),
    ],
)
def test_own_data(
    catalogue: Catalogue, service: str, engine: str, version: str, region: str, status: VersionStatus
) -> None:
    assert catalogue.engine_version_fact(service, engine, version, region).status is status


def test_bare_majors_are_not_versions(catalogue: Catalogue) -> None:
    """cfn-lint adds "15" to its lists, and to its list of deprecated versions."""
    for engine, major in (("postgres", "15"), ("mysql", "8.0"), ("aurora-postgresql", "10"), ("mariadb", "10.11")):
        entry = catalogue._seen("rds", engine)["us-east-1"]
        assert major not in entry.known
        assert version_key(major) not in map(version_key, entry.known)


def test_date_of_the_data(catalogue: Catalogue) -> None:
    baseline = catalogue.data_date("us-east-1")
    assert baseline is not None
    assert catalogue.data_date("eu-south-2") == baseline  # seen in part only
    assert catalogue.data_date(None) == baseline
