"""Versions of engines: whether one can be created in a region, whether AWS has deprecated it, which one runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, TypeAlias

from policypack.catalog.catalog import Catalog
from policypack.catalog.engines import EVERYWHERE, VersionFact, VersionStatus
from policypack.catalog.lifecycle import SOON, Support, is_of_partition
from policypack.catalog.versions import allowed_by_list, is_exact, matching, version_key
from policypack.model.facts import FALSE, TRUE, Fact, Reason, all_of, any_of, is_not, unknown
from policypack.model.fixes import Blank, Fix, Set, fix
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value, combined, plain, together
from policypack.model.verdicts import Verdict, require

AllowedVersions = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Region -> engine -> patterns of versions that an organization allows. Regions and engines may be globs."""

_UNAVAILABLE = (
    VersionStatus.WITHDRAWN,
    VersionStatus.DEPRECATED,
    VersionStatus.UNAVAILABLE,
    VersionStatus.UNKNOWN_EVERYWHERE,
)
_DEPRECATED = (
    VersionStatus.WITHDRAWN,
    VersionStatus.WITHDRAWN_SINCE,
    VersionStatus.DEPRECATED,
    VersionStatus.DEPRECATED_ELSEWHERE,
)
_LISTINGS = {
    "elasticache": "aws elasticache describe-cache-engine-versions --engine {}",
    "docdb": "aws docdb describe-db-engine-versions --engine {}",
    "neptune": "aws neptune describe-db-engine-versions --engine {}",
    "eks": "aws eks describe-cluster-versions",
    "opensearch": "aws opensearch list-versions",
    "kafka": "aws kafka list-kafka-versions",
    "memorydb": "aws memorydb describe-engine-versions --engine {}",
    "mq": "aws mq describe-broker-engine-types --engine-type {}",
}


@record(frozen=True)
class Options:
    """The organization's own list, which has precedence over the catalog."""

    allowed_engine_versions: Annotated[
        AllowedVersions,
        'Region -> engine -> versions that may be created, as {"eu-south-2": {"postgres": ["15.7", "16.*"]}}. Regions'
        ' and engines may be globs ("eu-*", "aurora-*"), of which the longest wins; versions may be ranges'
        ' (">=15.7 <17").',
    ] = field(default_factory=dict)


@record(frozen=True, slots=True)
class Assessment:
    """Whether a version passes; where it does not, why, and the version to write instead (None: no known one)."""

    passes: Fact
    problem: str = ""
    better: str | None = None
    choices: str = ""
    """What to choose from where no better version is known."""
    by_aws: bool = True
    """AWS rejects the version; False where only the organization's list does not have it."""

    def fix_at(self, path: str) -> Fix:
        """The fix of the argument that has the version."""
        return fix(Set(path, Blank(self.choices) if self.better is None else self.better))


Question: TypeAlias = Callable[[str, "str | None", "str | None"], Assessment]
"""Asked of a version, an engine and a region; None is an engine or a region that is not set."""


