"""What proves that a version can be created, or cannot: each kind of evidence with a version that had it."""

import json
from datetime import date

import pytest

from policypack.aws.elasticache.rules.elasticache_engine_version_available import RULE as CACHES
from policypack.aws.rds.rules.rds_engine_version_available import RULE as AVAILABLE
from policypack.aws.rds.rules.rds_engine_version_current import RULE as CURRENT
from policypack.aws.stacks.rules.service_version_available import RULE as SERVICES
from policypack.aws.stacks.rules.service_version_current import RULE as SERVICES_CURRENT
from policypack.catalog.catalog import load_catalog
from policypack.catalog.files import bundled
from policypack.catalog.versions import line_of
from policypack.model.fixes import Blank, Set
from policypack.model.verdicts import Answer
from policypack.testing import judge_stack, resource

TODAY = date(2026, 11, 26)
INSTANCE = "aws:rds/instance:Instance"
REGIONS = ("us-east-1", "eu-south-2", "eu-west-1", "us-gov-west-1", "cn-north-1")


def verdict(engine, version, region, catalog):
    """``mandatory`` or ``advisory`` by the gravest of the two rules, else what the mandatory one says."""
    it = resource(INSTANCE, "it", {"engine": engine, "engineVersion": version})
    found = [
        judge_stack(rule, it, config={"aws:region": region}, catalog=catalog)["it"] for rule in (AVAILABLE, CURRENT)
    ]
    available, current = (str(one).partition(":")[0] for one in found)
    if available == "violated":
        return "mandatory"
    return "advisory" if current == "violated" else available


@pytest.mark.parametrize(
    ("engine", "version", "today", "us_east_1", "elsewhere"),
    [
        # deprecated in us-east-1, and its support has ended
        ("postgres", "15.4", TODAY, "mandatory", "mandatory"),
        ("mysql", "8.0.36", TODAY, "mandatory", "mandatory"),
        # deprecated in us-east-1, and no longer in AWS's list of supported versions
        ("postgres", "9.6.9", TODAY, "mandatory", "mandatory"),
        # AWS has announced that it will not be created, and us-east-1 still had it
        ("postgres", "15.16", TODAY, "advisory", "advisory"),
        ("postgres", "17.8", TODAY, "advisory", "advisory"),
        # more than 180 days past its support, its major version still supported
        ("mariadb", "10.11.13", date(2027, 5, 15), "mandatory", "mandatory"),
        ("aurora-mysql", "8.0.mysql_aurora.3.08.0", date(2027, 5, 15), "advisory", "advisory"),  # not so of this engine
        # its support has ended, and us-east-1 still had it
        ("postgres", "15.13", TODAY, "advisory", "advisory"),
        ("mysql", "8.4.6", TODAY, "advisory", "advisory"),
        # its support ends within 90 days
        ("mariadb", "10.6.25", TODAY, "advisory", "advisory"),
        # a major line that AWS supports, which it accepts in each region
        ("postgres", "15", TODAY, "fine", "fine"),
        ("mariadb", "10.11", TODAY, "fine", "fine"),
        # us-east-1 has it, and nothing is known of the region
        ("postgres", "15.19", TODAY, "fine", "undetermined"),
        ("mysql", "8.4.11", TODAY, "fine", "undetermined"),
        # eu-south-2 had it in 2025, AWS has withdrawn it since: other regions are not eu-south-2
        ("postgres", "15.7", TODAY, "mandatory", "mandatory"),
    ],
)
def test_by_evidence(engine, version, today, us_east_1, elsewhere):
    catalog = load_catalog(today=today)
    assert verdict(engine, version, "us-east-1", catalog) == us_east_1
    for region in ("eu-west-1", "ap-southeast-3"):
        assert verdict(engine, version, region, catalog) == elsewhere, region


@pytest.mark.parametrize("version", ["15.4", "15.16", "15.13", "15.1"])
def test_calendars_are_of_the_standard_partition(version):
    assert verdict("postgres", version, "us-gov-west-1", load_catalog(today=TODAY)) != "mandatory"


@pytest.mark.parametrize(
    ("version", "answer"), [("15.4", "mandatory"), ("15.7", "advisory"), ("15", "fine"), ("15.19", "undetermined")]
)
def test_the_region_of_the_review(version, answer):
    """eu-south-2 refused 15.4 in 2025 and took 15.7, which AWS has withdrawn since."""
    assert verdict("postgres", version, "eu-south-2", load_catalog(today=TODAY)) == answer


def seen(tmp_path, region, engine, as_of, **lists):
    entry = {**lists, "complete": True, "as_of": as_of, "method": "aws", "source": "rds describe_db_engine_versions"}
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"engine_versions": {"rds": {region: {engine: entry}}}}))
    return load_catalog(file, TODAY)


