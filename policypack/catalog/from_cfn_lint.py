"""The baseline, from the data that an installed cfn-lint carries.

Its engine versions are those of us-east-1 alone. The bare majors in them (``15``, ``8.0``) are made by cfn-lint, not by
AWS, and are left out. For mariadb, sqlserver and db2 it lists retired versions without saying so: those are ``listed``.
Its files for the isolated and the sovereign partitions repeat us-east-1 and are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib import import_module, resources
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from policypack.catalog.classes import EVERY_ENGINE, packed, unpacked
from policypack.catalog.files import Json, Section
from policypack.catalog.versions import version_key
from policypack.errors import CatalogError

REGION = "us-east-1"
"""The region whose engine versions cfn-lint carries."""

T = TypeVar("T")

METHOD = "cfn-lint"
_COPIES = ("us-iso", "eu-iso", "eusc-")
_EXTENSIONS = "data/schemas/extensions"
_SCHEMAS = "data/schemas/providers"
_REGION = re.compile(r"[a-z]{2}(?:-gov)?-[a-z]{4,20}-[0-9]")
_CLASS_FILES: Mapping[str, tuple[str, str]] = {
    "rds": ("aws_rds_dbinstance/dbinstanceclass_enum.json", "DBInstanceClass"),
    "rds-cluster": ("aws_rds_dbcluster/dbclusterinstanceclass_enum.json", "DBClusterInstanceClass"),
    "docdb": ("aws_docdb_dbinstance/dbinstanceclass_enum.json", ""),
    "neptune": ("aws_neptune_dbinstance/dbinstanceclass_enum.json", ""),
    "elasticache": ("aws_elasticache_cachecluster/cachenodetype_enum.json", ""),
    "mq": ("aws_amazonmq_broker/instancetype_enum.json", ""),
    "opensearch": ("aws_opensearchservice_domain/clusterconfig_instancetype_enum.json", ""),
    "redshift": ("aws_redshift_cluster/nodetype_enum.json", ""),
}


def engine_versions() -> dict[str, Json]:
    """The section ``engine_versions``: ``{service: {us-east-1: {engine: entry}}}``."""
    rds = _required(_versions_by_engine("aws_rds_dbinstance/engine_version.json"), "engine versions of RDS")
    retired = _required(_retired_by_engine("aws_rds_dbinstance/engine_version_deprecated.json"), "retired versions")
    cache = _required(
        _versions_by_engine("aws_elasticache_cachecluster/engine_version.json"), "engine versions of ElastiCache"
    )
    return {
        "rds": {REGION: {name: _entry(versions, retired.get(name)) for name, versions in sorted(rds.items())}},
        "elasticache": {REGION: {name: _entry(versions, set()) for name, versions in sorted(cache.items())}},
    }


def instance_classes() -> dict[str, Json]:
    """The section ``instance_classes``: a packed offer for each service."""
    offers: dict[str, Json] = {}
    for service, (file, argument) in _CLASS_FILES.items():
        regions = {
            name: _classes_by_engine(region, argument)
            for name, region in _objects(_read(file))
            if not name.startswith(_COPIES)
        }
        _required(regions, f"classes of {service}")
        offers[service] = {**origin(), **packed(regions)}
    return offers


def instance_types() -> dict[str, set[str]]:
    """The EC2 instance types of each region."""
    file = "aws_ec2_instance/instancetype_enum.json"
    found = {
        name: set(region.texts("enum"))
        for name, region in _objects(_read(file))
        if "enum" in region and not name.startswith((*_COPIES, "all"))
    }
    return _required(found, "instance types")


def types_of_databases() -> dict[str, set[str]]:
    """The instance types that RDS runs databases on in each region, of any engine."""
    offers = unpacked(Section(_mapping(instance_classes()["rds"]), "instance_classes"))
    return {
        region: {name.removeprefix("db.") for classes in by_engine.values() for name in classes}
        for region, by_engine in offers.items()
    }


def regions_of_services() -> dict[str, set[str]]:
    """The regions whose CloudFormation schemas have a type of a service, by the service's name there."""
    _require_cfn_lint()
    found: dict[str, set[str]] = {}
    for file in resources.files("cfnlint").joinpath(_SCHEMAS).iterdir():
        region = file.name.removesuffix(".json")
        if _REGION.fullmatch(region) and not region.startswith(_COPIES):
            types = _read(file.name, _SCHEMAS)
            if not tuple(types):
                raise CatalogError(f"{types.file}: has no resource type")
            for token in types:
                found.setdefault(token.split("::")[1], set()).add(region)
    return found