@record(frozen=True, slots=True)
class Assessor:
    """What the organization's list and the catalog say on the versions of one service."""

    catalog: Catalog
    allowed: AllowedVersions
    service: str
    argument: str = "engineVersion"
    """The argument that has the version."""

    def availability(self, version: str, engine: str | None, region: str | None) -> Assessment:
        """Whether ``version`` of ``engine`` can be created in ``region``."""
        if not engine:
            return Assessment(unknown(Reason("engine")))
        listed = self._list_of(engine, region)
        if listed is not None:
            return self._by_list(*listed, engine, version, region or "")
        if engine.startswith("custom-"):
            return Assessment(unknown(Reason("engineVersion, a custom version of the account")))
        here = self._fact(engine, version, region)
        if here.status in (VersionStatus.AVAILABLE, VersionStatus.WITHDRAWN_SINCE):
            return Assessment(TRUE)
        # What AWS's documentation says of every region holds in this one, if it is of the standard partition.
        documented = here.region_of_data == EVERYWHERE and (region is None or is_of_partition(region))
        everywhere = documented and here.status is VersionStatus.DEPRECATED_ELSEWHERE
        if here.status in _UNAVAILABLE or everywhere:
            place = region or "the stack's region"
            return self._failed(
                f"{engine} {version} cannot be created in {place}: {_why_unavailable(here)}.", here, engine
            )
        return Assessment(_no_data(self.argument))

    def currency(self, version: str, engine: str | None, region: str | None) -> Assessment:
        """Whether AWS has not deprecated ``version`` of ``engine`` in ``region`` or, where the catalog has no data
        for it, in regions with data, and goes on supporting it. A version that the organization allows is current."""
        if not engine:
            return Assessment(unknown(Reason("engine")))
        if allowed_by_list(self.patterns(engine, region) or (), version):
            return Assessment(TRUE)
        here = self._fact(engine, version, region)
        seen = here
        if here.status in _UNAVAILABLE and here.status not in _DEPRECATED:
            # The region does not have it; another one may show that it is deprecated.
            seen = self._fact(engine, version, None)
        if seen.status in _DEPRECATED:
            done = "deprecated" if seen.withdrawal is None else "withdrawn"
            problem = (
                f"AWS has {done} {engine} {version}{_origin(seen)}. It cannot be created"
                " again, and AWS upgrades databases that run it in a maintenance window."
            )
            return self._failed(problem, here, engine)
        if here.status is VersionStatus.UNAVAILABLE_ONCE:
            last = f"{region} did not have {engine} {version} when it was last seen"
            return self._failed(f"{last}{_origin(here)}{_recommendation(here)}.", here, engine)
        if ending := _why_ending(here, self.catalog.today):
            return self._failed(f"{engine} {version}: {ending}.", here, engine)
        decided = here.status is VersionStatus.AVAILABLE or here.status in _UNAVAILABLE
        return Assessment(
            TRUE if decided or self._is_offered_elsewhere(here, engine, version) else _no_data(self.argument)
        )

    def rather(self, problem: str, version: str, engine: str | None, region: str | None) -> Assessment:
        """A version is rejected, and ``version`` is what to write: or, where that has no future either, what has."""
        current = self.currency(version, engine, region)
        if current.passes.truth is False:
            return Assessment(FALSE, problem, current.better, current.choices)
        return Assessment(FALSE, problem, version)

    def patterns(self, engine: str, region: str | None) -> tuple[str, ...] | None:
        """The versions that the organization allows; None where it has no list for the engine in the region."""
        listed = self._list_of(engine, region)
        return listed[1] if listed else None

    def _list_of(self, engine: str, region: str | None) -> tuple[str, tuple[str, ...]] | None:
        """The organization's list for an engine in a region: what it is the list of, and its patterns."""
        for place in _most_special(self.allowed, region or ""):
            for name in _most_special(self.allowed[place], engine):
                return f"{name} in {place}", self.allowed[place][name]
        return None

    def _by_list(self, name: str, patterns: tuple[str, ...], engine: str, version: str, region: str) -> Assessment:
        """The organization's list decides alone, whatever the catalog says of the version."""
        if allowed_by_list(patterns, version):
            return Assessment(TRUE)
        listed = ", ".join(patterns) or "none"
        place = f" by its list for {name}" if name != f"{engine} in {region}" else ""
        problem = f"Your organization does not allow {engine} {version} in {region} (allowed{place}: {listed})."
        newest = self._fact(engine, version, region).newest
        better = (newest.recommended, newest.version, *reversed(list(filter(is_exact, patterns))))
        best = next((one for one in better if one and allowed_by_list(patterns, one)), None)
        return Assessment(FALSE, problem, best, f"one of the allowed versions: {listed}", by_aws=False)

    def _is_offered_elsewhere(self, here: VersionFact, engine: str, version: str) -> bool:
        """The catalog has no data for the region, and a region with data offers the version: not deprecated."""
        if here.region_of_data is None:
            return False
        there = self._fact(engine, version, here.region_of_data)
        return there.status is VersionStatus.AVAILABLE

    def _failed(self, problem: str, seen: VersionFact, engine: str) -> Assessment:
        listing = _LISTINGS.get(self.service, "aws rds describe-db-engine-versions --engine {}").format(engine)
        lines = self.catalog.engine(self.service, engine, seen.version).lines(seen.region_of_data)
        of_lines = f" of {', '.join(lines[:4])}" if lines else ""
        choices = f"a version{of_lines} that `{listing}` lists for the region"
        return Assessment(FALSE, problem, seen.newest.recommended, choices)

    def _fact(self, engine: str, version: str, region: str | None) -> VersionFact:
        return self.catalog.engine_version_fact(self.service, engine, version, region)


def judge_version(
    question: Question,
    version: Value,
    engine: Value,
    region: Value,
    *,
    keeps: Fact,
    otherwise: str,
    rejects: Rejection | None = None,
) -> Verdict:
    """The verdict on a version that is set: it passes by ``question``, or the resource ``keeps`` it.

    ``otherwise`` is the problem where the version is secret.
    """
    answer = version
    if version.is_known:
        answer = combined(question, version.as_text(), engine, region)
    return require(
        any_of(answer.then(lambda one: one.passes), keeps),
        when=version.is_set(),
        at=version,
        problem=answer.say(lambda one: one.problem, otherwise),
        fix=answer.say(
            lambda one: one.fix_at(version.path), fix(Set(version.path, Blank("a version that the region has")))
        ),
        rejects=rejects if answer.say(lambda one: one.by_aws, True) else None,
    )


