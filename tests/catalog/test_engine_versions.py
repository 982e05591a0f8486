"""The verdict on engine versions, row by row, and on the pack's own data."""

from datetime import date, timedelta

import pytest

from policypack.aws.common.engine_versions import Assessor
from policypack.catalog.catalog import Catalog, load_catalog
from policypack.catalog.engines import EVERYWHERE, Engine, EngineVersions, Newest, VersionFact, VersionStatus
from policypack.catalog.files import bundled
from policypack.catalog.lifecycle import Lifecycle, Withdrawal
from policypack.catalog.versions import version_key

TODAY = date(2026, 11, 26)
WITHDRAWN = VersionStatus.WITHDRAWN
WITHDRAWN_SINCE = VersionStatus.WITHDRAWN_SINCE

AVAILABLE = VersionStatus.AVAILABLE
UNAVAILABLE = VersionStatus.UNAVAILABLE
DEPRECATED = VersionStatus.DEPRECATED
NEWER = VersionStatus.NEWER_THAN_KNOWN
UNKNOWN_EVERYWHERE = VersionStatus.UNKNOWN_EVERYWHERE
DEPRECATED_ELSEWHERE = VersionStatus.DEPRECATED_ELSEWHERE
NOT_KNOWN = VersionStatus.NOT_KNOWN


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(today=TODAY)


def seen(complete: bool = True, as_of: str = "2026-10-20", **lists: tuple[str, ...]) -> EngineVersions:
    filled = {name: lists.get(name, ()) for name in ("available", "deprecated", "unavailable", "listed")}
    return EngineVersions(**filled, complete=complete, as_of=as_of, method="test", source="test")


def fact_of(
    version: str,
    region: str | None,
    known: dict[str, EngineVersions],
    life: Lifecycle | None = None,
    line_parts: int = 1,
    today: date = TODAY,
) -> VersionFact:
    return Engine(known, life or Lifecycle(), line_parts, today).fact(version, region)


REGIONS = {
    "complete-1": seen(available=("15.13", "15.19", "16.2"), deprecated=("14.1", "15.4", "15.7")),
    "partial-1": seen(complete=False, available=("15.7",), unavailable=("15.4",)),
    "unclear-1": seen(listed=("15.4", "15.19"), available=("16.2",)),
}