def zone_names() -> dict[str, tuple[str, ...]]:
    """The names of each region's availability zones."""
    _require_cfn_lint()
    zones: dict[str, list[str]] = getattr(import_module("cfnlint.helpers"), "AVAILABILITY_ZONES", {})
    return _required({region: tuple(sorted(names)) for region, names in zones.items()}, "availability zones")


def lambda_runtimes() -> dict[str, Json]:
    """The section ``lambda_runtimes``: for each name ``{deprecated, create_blocked, update_blocked, successor}``."""
    names = {
        "deprecated": "deprecated",
        "create-block": "create_blocked",
        "update-block": "update_blocked",
        "successor": "successor",
    }
    runtimes: dict[str, Json] = {
        name: {ours: text for theirs, ours in names.items() if (text := entry.content.get(theirs))}
        for name, entry in _objects(_read("LmbdRuntimeLifecycle.json", "data/AdditionalSpecs"))
    }
    return {**origin(), "runtimes": _required(runtimes, "Lambda's runtimes")}


def _required(found: dict[str, T], what: str) -> dict[str, T]:
    """What was read; CatalogError where that is nothing, or nothing of a part of it."""
    empty = [name for name, content in found.items() if not content]
    if not found or len(empty) * 2 > len(found):
        raise CatalogError(f"the installed cfn-lint has no {what} that can be read; has cfn-lint changed its form?")
    return found


def _entry(versions: Iterable[str], retired: set[str] | None) -> Json:
    real = _without_bare_majors(set(versions) | (retired or set()))
    seen = {"complete": True, **origin()}
    if retired is None:
        return {"available": [], "listed": real, **seen}
    entry: dict[str, Json] = {"available": [name for name in real if name not in retired]}
    if retired:
        entry["deprecated"] = [name for name in real if name in retired]
    return {**entry, **seen}


def _without_bare_majors(versions: set[str]) -> list[str]:
    bare = {
        name for name in versions if name.count(".") < 2 and any(other.startswith(f"{name}.") for other in versions)
    }
    return sorted(versions - bare, key=version_key)


def _versions_by_engine(file: str) -> dict[str, list[str]]:
    """The ``then`` of each condition lists what the engine in its ``if`` has."""
    found: dict[str, list[str]] = {}
    for condition, outcome in _conditions(_read(file)):
        engine = condition.section("Engine")
        if "const" in engine:
            found.setdefault(engine.text("const"), []).extend(outcome.section("EngineVersion").texts("enum"))
    return found


def _retired_by_engine(file: str) -> dict[str, set[str]]:
    """Here the ``if`` lists the versions and the ``then`` is false."""
    found: dict[str, set[str]] = {}
    for condition, _ in _conditions(_read(file)):
        engine = condition.section("Engine").text("const")
        found.setdefault(engine, set()).update(condition.section("EngineVersion").texts("enum"))
    return found


def _classes_by_engine(region: Section, argument: str) -> dict[str, set[str]]:
    if not argument:
        return {EVERY_ENGINE: set(region.texts("enum"))}
    found: dict[str, set[str]] = {}
    for condition, outcome in _conditions(region):
        engine = condition.section("Engine").text("const")
        found.setdefault(engine, set()).update(outcome.section(argument).texts("enum"))
    return found


def _conditions(schema: Section) -> Iterable[tuple[Section, Section]]:
    """The properties of each ``if`` and ``then`` under ``allOf``."""
    rows = schema.content.get("allOf")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        content = Section(row, schema.file, f"allOf[{index}]")
        outcome = content.section("then") if isinstance(row.get("then"), dict) else Section({}, schema.file)
        yield content.section("if").section("properties"), outcome.section("properties")


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _objects(file: Section) -> Iterable[tuple[str, Section]]:
    return ((name, file.section(name)) for name, value in file.content.items() if isinstance(value, Mapping))


def origin() -> dict[str, Json]:
    """Date, method and source of everything here."""
    date = _read("version.json", "data/schemas").text("schema_date")[:10]
    return {"as_of": date, "method": METHOD, "source": f"cfn-lint {version('cfn-lint')}"}


def _read(file: str, folder: str = _EXTENSIONS) -> Section:
    _require_cfn_lint()
    path = resources.files("cfnlint").joinpath(folder).joinpath(file)
    try:
        content: Json = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogError(f"cfn-lint's {file} cannot be read: {error}") from None
    if not isinstance(content, Mapping):
        raise CatalogError(f"cfn-lint's {file} is no object; has cfn-lint changed its form?")
    return Section(content, f"cfn-lint's {file}")


def _require_cfn_lint() -> None:
    try:
        version("cfn-lint")
    except PackageNotFoundError:
        raise CatalogError("cfn-lint is not installed; install requirements/catalog.txt, then try again") from None
