"""The catalog that rules ask: the pack's own data, under a user's own file where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from policypack.catalog.classes import is_offered, unpacked
from policypack.catalog.engines import (
    EVERYWHERE,
    Engine,
    EngineVersions,
    VersionFact,
    VersionStatus,
    read_engine_versions,
)
from policypack.catalog.families import Lines, family_of, lines_of, read_lines
from policypack.catalog.files import Section, bundled, read_file
from policypack.catalog.instance_types import TypeAbsence, is_type_offered, read_type_absence
from policypack.catalog.lifecycle import Lifecycle, read_lifecycle
from policypack.catalog.presence import Absence, read_absence
from policypack.catalog.runtimes import RuntimeFacts, read_runtime
from policypack.catalog.types import TypeFacts, resource_type_facts
from policypack.catalog.zones import ZoneFacts, is_zone_of, read_zones
from policypack.model.records import record

SERVICES_OF_RDS = {"docdb": "rds", "neptune": "rds"}
"""Services whose engines the RDS API lists beside its own."""

SECTIONS = (
    "engine_versions",
    "support",
    "withdrawn",
    "instance_classes",
    "zones",
    "parameter_group_families",
    "log_exports",
    "lambda_runtimes",
)
"""The sections that a user's own catalog file may have; each is the name of a file of the pack's own."""

_ORIGIN = ("about", "as_of", "method", "source")


@record(frozen=True, slots=True)
class Catalog:
    """Facts with their dates. Every answer has a third value for what the data does not tell.

    ``own`` is a user's own file, ``{SECTION: {...}}`` with the sections of the pack's files. What it says on an engine
    in a region, a region's zones, an engine's families, logs or a runtime replaces what the pack says on the same.
    ``today`` decides what is past.
    """

    own: Section | None = None
    today: date = field(default_factory=date.today)

    def engine_version_fact(self, service: str, engine: str, version: str, region: str | None) -> VersionFact:
        """What may be said on creating ``version`` of ``engine`` in ``region``.

        ``service`` is ``rds`` (also for Aurora), ``docdb``, ``neptune``, ``elasticache``, ``memorydb`` and so on;
        ``region`` is None where it is not known. The organization's own list is not asked here: see
        :func:`policypack.catalog.versions.allowed_by_list`.
        """
        if not version:
            return VersionFact(VersionStatus.NOT_KNOWN, version)
        return self.engine(service, engine, version).fact(version, region)

    def engine(self, service: str, engine: str, version: str = "") -> Engine:
        """All that is known of one engine; ``version`` settles how many parts name a major line."""
        name = engine.lower()
        row = lines_of(version, self._lines(service, name)) if version else None
        return Engine(self._seen(service, name), self._life(service, name), row.parts if row else 1, self.today)

    def zones(self, region: str) -> ZoneFacts | None:
        """The availability zones of a region by name and id; None for a region that the data does not have."""
        return self._zones().get(region)

    def region_names(self) -> frozenset[str]:
        """Every region that the data has, of all partitions."""
        return frozenset(self._zones())

    def is_zone_of(self, region: str, zone: str) -> bool | None:
        """Whether a zone, by name or by id, is one of the region: True, False, or None where the data cannot tell.

        Local zones (``us-west-2-lax-1a``) and wavelength zones (``us-east-1-wl1-bos-wlz-1``) are of their region.
        """
        return is_zone_of(region, zone, self._zones())

    def instance_class_offered(self, service: str, engine: str, instance_class: str, region: str) -> bool | None:
        """Whether a class or node type has a price for this engine in this region; None where no list tells.

        A class may have a price and still not be orderable in every zone or with every version.
        """
        for file in self._layers("instance_classes"):
            offers = file.section(service)
            if (offered := is_offered(offers, engine, instance_class, region)) is not None:
                return offered
        return None

    def instance_classes_as_of(self, service: str, region: str) -> str | None:
        """The ISO date of what is known of a region's classes."""
        for file in self._layers("instance_classes"):
            offers = file.section(service)
            if region in offers.section("regions"):
                return offers.text("as_of", None if "as_of" not in file else file.text("as_of"))
        return None

    def parameter_group_family(self, service: str, engine: str, version: str) -> str | None:
        """The family that an engine version needs (``postgres15`` for ``15.4``); None where the data cannot tell."""
        return family_of(version, self._lines(service, engine.lower())) if version else None

    def log_export_types(self, engine: str, cluster: bool = False) -> frozenset[str] | None:
        """The log types that an engine can export to CloudWatch Logs; None for an engine that no list has."""
        entry = self._log_exports(engine, cluster)
        return None if entry is None else frozenset(entry.texts("valid"))

    def default_log_exports(self, engine: str, cluster: bool = False) -> tuple[str, ...] | None:
        """The log types that a production database should export; None for an engine that no list has."""
        entry = self._log_exports(engine, cluster)
        return None if entry is None else entry.texts("wanted")

    def lambda_runtime(self, name: str) -> RuntimeFacts | None:
        """When a Lambda runtime is deprecated and when functions can no longer be created with it."""
        for file in self._layers("lambda_runtimes"):
            if name in (runtimes := file.section("runtimes")):
                return read_runtime(runtimes, name)
        return None

    def is_somewhere_absent(self, module: str) -> bool:
        """Whether some region lacks the service of this module of pulumi-aws."""
        return module in bundled("absent_services").section("services")

    def absence(self, module: str, region: str) -> Absence | None:
        """Whether a region lacks a service, by its module of pulumi-aws; None where it is not known to."""
        return read_absence(bundled("absent_services"), module, region, self.today)

    def instance_type_absence(self, instance_type: str, region: str) -> TypeAbsence | None:
        """Whether a region lacks an EC2 instance type; None where it is not known to. An absence that was seen long ago
        proves nothing."""
        return read_type_absence(bundled("ec2_instance_types"), instance_type, region, self.today)

    def has_instance_type(self, instance_type: str, region: str) -> bool:
        """Whether a region is known to have an EC2 instance type."""
        return is_type_offered(bundled("ec2_instance_types"), instance_type, region)

    def resource_type_facts(self, token: str, major: int) -> TypeFacts | None:
        """What pulumi-aws 6 or 7 has of a resource type: is it taggable, what names it; None for a type it lacks."""
        return resource_type_facts(token, major)

    def data_date(self, region: str | None) -> date | None:
        """The date of the database versions that answer for a region: its own where it was seen completely, else those
        of the region that was seen last. None where no region was."""
        complete: dict[str, str] = {}
        for file in self._layers("engine_versions"):
            for name in (name for name in file.section("rds") if name != EVERYWHERE):
                engines = file.section("rds").section(name)
                entries = [entry for entry in map(engines.section, engines) if entry.flag("complete", default=False)]
                if entries and name not in complete:
                    complete[name] = min(entry.text("as_of") for entry in entries)
        text = complete.get(region or "") or max(complete.values(), default=None)
        return date.fromisoformat(text) if text else None

    def section_date(self, name: str) -> date | None:
        """The date of a section as a whole; of one that has a date for each of its parts, the oldest."""
        for file in self._layers(name):
            parts = [file.section(key) for key in file if isinstance(file.content[key], Mapping)]
            texts = [one.text("as_of") for one in (file, *parts) if "as_of" in one]
            if texts:
                return date.fromisoformat(texts[0] if "as_of" in file else min(texts))
        return None

    def _layers(self, name: str) -> tuple[Section, ...]:
        """The user's section, then the pack's own file."""
        own = (self.own.section(name),) if self.own is not None and name in self.own else ()
        return (*own, bundled(name))

    def _seen(self, service: str, engine: str) -> Mapping[str, EngineVersions]:
        name = SERVICES_OF_RDS.get(service, service)
        seen = dict(_bundled_engine(name, engine))
        if self.own is not None and "engine_versions" in self.own:
            seen.update(_engine_by_region(self.own.section("engine_versions").section(name), engine))
        return seen

    def _life(self, service: str, engine: str) -> Lifecycle:
        name = SERVICES_OF_RDS.get(service, service)
        if self.own is None or not any(section in self.own for section in ("support", "withdrawn")):
            return _bundled_life(name, engine)
        support, withdrawn = (self._entry(section, name, engine) for section in ("support", "withdrawn"))
        return read_lifecycle(support, withdrawn)

    def _entry(self, section: str, service: str, engine: str) -> Section:
        """The first layer's entry of an engine; an empty one where there is none."""
        entries = (file.section(service).section(engine) for file in self._layers(section))
        return next(filter(tuple, entries), Section({}, section))

    def _zones(self) -> Mapping[str, ZoneFacts]:
        if self.own is None or "zones" not in self.own:
            return _bundled_zones()
        own = _zones_of(self.own.section("zones"))
        return {**_bundled_zones(), **{name: facts.over(_bundled_zones().get(name)) for name, facts in own.items()}}

    def _lines(self, service: str, engine: str) -> tuple[Lines, ...]:
        name = SERVICES_OF_RDS.get(service, service)
        for file in self._layers("parameter_group_families"):
            if engine in file.section(name):
                return read_lines(file.section(name).section(engine))
        return ()

    def _log_exports(self, engine: str, cluster: bool) -> Section | None:
        kind = "clusters" if cluster else "instances"
        for file in self._layers("log_exports"):
            if engine in file.section(kind):
                return file.section(kind).section(engine)
        return None


