"""Parameter group families, log exports, instance classes and Lambda runtimes."""

from collections.abc import Iterator
from datetime import date

import pytest

from policypack.catalog.catalog import Catalog, load_catalog
from policypack.catalog.classes import is_offered, packed, unpacked
from policypack.catalog.files import Section, bundled


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize(
    ("service", "engine", "version", "family"),
    [
        ("rds", "postgres", "15.4", "postgres15"),
        ("rds", "postgres", "15", "postgres15"),
        ("rds", "postgres", "9.6.24", "postgres9.6"),
        ("rds", "postgres", "19.1", None),  # newer than the data
        ("rds", "mysql", "8.0.35", "mysql8.0"),
        ("rds", "mysql", "8.4", "mysql8.4"),
        ("rds", "mysql", "8", None),  # too short to tell
        ("rds", "mariadb", "10.11.8", "mariadb10.11"),
        ("rds", "aurora-postgresql", "16.1", "aurora-postgresql16"),
        ("rds", "aurora-postgresql", "16.4-limitless", "aurora-postgresql16"),
        ("rds", "aurora-mysql", "8.0.mysql_aurora.3.05.2", "aurora-mysql8.0"),
        ("rds", "oracle-ee", "19.0.0.0.ru-2020-04.rur-2020-04.r1", "oracle-ee-19"),
        ("rds", "oracle-se2-cdb", "21.0.0.0.ru-2024-07.rur-2024-07.r1", "oracle-se2-cdb-21"),
        ("rds", "sqlserver-se", "15.00.4153.1.v1", "sqlserver-se-15.0"),
        ("rds", "db2-se", "11.5.9.0.sb00040222.r1", "db2-se-11.5"),
        ("docdb", "docdb", "5.0.0", "docdb5.0"),
        ("docdb", "docdb", "3.6", "docdb3.6"),
        ("neptune", "neptune", "1.3.2.0", "neptune1.3"),
        ("neptune", "neptune", "1.1.1.0", "neptune1"),
        ("elasticache", "redis", "7.1", "redis7"),
        ("elasticache", "redis", "6.x", "redis6.x"),
        ("elasticache", "redis", "6.2", "redis6.x"),
        ("elasticache", "redis", "5.0.6", "redis5.0"),
        ("elasticache", "valkey", "7.2", "valkey7"),
        ("elasticache", "valkey", "8.1", "valkey8"),
        ("elasticache", "memcached", "1.6.22", "memcached1.6"),
        ("memorydb", "redis", "7.1", "memorydb_redis7"),
        ("memorydb", "redis", "6.2", "memorydb_redis6"),
        ("memorydb", "valkey", "7.2", "memorydb_valkey7"),
        ("rds", "made-up", "1.0", None),
        ("rds", "postgres", "", None),
    ],
)
def test_family(catalog: Catalog, service: str, engine: str, version: str, family: str | None) -> None:
    assert catalog.parameter_group_family(service, engine, version) == family


def test_log_exports(catalog: Catalog) -> None:
    assert catalog.log_export_types("postgres") == {"postgresql", "upgrade", "iam-db-auth-error"}
    assert catalog.default_log_exports("postgres") == ("postgresql",)
    assert catalog.log_export_types("mysql") == {"audit", "error", "general", "slowquery", "iam-db-auth-error"}
    assert catalog.log_export_types("mysql", cluster=True) == {"error", "general", "slowquery", "iam-db-auth-error"}
    assert catalog.default_log_exports("mariadb") == ("error", "slowquery")
    assert catalog.default_log_exports("aurora-postgresql", cluster=True) == ("postgresql",)
    assert catalog.log_export_types("docdb", cluster=True) == {"audit", "profiler"}
    assert catalog.log_export_types("made-up") is None
    assert catalog.default_log_exports("made-up") is None


def test_wanted_logs_are_valid_ones() -> None:
    for kind in ("instances", "clusters"):
        engines = bundled("log_exports").section(kind)
        for engine in engines:
            assert set(engines.section(engine).texts("wanted")) <= set(engines.section(engine).texts("valid")), engine
            assert engines.section(engine).texts("wanted")


@pytest.mark.parametrize(
    ("service", "engine", "instance_class", "region", "offered"),
    [
        ("rds", "postgres", "db.t4g.medium", "eu-south-2", True),
        ("rds", "postgres", "db.m4.large", "eu-south-2", False),
        ("rds", "postgres", "db.m99.large", "eu-south-2", None),
        ("rds", "postgres", "db.t4g.medium", "eu-south-9", None),
        ("rds", "made-up", "db.t4g.medium", "eu-south-2", None),
        ("rds", "aurora-postgresql", "db.serverless", "us-east-1", True),
        ("docdb", "docdb", "db.r6g.large", "us-east-1", True),
        ("neptune", "neptune", "db.serverless", "us-east-1", True),
        ("elasticache", "redis", "cache.t4g.micro", "eu-south-2", True),
        ("elasticache", "valkey", "cache.m4.large", "eu-south-2", False),
        ("made-up", "redis", "cache.t4g.micro", "eu-south-2", None),
    ],
)
def test_instance_class(
    catalog: Catalog, service: str, engine: str, instance_class: str, region: str, offered: bool | None
) -> None:
    assert catalog.instance_class_offered(service, engine, instance_class, region) is offered


def test_packing_keeps_every_class() -> None:
    offers = {"r-1": {"e": {"a", "b", "d"}, "f": {"c"}}, "r-2": {"e": {"a", "b", "d"}, "f": set[str]()}}
    section = Section(packed(offers), "test")
    found = unpacked(section)
    assert {region: {engine: set(found[region][engine]) for engine in found[region]} for region in found} == offers
    assert len(section.content["sets"]) == 3  # type: ignore[arg-type]
    assert is_offered(section, "e", "d", "r-2") is True
    assert is_offered(section, "e", "c", "r-2") is False
    assert is_offered(section, "e", "z", "r-2") is None


def test_unpacking_reads_the_list_of_classes_once() -> None:
    class Read(list[str]):
        times = 0

        def __iter__(self) -> Iterator[str]:
            self.times += 1
            return super().__iter__()

    content = packed({f"r-{number}": {"e": {"a", "b", "d"}, "f": {"c"}} for number in range(9)})
    classes = Read(content["classes"])  # type: ignore[arg-type]
    unpacked(Section({**content, "classes": classes}, "test"))
    assert classes.times <= 2, "the list is checked and copied, and not once for each region"


def test_date_of_classes(catalog: Catalog) -> None:
    assert date.fromisoformat(catalog.instance_classes_as_of("rds", "eu-south-2") or "") > date(2026, 1, 1)
    assert catalog.instance_classes_as_of("rds", "eu-south-9") is None


def test_lambda_runtime(catalog: Catalog) -> None:
    runtime = catalog.lambda_runtime("nodejs12.x")
    assert runtime is not None
    assert runtime.deprecated == date(2023, 3, 31)
    assert runtime.create_blocked is not None
    assert runtime.successor is not None
    assert catalog.lambda_runtime("nodejs999.x") is None
