"""Whether an engine version can be created in a region: the organization's list, then the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policypack.catalog.catalogue import Catalogue
from policypack.catalog.engines import VersionFact, VersionStatus
from policypack.catalog.versions import allowed_by_list
from policypack.model.facts import FALSE, TRUE, Fact, Reason, unknown

AllowedVersions = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Region -> engine -> patterns of versions that an organization allows."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a version can be created, the sentence that says why not, and the code that can."""

    creatable: Fact
    problem: str = ""
    fix: str = ""


def availability(
    catalogue: Catalogue, allowed: AllowedVersions, service: str, engine: str | None, version: str, region: str | None
) -> Availability:
    """What may be said on creating ``version`` of ``engine`` in ``region`` (None: nothing says the region)."""
    if not engine:
        return Availability(unknown(Reason("engine")))
    patterns = allowed.get(region or "", {}).get(engine)
    if patterns is not None:
        return _by_list(patterns, engine, version, region or "")
    told = catalogue.engine_version_fact(service, engine, version, region)
    place = region or "the stack's region"
    if told.status is VersionStatus.AVAILABLE:
        return Availability(TRUE)
    if told.status in (VersionStatus.UNAVAILABLE, VersionStatus.DEPRECATED, VersionStatus.UNKNOWN_EVERYWHERE):
        return Availability(FALSE, f"{engine} {version} cannot be created in {place}: {_why(told)}.", _fix(told))
    return Availability(unknown(Reason("engineVersion, on which the catalogue has no data for this region")))


def _by_list(patterns: tuple[str, ...], engine: str, version: str, region: str) -> Availability:
    if allowed_by_list(patterns, version):
        return Availability(TRUE)
    listed = ", ".join(patterns) or "none"
    problem = f"{engine} {version} is not a version that your organization allows in {region} (allowed: {listed})."
    concrete = [pattern for pattern in patterns if not set("*?[") & set(pattern)]
    return Availability(FALSE, problem, f'engine_version="{concrete[-1]}"' if concrete else "")


def _why(told: VersionFact) -> str:
    if told.status is VersionStatus.UNKNOWN_EVERYWHERE:
        why = "no region is known to have it"
    elif told.status is VersionStatus.DEPRECATED:
        why = "AWS has deprecated it there"
    else:
        why = "AWS does not have it there"
    newest = f"; the newest known of its line is {told.newest_of_line}" if told.newest_of_line else ""
    seen = f" (data of {told.region_of_data}, {told.as_of})" if told.as_of else ""
    return f"{why}{newest}{seen}"


def _fix(told: VersionFact) -> str:
    if told.newest_of_line:
        return f'engine_version="{told.newest_of_line}"'
    return "engine_version=...  # a version of `aws rds describe-db-engine-versions --engine ENGINE --region REGION`"