def load_catalog(path: Path | str | None = None, today: date | None = None) -> Catalog:
    """The catalog, with a user's own file over it where ``path`` names one.

    A file of the user's is read and checked whole, here; CatalogError names file, key and remedy. The pack's own
    files are read when a rule first asks. ``today`` decides what is past; where it is not given, the clock does.
    """
    if path is None:
        return Catalog(today=today or date.today())
    own = read_file(Path(path))
    check(own)
    return Catalog(own, today or date.today())


def check(file: Section) -> None:
    """Read a user's catalog file as every question would; CatalogError at the first mistake."""
    for name in file:
        if name not in SECTIONS:
            raise file.wrong(name, f"one of the sections {', '.join(SECTIONS)}")
    for service in (versions := file.section("engine_versions")):
        for region in versions.section(service):
            for engine in versions.section(service).section(region):
                read_engine_versions(versions.section(service).section(region).section(engine))
    for service in {*file.section("support"), *file.section("withdrawn")} - {*_ORIGIN, "partition"}:
        support, withdrawn = (file.section(name).section(service) for name in ("support", "withdrawn"))
        for engine in {*support, *withdrawn}:
            read_lifecycle(support.section(engine), withdrawn.section(engine))
    for service in (classes := file.section("instance_classes")):
        unpacked(classes.section(service))
    _zones_of(file.section("zones"))
    for service in (families := file.section("parameter_group_families")):
        if service not in _ORIGIN:
            for engine in families.section(service):
                read_lines(families.section(service).section(engine))
    for kind in ("instances", "clusters"):
        for engine in (exports := file.section("log_exports").section(kind)):
            exports.section(engine).texts("valid")
    for name in (runtimes := file.section("lambda_runtimes").section("runtimes")):
        read_runtime(runtimes, name)


@lru_cache(maxsize=4096)
def _bundled_engine(service: str, engine: str) -> Mapping[str, EngineVersions]:
    return _engine_by_region(bundled("engine_versions").section(service), engine)


@lru_cache(maxsize=4096)
def _bundled_life(service: str, engine: str) -> Lifecycle:
    support, withdrawn = (bundled(name).section(service).section(engine) for name in ("support", "withdrawn"))
    return read_lifecycle(support, withdrawn)


def _engine_by_region(service: Section, engine: str) -> dict[str, EngineVersions]:
    return {
        region: read_engine_versions(service.section(region).section(engine))
        for region in service
        if engine in service.section(region)
    }


@cache
def _bundled_zones() -> Mapping[str, ZoneFacts]:
    return _zones_of(bundled("zones"))


def _zones_of(file: Section) -> dict[str, ZoneFacts]:
    regions = file.section("regions")
    return {name: read_zones(name, regions.section(name), file.text("as_of", "")) for name in regions}
