"""A region from AWS's API, behind botocore's own service model: a wrong operation, argument or field name fails."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from policypack.catalog import from_aws
from policypack.catalog.catalog import load_catalog
from policypack.catalog.classes import is_offered, packed
from policypack.catalog.engines import VersionStatus
from policypack.catalog.refresh import refresh_from_aws
from policypack.catalog.store import Store
from policypack.errors import CatalogError

boto3 = pytest.importorskip("boto3", reason="boto3 is not installed (requirements/catalog.txt)")
stub = pytest.importorskip("botocore.stub")

ANSWERS: Mapping[str, tuple[str, list[tuple[dict[str, Any], dict[str, Any]]]]] = {
    "rds": (
        "describe_db_engine_versions",
        [
            (
                {"IncludeAll": True},
                {
                    "Marker": "page 2",
                    "DBEngineVersions": [
                        {"Engine": "postgres", "EngineVersion": "15.4", "Status": "deprecated"},
                        {"Engine": "postgres", "EngineVersion": "15.19", "Status": "available"},
                        {"Engine": "custom-oracle-ee", "EngineVersion": "19.mine", "Status": "available"},
                    ],
                },
            ),
            (
                {"IncludeAll": True, "Marker": "page 2"},
                {
                    "DBEngineVersions": [
                        {"Engine": "postgres", "EngineVersion": "15.7", "Status": "available"},
                        {"Engine": "docdb", "EngineVersion": "5.0.0", "Status": "available"},
                    ]
                },
            ),
        ],
    ),
    "elasticache": (
        "describe_cache_engine_versions",
        [({}, {"CacheEngineVersions": [{"Engine": "valkey", "EngineVersion": "8.1"}]})],
    ),
    "memorydb": (
        "describe_engine_versions",
        [({}, {"EngineVersions": [{"Engine": "Redis", "EngineVersion": "7.1", "EnginePatchVersion": "7.1.0"}]})],
    ),
    "eks": (
        "describe_cluster_versions",
        [
            (
                {"includeAll": True},
                {
                    "clusterVersions": [
                        {"clusterVersion": "1.34", "versionStatus": "STANDARD_SUPPORT"},
                        {"clusterVersion": "1.24", "versionStatus": "UNSUPPORTED"},
                    ]
                },
            )
        ],
    ),
    "kafka": (
        "list_kafka_versions",
        [
            (
                {},
                {
                    "KafkaVersions": [
                        {"Version": "3.9.x", "Status": "ACTIVE"},
                        {"Version": "2.2.1", "Status": "DEPRECATED"},
                    ]
                },
            )
        ],
    ),
    "opensearch": (
        "list_versions",
        [
            ({}, {"Versions": ["OpenSearch_2.19"], "NextToken": "more"}),
            ({"NextToken": "more"}, {"Versions": ["Elasticsearch_7.10"]}),
        ],
    ),
    "mq": (
        "describe_broker_engine_types",
        [({}, {"BrokerEngineTypes": [{"EngineType": "ACTIVEMQ", "EngineVersions": [{"Name": "5.18"}]}]})],
    ),
    "ec2": (
        "describe_availability_zones",
        [
            (
                {"Filters": [{"Name": "zone-type", "Values": ["availability-zone"]}]},
                {
                    "AvailabilityZones": [
                        {"ZoneName": "eu-south-2b", "ZoneId": "eus2-az2"},
                        {"ZoneName": "eu-south-2a", "ZoneId": "eus2-az1"},
                    ]
                },
            )
        ],
    ),
}


@pytest.fixture
def clients() -> Iterator[Callable[[str, str], Any]]:
    """Clients that answer as ANSWERS says; in eu-west-9, rds and ec2 deny access."""
    stubbers = []

    def client(service: str, region: str) -> Any:
        made = boto3.client(service, region_name=region, aws_access_key_id="none", aws_secret_access_key="none")
        stubber = stub.Stubber(made)
        operation, pages = ANSWERS[service]
        if region == "eu-west-9" and service in ("rds", "ec2"):
            stubber.add_client_error(operation, "AccessDenied", "not authorized to perform", http_status_code=403)
        else:
            for arguments, page in pages:
                stubber.add_response(operation, page, arguments)
            stubbers.append(stubber)
        stubber.activate()
        return made

    yield client
    for stubber in stubbers:
        stubber.assert_no_pending_responses()


def test_a_region_from_aws(tmp_path: Path, clients: from_aws.Clients) -> None:
    store = Store(tmp_path / "own.json")
    said: list[str] = []
    assert refresh_from_aws(store, ["eu-south-2"], clients, classes=False, say=said.append) == 0
    assert said[0] == "[1/1 1/8] eu-south-2 rds: 2 engines"
    assert said[-1] == "[1/1 8/8] eu-south-2 zones: 2 zones"
    catalog = load_catalog(store.path, today=date(2026, 11, 26))
    fact = catalog.engine_version_fact("rds", "postgres", "15.4", "eu-south-2")
    assert (fact.status, fact.newest.version) == (VersionStatus.WITHDRAWN, "15.19")
    for service, engine, version in (
        ("rds", "postgres", "15.7"),
        ("docdb", "docdb", "5.0"),
        ("elasticache", "valkey", "8.1"),
        ("memorydb", "redis", "7.1"),
        ("eks", "kubernetes", "1.34"),
        ("kafka", "kafka", "3.9.x"),
        ("opensearch", "opensearch", "Elasticsearch_7.10"),
        ("mq", "activemq", "5.18"),
    ):
        status = catalog.engine_version_fact(service, engine, version, "eu-south-2").status
        assert status is VersionStatus.AVAILABLE, (service, engine, version)
    assert catalog.engine_version_fact("eks", "kubernetes", "1.24", "eu-south-2").status is VersionStatus.DEPRECATED
    assert "custom-oracle-ee" not in store.read("engine_versions").section("rds").section("eu-south-2")
    assert catalog.is_zone_of("eu-south-2", "eus2-az2") is True


def test_a_service_that_refuses_keeps_its_entry(tmp_path: Path, clients: from_aws.Clients) -> None:
    store = Store(tmp_path / "own.json")
    entry = {"available": ["14.1"], "complete": True, "as_of": "2026-01-02", "method": "aws", "source": "rds"}
    store.write("engine_versions", {"rds": {"eu-west-9": {"postgres": entry}}})
    said: list[str] = []
    assert refresh_from_aws(store, ["eu-west-9"], clients, classes=False, say=said.append) == 2
    assert said[0].startswith("[1/1 1/8] eu-west-9 rds: failed, its old entry stays (of 2026-01-02): ")
    assert "AccessDenied" in said[0]
    assert store.read("engine_versions").section("rds").section("eu-west-9").content == {"postgres": entry}
    assert "valkey" in store.read("engine_versions").section("elasticache").section("eu-west-9")


class Answering:
    """A client whose calls all give the same answer."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def can_paginate(self, _: str) -> bool:
        return False

    def __getattr__(self, _: str) -> Callable[..., object]:
        return lambda **_: self.answer


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"DBEngineVersions": []},
        {"DBEngineVersions": None},
        {"DBEngineVersions": [{}], "CacheEngineVersions": [{}], "AvailabilityZones": []},
        {"DBEngineVersions": ["15.4"], "KafkaVersions": [None], "BrokerEngineTypes": [{"EngineVersions": [None]}]},
    ],
)
def test_an_answer_without_what_was_asked_for_changes_nothing(tmp_path: Path, answer: Any) -> None:
    store, said = Store(tmp_path / "own.json"), list[str]()
    entry = {"available": ["14.1"], "complete": True, "as_of": "2026-01-02", "method": "aws", "source": "rds"}
    store.write("engine_versions", {"rds": {"eu-west-9": {"postgres": entry}}})
    before = store.path.read_bytes()
    clients = cast("from_aws.Clients", lambda *_: Answering(answer))
    assert refresh_from_aws(store, ["eu-west-9"], clients, classes=True, say=said.append) == len(said) == 9
    assert all("failed, its old entry stays" in line for line in said)
    assert store.path.read_bytes() == before


