"""The truth of one region, from AWS's own API. boto3 is imported only here, and only when asked.

`catalog refresh --print-policy` prints the permissions that it needs. A service that refuses keeps what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Protocol

from policypack.catalog.files import Json
from policypack.catalog.versions import version_key
from policypack.catalog.writing import today
from policypack.errors import CatalogError
from policypack.model.records import record

METHOD = "aws"
Row = Mapping[str, Json]


class Paginator(Protocol):
    """Botocore's paginator."""

    def paginate(self, **arguments: Json) -> Iterable[Row]:
        """The pages of all answers."""


class Client(Protocol):
    """What is used of a boto3 client."""

    def get_paginator(self, operation_name: str) -> Paginator:
        """The paginator of an operation."""

    def can_paginate(self, operation_name: str) -> bool:
        """Whether botocore has a paginator for the operation."""


Clients = Callable[[str, str], Client]
"""A client of a service (first) in a region (second)."""


@record(frozen=True, slots=True)
class Listing:
    """One call that lists the versions of a service: where its rows are and what they say.

    ``permission`` is the IAM action of the call, ``token`` the name of the paging token where botocore has no paginator
    of its own for the call.
    """

    client: str
    operation: str
    permission: str
    rows: str
    versions: Callable[[Row], Iterator[tuple[str, str, bool]]]
    arguments: Mapping[str, Json]
    token: str = ""


def _of_rds(row: Row) -> Iterator[tuple[str, str, bool]]:
    engine = str(row["Engine"])
    if not engine.startswith("custom-"):
        yield engine, str(row["EngineVersion"]), row.get("Status", "available") == "available"


def _of_cache(row: Row) -> Iterator[tuple[str, str, bool]]:
    yield str(row["Engine"]).lower(), str(row["EngineVersion"]), True


def _of_eks(row: Row) -> Iterator[tuple[str, str, bool]]:
    yield "kubernetes", str(row["clusterVersion"]), row.get("versionStatus") != "UNSUPPORTED"


def _of_kafka(row: Row) -> Iterator[tuple[str, str, bool]]:
    yield "kafka", str(row["Version"]), row.get("Status") == "ACTIVE"


def _of_opensearch(row: Row) -> Iterator[tuple[str, str, bool]]:
    yield "opensearch", str(row["value"]), True


def _of_mq(row: Row) -> Iterator[tuple[str, str, bool]]:
    versions = row.get("EngineVersions")
    for version in versions if isinstance(versions, list) else []:
        yield str(row["EngineType"]).lower(), str(version["Name"]), True


LISTINGS: Mapping[str, Listing] = {
    "rds": Listing(
        "rds",
        "describe_db_engine_versions",
        "rds:DescribeDBEngineVersions",
        "DBEngineVersions",
        _of_rds,
        {"IncludeAll": True},
    ),
    "elasticache": Listing(
        "elasticache",
        "describe_cache_engine_versions",
        "elasticache:DescribeCacheEngineVersions",
        "CacheEngineVersions",
        _of_cache,
        {},
    ),
    "memorydb": Listing(
        "memorydb", "describe_engine_versions", "memorydb:DescribeEngineVersions", "EngineVersions", _of_cache, {}
    ),
    "eks": Listing(
        "eks",
        "describe_cluster_versions",
        "eks:DescribeClusterVersions",
        "clusterVersions",
        _of_eks,
        {"includeAll": True},
    ),
    "kafka": Listing("kafka", "list_kafka_versions", "kafka:ListKafkaVersions", "KafkaVersions", _of_kafka, {}),
    "opensearch": Listing(
        "opensearch", "list_versions", "es:ListVersions", "Versions", _of_opensearch, {}, token="NextToken"
    ),
    "mq": Listing(
        "mq",
        "describe_broker_engine_types",
        "mq:DescribeBrokerEngineTypes",
        "BrokerEngineTypes",
        _of_mq,
        {},
        token="NextToken",
    ),
}
"""The calls that list engine versions, by the service's name in the catalog."""


ZONES_PERMISSION = "ec2:DescribeAvailabilityZones"
REGIONS_PERMISSION = "ec2:DescribeRegions"
CLASSES_PERMISSION = "rds:DescribeOrderableDBInstanceOptions"