def runs_already(resource: Resource, version: Value, output: str = "engineVersionActual") -> Fact:
    """The resource exists and runs ``version``, which may be a prefix (``15``, ``6.x``).

    ``output`` has the version that runs. False for a resource that is still to be made; unknown for one that exists
    whose running version is not known.
    """
    running = resource.output(output).as_text()
    if not running.is_known:
        return all_of(is_not(resource.is_new()), running.undecided())
    return together(lambda own, text: text is not None and bool(matching(text, (own,))), running, version.as_text())


def version_to_run(resource: Resource, output: str = "engineVersionActual") -> Value:
    """The version in the program, or the running one where that is newer: AWS never downgrades, so the update ignores
    an older version in the program. Absent where there is neither."""
    wanted, running = resource["engineVersion"].as_text(), resource.output(output).as_text()
    if running.is_known and wanted.is_absent:
        return Value(plain(running), wanted.path, wanted.owner)
    if running.is_known or _is_known_later(resource, output):
        return combined(lambda text, own: own if version_key(own) > version_key(text) else text, wanted, running)
    return wanted


def _is_known_later(resource: Resource, output: str) -> bool:
    """The resource may exist and has the output, which this run does not know."""
    return resource.is_new().truth is not True and (resource.outputs is None or output in resource.outputs)


def _most_special(patterns: Mapping[str, object], name: str) -> list[str]:
    """The globs that match a name, the name itself first, then the longest."""
    found = (pattern for pattern in patterns if fnmatchcase(name, pattern))
    return sorted(found, key=lambda pattern: (pattern == name, len(pattern)), reverse=True)


def _why_unavailable(fact: VersionFact) -> str:
    if fact.withdrawal is not None:
        return f"AWS has withdrawn it ({fact.withdrawal.evidence}){_recommendation(fact)}"
    if fact.status is VersionStatus.UNKNOWN_EVERYWHERE:
        why = "no region is known to have it"
    elif fact.status in _DEPRECATED:
        why = "AWS has deprecated it there"
    else:
        why = "AWS does not have it there"
    return f"{why}{_origin(fact)}{_recommendation(fact)}"


def _why_ending(fact: VersionFact, today: date) -> str:
    """Why a version that can be created is no good beginning; empty where it is one."""
    support = fact.support
    if support.no_create:
        return f"AWS has announced that new databases cannot use it{_recommendation(fact)}"
    line_ends = support.line_ends
    line_is_over = line_ends is not None and line_ends <= today
    if not line_is_over and support.ends is not None and support.ends <= today + SOON:
        return f"AWS's standard support of it {_ends(support.ends, today)}{_recommendation(fact)}"
    if line_ends is not None and line_ends <= today + SOON:
        return f"AWS's standard support of {support.line} {_ends(line_ends, today)}{_charges(support, today)}"
    return ""


def _charges(support: Support, today: date) -> str:
    """What extended support of a line costs, as the end of a sentence; empty where AWS does not sell it any more, or
    nothing tells that it does."""
    price, until = support.extended_price, support.extended_ends
    if (price is None and until is None) or (until is not None and until <= today):
        return ""
    begins = "then " if support.line_ends is not None and support.line_ends > today else ""
    end = f" until {until}" if until else ""
    cost = f": {price.words} (as of {price.as_of})" if price else ""
    return f", and {begins}AWS charges for Extended Support{end}{cost}"


def _ends(end: date, today: date) -> str:
    return f"{'ended' if end <= today else 'ends'} on {end}"


def _recommendation(fact: VersionFact) -> str:
    newest = fact.newest
    if not newest.version:
        return ""
    origin = "AWS's documentation" if newest.region == EVERYWHERE else newest.region
    return f"; the newest of its line is {newest.version} ({origin}, {newest.as_of})"


def _origin(fact: VersionFact) -> str:
    if fact.withdrawal is not None:
        once = fact.status is VersionStatus.WITHDRAWN_SINCE
        accepted = f"accepted in {fact.region_of_data} until {fact.as_of}; " if once else ""
        return f" ({accepted}{fact.withdrawal.evidence})"
    if not fact.as_of:
        return ""
    origin = "AWS's documentation" if fact.region_of_data == EVERYWHERE else f"data of {fact.region_of_data}"
    return f" ({origin}, {fact.as_of})"


def _no_data(argument: str) -> Fact:
    return unknown(Reason(f"{argument}, on which the catalog has no data for this region"))