def test_classes_of_an_engine_that_aws_does_not_list_stay(tmp_path: Path) -> None:
    store = Store(tmp_path / "own.json")
    store.write("engine_versions", {"rds": {"eu-west-9": {"postgres": {}, "mysql": {}}}})
    store.write("instance_classes", {"rds": packed({"eu-west-9": {"mysql": {"db.m5.large"}}})})

    class Classes(Answering):
        def describe_orderable_db_instance_options(self, Engine: str) -> object:  # noqa: N803
            rows = [{"DBInstanceClass": "db.r6g.large"}] if Engine == "postgres" else []
            return {"OrderableDBInstanceOptions": rows}

    refresh_from_aws(store, ["eu-west-9"], cast("from_aws.Clients", lambda *_: Classes({})), True, lambda _: None)
    offers = store.read("instance_classes").section("rds")
    assert is_offered(offers, "mysql", "db.m5.large", "eu-west-9") is True
    assert is_offered(offers, "postgres", "db.r6g.large", "eu-west-9") is True


def test_orderable_classes() -> None:
    made = boto3.client("rds", region_name="eu-south-2", aws_access_key_id="none", aws_secret_access_key="none")
    with stub.Stubber(made) as stubber:
        names = ("db.t4g.micro", "db.t4g.micro", "db.r6g.large")
        options = [{"Engine": "postgres", "DBInstanceClass": name} for name in names]
        stubber.add_response(
            "describe_orderable_db_instance_options", {"OrderableDBInstanceOptions": options}, {"Engine": "postgres"}
        )
        found = from_aws.instance_classes("eu-south-2", ["postgres"], lambda *_: made)
    assert found == {"postgres": {"db.t4g.micro", "db.r6g.large"}}


def test_the_accounts_regions() -> None:
    made = boto3.client("ec2", region_name="eu-south-2", aws_access_key_id="none", aws_secret_access_key="none")
    with stub.Stubber(made) as stubber:
        names = [{"RegionName": name} for name in ("eu-west-1", "ap-east-1")]
        stubber.add_response("describe_regions", {"Regions": names}, {})
        assert from_aws.regions("eu-south-2", lambda *_: made) == ("ap-east-1", "eu-west-1")
        stubber.add_client_error("describe_regions", "UnauthorizedOperation")
        with pytest.raises(CatalogError, match=r"UnauthorizedOperation.*--region"):
            from_aws.regions("eu-south-2", lambda *_: made)


def test_each_permission_is_of_its_call() -> None:
    for listing in from_aws.LISTINGS.values():
        action = listing.permission.partition(":")[2]
        assert action.lower() == listing.operation.replace("_", "")


def test_an_unknown_profile_is_named() -> None:
    with pytest.raises(CatalogError, match="no-such-profile"):
        from_aws.clients_of("no-such-profile")


def test_retries_are_adaptive() -> None:
    client: Any = from_aws.clients_of(None)("rds", "eu-south-2")
    assert client.meta.config.retries["mode"] == "adaptive"