def policy(*, all_regions: bool, classes: bool) -> dict[str, Json]:
    """The IAM policy with the permissions that a refresh needs, and no others."""
    actions = [listing.permission for listing in LISTINGS.values()] + [ZONES_PERMISSION]
    actions += [REGIONS_PERMISSION] if all_regions else []
    actions += [CLASSES_PERMISSION] if classes else []
    statement: dict[str, Json] = {"Effect": "Allow", "Action": sorted(actions), "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def regions(start: str, clients: Clients) -> tuple[str, ...]:
    """The regions that are enabled for the account, as a region of it tells."""
    listing = Listing("ec2", "describe_regions", REGIONS_PERMISSION, "Regions", _of_cache, {})
    try:
        return tuple(sorted(str(row["RegionName"]) for row in _rows(clients("ec2", start), listing)))
    except failures() as error:
        raise CatalogError(
            f"{start}: the account's regions cannot be listed: {error}; name them by --region"
        ) from error


def engine_versions(service: str, region: str, clients: Clients) -> dict[str, Json]:
    """The entries of one service in one region, ``{engine: entry}``, from all pages of its listing; CatalogError where
    an answer has another form."""
    listing = LISTINGS[service]
    found: dict[str, dict[str, bool]] = {}
    try:
        for row in _rows(clients(listing.client, region), listing):
            for engine, version, is_available in listing.versions(row):
                found.setdefault(engine, {})[version] = is_available
    except (KeyError, TypeError) as error:
        raise CatalogError(f"an answer of {listing.operation} has another form ({error})") from error
    return {engine: _entry(listing, versions) for engine, versions in sorted(found.items())}


def zones(region: str, clients: Clients) -> dict[str, Json]:
    """The region's availability zones as this account sees them, ``{names, ids, as_of}``."""
    filters: Json = [{"Name": "zone-type", "Values": ["availability-zone"]}]
    listing = Listing(
        "ec2", "describe_availability_zones", ZONES_PERMISSION, "AvailabilityZones", _of_cache, {"Filters": filters}
    )
    rows = list(_rows(clients("ec2", region), listing))
    return {
        "names": sorted(str(row["ZoneName"]) for row in rows),
        "ids": sorted(str(row["ZoneId"]) for row in rows),
        "as_of": today().isoformat(),
    }


def instance_classes(region: str, engines: Iterable[str], clients: Clients) -> dict[str, set[str]]:
    """The classes that can be ordered for each RDS engine in the region. Takes hundreds of pages."""
    client = clients("rds", region)
    found: dict[str, set[str]] = {}
    for engine in engines:
        listing = Listing(
            "rds",
            "describe_orderable_db_instance_options",
            CLASSES_PERMISSION,
            "OrderableDBInstanceOptions",
            _of_rds,
            {"Engine": engine},
        )
        found[engine] = {str(row["DBInstanceClass"]) for row in _rows(client, listing)}
    return {engine: classes for engine, classes in found.items() if classes}


def clients_of(profile: str | None) -> Clients:
    """Clients of the user's own credentials, with botocore's adaptive retries; CatalogError without boto3."""
    try:
        boto3 = import_module("boto3")
        configuration = import_module("botocore.config").Config(retries={"mode": "adaptive", "max_attempts": 10})
    except ImportError:
        raise CatalogError("boto3 is not installed; install requirements/catalog.txt, then try again") from None
    try:
        session = boto3.Session(profile_name=profile)
    except failures() as error:
        raise CatalogError(f"{error}; name one of the profiles of `aws configure list-profiles`") from error

    def client(service: str, region: str) -> Client:
        made: Client = session.client(service, region_name=region, config=configuration)
        return made

    return client


def failures() -> tuple[type[Exception], ...]:
    """What a call to AWS raises when AWS, the network or the credentials refuse it."""
    exceptions = import_module("botocore.exceptions")
    return (exceptions.ClientError, exceptions.BotoCoreError)


def _entry(listing: Listing, versions: Mapping[str, bool]) -> Json:
    order = sorted(versions, key=version_key)
    retired: list[Json] = [version for version in order if not versions[version]]
    return {
        "available": [version for version in order if versions[version]],
        **({"deprecated": retired} if retired else {}),
        "complete": True,
        "as_of": today().isoformat(),
        "method": METHOD,
        "source": f"{listing.client} {listing.operation}",
    }


def _rows(client: Client, listing: Listing) -> Iterator[Row]:
    for page in _pages(client, listing):
        rows = page.get(listing.rows)
        for row in rows if isinstance(rows, list) else []:
            yield row if isinstance(row, Mapping) else {"value": row}


def _pages(client: Client, listing: Listing) -> Iterator[Row]:
    if client.can_paginate(listing.operation):
        yield from client.get_paginator(listing.operation).paginate(**listing.arguments)
        return
    arguments = dict(listing.arguments)
    while True:
        page: Row = getattr(client, listing.operation)(**arguments)
        yield page
        if not listing.token or not page.get(listing.token):
            return
        arguments[listing.token] = page[listing.token]
