"""Versions of engines: whether one can be created in a region, whether AWS has deprecated it, which one runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from policypack.catalog.catalogue import Catalogue
from policypack.catalog.engines import EVERYWHERE, VersionFact, VersionStatus
from policypack.catalog.versions import allowed_by_list, matching, version_key
from policypack.model.facts import FALSE, TRUE, Fact, Reason, unknown
from policypack.model.resources import Resource
from policypack.model.values import Value, combined, plain, together

AllowedVersions = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Region -> engine -> patterns of versions that an organization allows."""

_REFUSED = (VersionStatus.UNAVAILABLE, VersionStatus.DEPRECATED, VersionStatus.UNKNOWN_EVERYWHERE)
_DEPRECATED = (VersionStatus.DEPRECATED, VersionStatus.DEPRECATED_ELSEWHERE)
_LISTINGS = {
    "elasticache": "aws elasticache describe-cache-engine-versions",
    "docdb": "aws docdb describe-db-engine-versions",
    "neptune": "aws neptune describe-db-engine-versions",
}
_CACHE_ENGINES_WITHOUT_PATCHES = {"redis": 6, "valkey": 0}
"""Engine -> the major version from which ElastiCache takes MAJOR.MINOR alone and picks the patch itself."""


@dataclass(frozen=True)
class Options:
    """The organization's own list, which wins over the catalogue."""

    allowed_engine_versions: Annotated[
        AllowedVersions,
        'Region -> engine -> versions that may be created, as {"eu-south-2": {"postgres": ["15.7", "16.*"]}}.',
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whether a version passes, the sentence that says why not, and the code that does."""

    passes: Fact
    problem: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Assessor:
    """What the organization's list and the catalogue say on the versions of one service."""

    catalogue: Catalogue
    allowed: AllowedVersions
    service: str

    def availability(self, version: str, engine: str | None, region: str | None) -> Assessment:
        """Whether ``version`` of ``engine`` can be created in ``region`` (None: nothing says it)."""
        if not engine:
            return Assessment(unknown(Reason("engine")))
        patterns = self.allowed.get(region or "", {}).get(engine)
        if patterns is not None:
            return _by_list(patterns, engine, version, region or "")
        if engine.startswith("custom-"):
            return Assessment(unknown(Reason("engineVersion, a custom version of the account")))
        if _names_a_patch(self.service, engine, version):
            return _without_patch(engine, version)
        told = self.catalogue.engine_version_fact(self.service, engine, version, region)
        if told.status is VersionStatus.AVAILABLE:
            return Assessment(TRUE)
        # What AWS's documentation says of every region is said of this one.
        everywhere = told.status is VersionStatus.DEPRECATED_ELSEWHERE and told.region_of_data == EVERYWHERE
        if told.status in _REFUSED or everywhere:
            place = region or "the stack's region"
            problem = f"{engine} {version} cannot be created in {place}: {_why_unavailable(told)}."
            return Assessment(FALSE, problem, self._fix(told, engine))
        return Assessment(_no_data())

    def currency(self, version: str, engine: str | None, region: str | None) -> Assessment:
        """Whether AWS has not deprecated ``version`` of ``engine``, in ``region`` or, where that was not seen, in
        those that were. A version that the organization allows is current to it."""
        if not engine:
            return Assessment(unknown(Reason("engine")))
        patterns = self.allowed.get(region or "", {}).get(engine)
        if patterns is not None and allowed_by_list(patterns, version):
            return Assessment(TRUE)
        here = self.catalogue.engine_version_fact(self.service, engine, version, region)
        told = here
        if told.status in _REFUSED and told.status not in _DEPRECATED:
            # The region does not have it; why may be told elsewhere.
            told = self.catalogue.engine_version_fact(self.service, engine, version, None)
        if told.status in _DEPRECATED:
            problem = (
                f"AWS has deprecated {engine} {version}{_seen(told)}: it cannot be created anew, and AWS upgrades what"
                " runs it in a maintenance window."
            )
            return Assessment(FALSE, problem, self._fix(here if here.newest_of_line else told, engine))
        decided = here.status is VersionStatus.AVAILABLE or here.status in _REFUSED
        return Assessment(TRUE if decided or self._is_offered_elsewhere(here, engine, version) else _no_data())

    def _is_offered_elsewhere(self, told: VersionFact, engine: str, version: str) -> bool:
        """The region was not seen, and one that was seen offers the version: AWS has not deprecated it."""
        if told.region_of_data is None:
            return False
        there = self.catalogue.engine_version_fact(self.service, engine, version, told.region_of_data)
        return there.status is VersionStatus.AVAILABLE

    def _fix(self, told: VersionFact, engine: str) -> str:
        if told.newest_of_line:
            return f'engine_version="{told.newest_of_line}"'
        listing = _LISTINGS.get(self.service, "aws rds describe-db-engine-versions")
        return f"engine_version=...  # a version that `{listing} --engine {engine}` lists for the region"


def runs_already(resource: Resource, said: Value, output: str = "engineVersionActual") -> Fact:
    """The resource exists and runs the version ``said``, which may be a prefix (``15``, ``6.x``).

    ``output`` tells the version that runs. False for a resource that is still to be made; unknown for one that exists
    whose version is not told.
    """
    running = resource.output(output).as_text()
    if not running.is_known:
        return running.undecided() if resource.is_deployed else FALSE
    return together(lambda own, text: text is not None and bool(matching(text, (own,))), running, said.as_text())


def version_to_run(resource: Resource, output: str = "engineVersionActual") -> Value:
    """The version that the program says, or the running one where that is newer: AWS never goes back, so such a
    program's version is one that its update ignores. Absent where neither is said."""
    said, running = resource["engineVersion"].as_text(), resource.output(output).as_text()
    if running.is_known and said.is_absent:
        return Value(plain(running), said.path, said.owner)
    if running.is_known or _tells_later(resource, output):
        return combined(lambda text, own: own if version_key(own) > version_key(text) else text, said, running)
    return said


def _tells_later(resource: Resource, output: str) -> bool:
    """It exists and has such an output, which this run does not tell."""
    return resource.is_deployed and resource.outputs is not None and output in resource.outputs


def _names_a_patch(service: str, engine: str, version: str) -> bool:
    since = _CACHE_ENGINES_WITHOUT_PATCHES.get(engine) if service == "elasticache" else None
    parts = re.fullmatch(r"(\d{1,9})\.\d+\.\d+", version, re.ASCII)
    return since is not None and parts is not None and int(parts[1]) >= since


def _without_patch(engine: str, version: str) -> Assessment:
    short = version.rpartition(".")[0]
    problem = f"{engine} {version} names a patch, which AWS rejects: it picks the patch of {engine} {short} itself."
    return Assessment(FALSE, problem, f'engine_version="{short}"')


def _by_list(patterns: tuple[str, ...], engine: str, version: str, region: str) -> Assessment:
    if allowed_by_list(patterns, version):
        return Assessment(TRUE)
    listed = ", ".join(patterns) or "none"
    problem = f"{engine} {version} is not a version that your organization allows in {region} (allowed: {listed})."
    concrete = [pattern for pattern in patterns if not set("*?[") & set(pattern)]
    return Assessment(FALSE, problem, f'engine_version="{concrete[-1]}"' if concrete else "")


def _why_unavailable(told: VersionFact) -> str:
    if told.status is VersionStatus.UNKNOWN_EVERYWHERE:
        why = "no region is known to have it"
    elif told.status in _DEPRECATED:
        why = "AWS has deprecated it there"
    else:
        why = "AWS does not have it there"
    newest = f"; the newest known of its line is {told.newest_of_line}" if told.newest_of_line else ""
    elsewhere = f", in {told.elsewhere} {told.newest_elsewhere}" if newest and told.newest_elsewhere else ""
    return f"{why}{newest}{_seen(told)}{elsewhere}"


def _seen(told: VersionFact) -> str:
    if not told.as_of:
        return ""
    origin = "AWS's documentation" if told.region_of_data == EVERYWHERE else f"data of {told.region_of_data}"
    return f" ({origin}, {told.as_of})"


def _no_data() -> Fact:
    return unknown(Reason("engineVersion, on which the catalogue has no data for this region"))