@pytest.mark.parametrize(
    ("region", "version", "status", "recommended", "place"),
    [
        # region observed, version absent or deprecated there
        ("complete-1", "15.4", DEPRECATED, "15.19", "complete-1"),
        ("complete-1", "15.1", UNAVAILABLE, "15.19", "complete-1"),
        ("complete-1", "14", DEPRECATED, None, "complete-1"),
        ("partial-1", "15.4", UNAVAILABLE, "15.19", "partial-1"),
        # region observed, version there
        ("complete-1", "15.13", AVAILABLE, "15.19", "complete-1"),
        ("complete-1", "15", AVAILABLE, "15.19", "complete-1"),
        ("partial-1", "15.7", AVAILABLE, "15.19", "partial-1"),
        ("partial-1", "15", AVAILABLE, "15.19", "partial-1"),
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
def test_verdict_table(
    region: str | None, version: str, status: VersionStatus, recommended: str | None, place: str
) -> None:
    known = {name: REGIONS[name] for name in ("complete-1", "partial-1")}
    fact = fact_of(version, region, known)
    assert (fact.status, fact.newest.recommended, fact.region_of_data) == (status, recommended, place)
    assert fact.as_of == "2026-10-20"


def test_listed_versions_are_neither_available_nor_gone() -> None:
    only = {"unclear-1": REGIONS["unclear-1"]}
    assert fact_of("15.4", "unclear-1", only).status is NOT_KNOWN
    assert fact_of("15.4", "other-1", only).status is NOT_KNOWN
    assert fact_of("15.1", "unclear-1", only).status is UNAVAILABLE


def test_without_a_complete_observation_nothing_is_known() -> None:
    assert fact_of("15.1", "other-1", {"partial-1": REGIONS["partial-1"]}).status is NOT_KNOWN
    assert fact_of("15.1", "other-1", {}).region_of_data is None


def test_what_aws_documents_holds_in_every_region_of_the_partition() -> None:
    known = {EVERYWHERE: seen(complete=False, deprecated=("10.4.8",)), "unclear-1": seen(listed=("10.4.8", "10.4.9"))}
    assert fact_of("10.4.8", "unclear-1", known, line_parts=2).status is DEPRECATED
    assert fact_of("10.4.8", "other-1", known, line_parts=2).status is DEPRECATED
    assert fact_of("10.4.8", "us-gov-west-1", known, line_parts=2).status is DEPRECATED_ELSEWHERE
    assert fact_of("10.4.9", "other-1", known, line_parts=2).status is NOT_KNOWN


SUPPORTED = Lifecycle(
    withdrawn={"15.4": Withdrawal("2025-03-31", "2025-01-09"), "15.7": Withdrawal("2025-10-31", "2025-11-03")},
    ends={
        "15.4": date(2025, 3, 31),
        "15.13": date(2026, 10, 31),
        "15.19": date(2027, 9, 30),
        "16.2": date(2027, 2, 20),
        "14.1": date(2026, 3, 31),
    },
    no_create=frozenset({"15.16"}),
    lines={"15": (date(2028, 2, 29), date(2031, 2, 28)), "16": (date(2029, 2, 28), None)},
    takes_lines=True,
    dates_prove=True,
)


@pytest.mark.parametrize(
    ("region", "version", "status"),
    [
        ("complete-1", "15.4", WITHDRAWN),
        ("other-1", "15.4", WITHDRAWN),
        ("partial-1", "15.4", WITHDRAWN),
        ("partial-1", "15.7", WITHDRAWN_SINCE),  # the region was seen to accept it, once
        ("other-1", "15.7", WITHDRAWN),
        ("fresh-1", "15.7", AVAILABLE),  # a whole list, later than the withdrawal
        ("stale-1", "15.7", WITHDRAWN),  # a whole list, earlier
        ("other-1", "15", AVAILABLE),  # others of the line are not withdrawn: AWS chooses among them
        ("other-1", "14", DEPRECATED_ELSEWHERE),
        ("us-gov-west-1", "15", NOT_KNOWN),
        ("us-gov-west-1", "15.4", DEPRECATED_ELSEWHERE),
        ("cn-north-1", "15.4", DEPRECATED_ELSEWHERE),
        (None, "15.4", DEPRECATED_ELSEWHERE),
    ],
)
def test_two_proofs_withdraw_a_version_from_the_partition(
    region: str | None, version: str, status: VersionStatus
) -> None:
    known = {name: REGIONS[name] for name in ("complete-1", "partial-1")}
    if region in ("fresh-1", "stale-1"):
        known[region] = seen(available=("15.7",), as_of="2026-11-20" if region == "fresh-1" else "2025-06-01")
        known["complete-1"] = seen(deprecated=("15.7",))
    if region in ("us-gov-west-1", "cn-north-1", None):
        known = {"complete-1": REGIONS["complete-1"]}
    assert fact_of(version, region, known, SUPPORTED).status is status


@pytest.mark.parametrize(
    ("today", "version", "status"),
    [
        (date(2027, 4, 29), "15.13", AVAILABLE),
        (date(2027, 4, 30), "15.13", WITHDRAWN),  # 181 days after its support ended
        (date(2028, 3, 1), "15.13", AVAILABLE),  # the line is in Extended Support, whose last versions stay
        (date(2027, 4, 30), "14.1", DEPRECATED),  # its line has no date
    ],
)
def test_the_time_since_the_end_of_support_is_proof(today: date, version: str, status: VersionStatus) -> None:
    fact = fact_of(version, "complete-1", {"complete-1": REGIONS["complete-1"]}, SUPPORTED, today=today)
    assert fact.status is status


@pytest.mark.parametrize(
    ("today", "region", "version", "recommended"),
    [
        (TODAY, "complete-1", "15.4", "15.19"),
        (TODAY, "partial-1", "15.4", "15"),  # its list is not known: AWS chooses
        (TODAY, "other-1", "15.4", "15"),
        (TODAY, "complete-1", "16.1", None),  # 16.2 ends within 90 days
        (date(2027, 7, 3), "complete-1", "15.4", None),  # so does 15.19 now
        (TODAY, "complete-1", "14.1", None),
    ],
)
def test_recommended_is_what_aws_goes_on_supporting(
    today: date, region: str, version: str, recommended: str | None
) -> None:
    known = {name: REGIONS[name] for name in ("complete-1", "partial-1")}
    assert fact_of(version, region, known, SUPPORTED, today=today).newest.recommended == recommended


def test_versions_that_will_not_be_created_are_not_recommended() -> None:
    known = {"complete-1": seen(available=("15.13", "15.16"))}
    assert fact_of("15.4", "complete-1", known, SUPPORTED).newest.recommended is None


def test_nothing_is_recommended_for_a_version_that_passes(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_asked(*_: object) -> Newest:
        raise AssertionError("looked for another version")

    monkeypatch.setattr(Engine, "_newest_beside", not_asked)
    version = catalog.engine("rds", "postgres").seen["us-east-1"].available[-1]
    assessor = Assessor(catalog, {}, "rds")
    assert assessor.availability(version, "postgres", "us-east-1").passes.truth
    assert assessor.currency(version, "postgres", "us-east-1").passes.truth
    with pytest.raises(AssertionError, match="looked for"):
        assessor.availability("15.4", "postgres", "us-east-1")


def test_eu_south_2_as_recorded(catalog: Catalog) -> None:
    refused = catalog.engine_version_fact("rds", "postgres", "15.4", "eu-south-2")
    assert (refused.status, refused.newest.recommended, refused.region_of_data) == (WITHDRAWN, "15", "eu-south-2")
    assert "Cannot find version 15.4 for postgres" in (refused.source or "")
    assert catalog.engine_version_fact("rds", "postgres", "15.7", "eu-south-2").status is WITHDRAWN_SINCE
    assert catalog.engine_version_fact("rds", "postgres", "15", "eu-south-2").status is AVAILABLE
    assert catalog.engine_version_fact("rds", "postgres", "16.15", "eu-south-2").status is NOT_KNOWN


@pytest.mark.parametrize("days", [0, 40, 120, 400, 900])
@pytest.mark.parametrize("region", ["us-east-1", "eu-south-2", "eu-west-1", "us-gov-west-1", None])
def test_no_version_is_recommended_that_would_be_reported(region: str | None, days: int) -> None:
    """Over every engine and each of its versions, in regions seen wholly, in part, not at all, and elsewhere, now and
    later: what a fix writes, what a message names, and what the table of versions recommends."""
    catalog = load_catalog(today=TODAY + timedelta(days=days))
    recommendations = set()
    for service, engine in ENGINES:
        versions = {version for entry in catalog._seen(service, engine).values() for version in entry.known}
        for version in versions:
            newest = catalog.engine_version_fact(service, engine, version, region).newest
            recommendations.update((service, engine, one) for one in (newest.recommended, newest.version) if one)
    for service, engine, version in recommendations:
        assessor = Assessor(catalog, {}, service)
        for question in (assessor.availability, assessor.currency):
            assert question(version, engine, region).passes.truth is not False, (engine, version)
        assert catalog.engine(service, engine).life.recommends(version, catalog.today), (engine, version)
    assert len(recommendations) > 30 or days > 300


ENGINES = sorted(
    {
        (service, engine)
        for service in bundled("engine_versions")
        for region in bundled("engine_versions").section(service)
        for engine in bundled("engine_versions").section(service).section(region)
    }
)
"""Every engine that the catalog has: those that `guardrails versions` lists."""


@pytest.mark.parametrize(
    ("service", "engine", "version", "region", "status"),
    [
        ("rds", "postgres", "15.4", "us-east-1", WITHDRAWN),
        ("rds", "postgres", "15.4", "eu-west-1", WITHDRAWN),
        ("rds", "postgres", "15.7", "eu-west-1", WITHDRAWN),
        ("rds", "postgres", "15.7", "ap-southeast-3", WITHDRAWN),
        ("rds", "mysql", "8.0.36", "ap-southeast-3", WITHDRAWN),
        ("rds", "postgres", "15.4", "us-gov-west-1", DEPRECATED_ELSEWHERE),
        ("rds", "postgres", "15.16", "us-east-1", AVAILABLE),
        ("rds", "postgres", "15.13", "us-east-1", AVAILABLE),
        ("rds", "postgres", "15", "us-east-1", AVAILABLE),
        ("rds", "postgres", "15.1", "us-east-1", UNAVAILABLE),
        ("rds", "postgres", "15.1", "eu-west-1", UNKNOWN_EVERYWHERE),
        ("rds", "postgres", "15.99", "us-east-1", NEWER),
        ("rds", "postgres", "", "us-east-1", NOT_KNOWN),
        ("rds", "mysql", "8.0.35", "us-east-1", WITHDRAWN),
        ("rds", "mysql", "8.0", "us-east-1", AVAILABLE),
        ("rds", "aurora-mysql", "8.0.mysql_aurora.3.04.7", "us-east-1", NEWER),
        ("rds", "aurora-mysql", "8.0.mysql_aurora.3.10.3", "us-east-1", AVAILABLE),
        ("rds", "aurora-mysql", "5.7.12", "us-east-1", WITHDRAWN),
        ("rds", "aurora-postgresql", "16.4-limitless", "us-east-1", AVAILABLE),
        ("rds", "mariadb", "10.11.18", "us-east-1", NOT_KNOWN),
        ("rds", "mariadb", "10.4.13", "us-east-1", DEPRECATED),
        ("rds", "mariadb", "10.11", "us-east-1", AVAILABLE),  # some 10.11.x are deprecated, others are not
        ("rds", "mariadb", "10.6", "us-east-1", NOT_KNOWN),  # its support ends within 90 days
        ("rds", "postgres", "15", "eu-west-1", AVAILABLE),
        ("rds", "postgres", "15", "cn-north-1", NOT_KNOWN),
        ("rds", "aurora-mysql", "8.0", "eu-west-1", NOT_KNOWN),
        ("rds", "mariadb", "10.2", "us-east-1", DEPRECATED_ELSEWHERE),
        ("rds", "sqlserver-se", "15.00.4490.9.v1", "us-east-1", NOT_KNOWN),
        ("rds", "sqlserver-se", "15.00.4500.1.v1", "us-east-1", NEWER),
        ("rds", "oracle-ee", "19.0.0.0.ru-2020-04.rur-2020-04.r1", "us-east-1", NOT_KNOWN),
        ("rds", "oracle-ee", "12.1.0.2.v10", "eu-west-1", DEPRECATED),
        ("elasticache", "redis", "7.1", "us-east-1", AVAILABLE),
        ("elasticache", "redis", "6.x", "us-east-1", AVAILABLE),
        ("elasticache", "redis", "6.x", "eu-south-2", NOT_KNOWN),
        ("elasticache", "redis", "5.0.4", "eu-south-2", DEPRECATED),
        ("elasticache", "redis", "5.0.2", "eu-south-2", UNKNOWN_EVERYWHERE),
        ("elasticache", "valkey", "10.0", "eu-south-2", NEWER),
        ("elasticache", "memcached", "1.6.22", "us-east-1", AVAILABLE),
        ("memorydb", "valkey", "7.2", "eu-west-1", AVAILABLE),
        ("memorydb", "redis", "6.0", "eu-west-1", UNAVAILABLE),
        ("docdb", "docdb", "5.0.0", "eu-west-1", AVAILABLE),
        ("docdb", "docdb", "5.0", "eu-south-2", AVAILABLE),
        ("docdb", "docdb", "3.4.0", "eu-west-1", UNAVAILABLE),
        ("docdb", "docdb", "8.0.1", "eu-west-1", NEWER),
        ("docdb", "docdb", "3.4.0", "us-gov-west-1", NOT_KNOWN),
        ("rds", "postgres", "15.1", "us-gov-west-1", NOT_KNOWN),
        ("neptune", "neptune", "1.1.0.0", "eu-west-1", DEPRECATED),
        ("neptune", "neptune", "1.1.1.0", "eu-west-1", NOT_KNOWN),  # until 2026-11-30
        ("neptune", "neptune", "1.2.0.1", "eu-west-1", NOT_KNOWN),
        ("eks", "kubernetes", "1.27", "eu-west-1", DEPRECATED),
        ("eks", "kubernetes", "1.31", "eu-west-1", DEPRECATED),
        ("eks", "kubernetes", "1.34", "eu-west-1", AVAILABLE),
        ("eks", "kubernetes", "1.34", "cn-north-1", NOT_KNOWN),
        ("kafka", "kafka", "4.2.x", "eu-west-1", AVAILABLE),
        ("kafka", "kafka", "3.7.x", "eu-west-1", DEPRECATED),
        ("mq", "ActiveMQ", "5.17", "eu-west-1", DEPRECATED),
        ("opensearch", "opensearch", "OpenSearch_2.12", "eu-west-1", UNAVAILABLE),
        ("made-up", "nothing", "1", "eu-west-1", NOT_KNOWN),
    ],
)
def test_own_data(
    catalog: Catalog, service: str, engine: str, version: str, region: str, status: VersionStatus
) -> None:
    assert catalog.engine_version_fact(service, engine, version, region).status is status


def test_bare_majors_are_not_versions(catalog: Catalog) -> None:
    """cfn-lint adds "15" to its lists, and to its list of deprecated versions."""
    for engine, major in (("postgres", "15"), ("mysql", "8.0"), ("aurora-postgresql", "10"), ("mariadb", "10.11")):
        entry = catalog._seen("rds", engine)["us-east-1"]
        assert major not in entry.known
        assert version_key(major) not in map(version_key, entry.known)


def test_date_of_the_data(catalog: Catalog) -> None:
    baseline = catalog.data_date("us-east-1")
    assert baseline is not None
    assert catalog.data_date("eu-south-2") == baseline  # seen in part only
    assert catalog.data_date(None) == baseline