@pytest.mark.parametrize(
    ("as_of", "version", "answer"),
    [
        ("2026-11-01", "16.15", "fine"),
        ("2026-11-01", "16.11", "mandatory"),  # the region has not this one
        ("2026-11-01", "15.5", "mandatory"),
        ("2025-11-01", "16.15", "fine"),
        ("2025-11-01", "16.11", "advisory"),  # too long ago
        ("2025-01-01", "15.4", "mandatory"),  # withdrawn everywhere since
    ],
)
def test_what_was_seen_in_the_region_is_proof_for_90_days(tmp_path, as_of, version, answer):
    catalog = seen(tmp_path, "ca-west-1", "postgres", as_of, available=["15.4", "15.19", "16.13", "16.15"])
    assert verdict("postgres", version, "ca-west-1", catalog) == answer


def test_a_deprecation_that_no_calendar_confirms_is_advice_elsewhere(tmp_path):
    catalog = seen(
        tmp_path, "us-east-1", "mariadb", "2026-11-01", available=["10.6.28", "10.11.19"], deprecated=["10.11.9"]
    )
    assert verdict("mariadb", "10.11.9", "us-east-1", catalog) == "mandatory"
    assert verdict("mariadb", "10.11.9", "eu-west-1", catalog) == "advisory"


@pytest.mark.parametrize("region", REGIONS)
def test_what_a_finding_says_to_write_is_not_reported(region):
    """Of each line of each engine, by each kind of knowledge: what the fix writes passes both rules, at every level."""
    catalog, written = load_catalog(today=TODAY), set()
    for rules, type_, argument, inputs, versions in subjects():
        for version in versions:
            for fix in fixes(rules, type_, argument, {**inputs, argument: version}, region, catalog):
                if not isinstance(fix, Blank):
                    written.add((rules, type_, argument, tuple(inputs.items()), fix))
    for rules, type_, argument, inputs, version in written:
        assert not list(fixes(rules, type_, argument, {**dict(inputs), argument: version}, region, catalog)), version
    assert region.startswith(("us-gov", "cn")) or len(written) > 10


def test_the_law_is_of_every_engine_that_the_catalog_has():
    data = bundled("engine_versions")
    engines = {
        name for service in data for region in data.section(service) for name in data.section(service).section(region)
    }
    judged = {(type_, *inputs.values()) for _, type_, _, inputs, _ in subjects()}
    assert len(judged) == sum(len(engines_of(data.section(service))) for service in data)
    assert len(engines) > 20


def engines_of(service):
    return sorted({name for region in service for name in service.section(region)})


def fixes(rules, type_, argument, inputs, region, catalog):
    """The version that the fix of each finding writes."""
    for rule in rules:
        judged = judge_stack(rule, resource(type_, "it", inputs), config={"aws:region": region}, catalog=catalog)["it"]
        for one in judged.verdicts:
            if one.answer is Answer.VIOLATED:
                for edit in one.fix.steps:
                    assert isinstance(edit, Set)
                    assert edit.path == argument
                    yield edit.value


PATCHES = {"redis": ("6.2.6", "7.0.7"), "valkey": ("8.1.0",), "activemq": ("5.18.4",), "rabbitmq": ("3.13.2",)}
"""Versions whose fix is their minor version."""


def subjects():
    """Rules, type, the argument of the version, what else is set, and the versions of the engine."""
    data = bundled("engine_versions")
    types = {
        "rds": ((AVAILABLE, CURRENT), INSTANCE, "engineVersion", "engine"),
        "memorydb": ((SERVICES, SERVICES_CURRENT), "aws:memorydb/cluster:Cluster", "engineVersion", "engine"),
        "elasticache": (
            (CACHES, SERVICES_CURRENT),
            "aws:elasticache/replicationGroup:ReplicationGroup",
            "engineVersion",
            "engine",
        ),
        "eks": ((SERVICES, SERVICES_CURRENT), "aws:eks/cluster:Cluster", "version", ""),
        "kafka": ((SERVICES, SERVICES_CURRENT), "aws:msk/cluster:Cluster", "kafkaVersion", ""),
        "opensearch": ((SERVICES_CURRENT,), "aws:opensearch/domain:Domain", "engineVersion", ""),
        "mq": ((SERVICES, SERVICES_CURRENT), "aws:mq/broker:Broker", "engineVersion", "engineType"),
    }
    assert set(types) == set(data)
    for service, (rules, type_of_service, argument, engine_at) in types.items():
        regions = data.section(service)
        for engine in engines_of(regions):
            type_ = f"aws:{engine}/cluster:Cluster" if engine in ("docdb", "neptune") else type_of_service
            known = {
                (kind, line_of(version, 2)): version
                for region in map(regions.section, regions)
                for kind in ("available", "deprecated", "unavailable", "listed")
                for version in region.section(engine).texts(kind)
            }
            yield (
                rules,
                type_,
                argument,
                {engine_at: engine} if engine_at else {},
                sorted({*known.values(), *PATCHES.get(engine, ())}),
            )
