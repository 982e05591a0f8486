"""Refreshing a catalog: what each source replaces, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from policypack.catalog import from_aws, from_aws_docs, from_cfn_lint, from_moto
from policypack.catalog.classes import packed, unpacked
from policypack.catalog.files import Json, Section
from policypack.catalog.from_pulumi_aws import resource_types
from policypack.catalog.lifecycle import read_lifecycle
from policypack.catalog.store import Store
from policypack.catalog.writing import today
from policypack.errors import CatalogError

Say = Callable[[str], None]
"""Receives one line of progress."""


def refresh_from_cfn_lint(store: Store, say: Say) -> None:
    """The baseline: us-east-1's engine versions, every region's classes and zone names, Lambda's runtimes.

    What was learned from AWS itself stays, and so does every region's engine versions other than us-east-1's. All is
    read before anything is written: a cfn-lint that has changed its form changes nothing.
    """
    found, classes = from_cfn_lint.engine_versions(), from_cfn_lint.instance_classes()
    runtimes, names = from_cfn_lint.lambda_runtimes(), from_cfn_lint.zone_names()
    versions = _plain(store.read("engine_versions"))
    for service, regions in found.items():
        for region, engines in _items(regions):
            known = _mapping(_mapping(versions.get(service)).get(region))
            learned = {name: entry for name, entry in known.items() if _mapping(entry).get("method") == from_aws.METHOD}
            for name in sorted(known.keys() - _mapping(engines).keys() - learned.keys()):
                say(f"engine_versions: cfn-lint has no {name} any more, its old entry stays")
            versions = _with(versions, service, region, {**known, **_mapping(engines), **learned})
    store.write("engine_versions", versions)
    say(f"engine_versions: {from_cfn_lint.REGION} from cfn-lint")
    store.write("instance_classes", classes)
    say("instance_classes: every region from cfn-lint")
    store.write("lambda_runtimes", runtimes)
    say("lambda_runtimes: from cfn-lint")
    _withdraw(store, say)
    _refresh_zone_names(store, names)
    say("zones: names of every region from cfn-lint, ids kept")


def refresh_from_aws(store: Store, regions: Iterable[str], clients: from_aws.Clients, classes: bool, say: Say) -> int:
    """What AWS says of each region now. A service that fails keeps its entry; the number of failures is returned."""
    wanted, failed = tuple(regions), 0
    failures: tuple[type[Exception], ...] = (*from_aws.failures(), CatalogError)
    for place, region in enumerate(wanted, start=1):
        steps: dict[str, Callable[[], str]] = {
            service: partial(_refresh_versions, store, service, region, clients) for service in from_aws.LISTINGS
        }
        steps["zones"] = partial(_refresh_zones, store, region, clients)
        if classes:
            steps["instance classes"] = partial(_refresh_classes, store, region, clients)
        for number, (name, step) in enumerate(steps.items(), start=1):
            where = f"[{place}/{len(wanted)} {number}/{len(steps)}] {region} {name}"
            try:
                say(f"{where}: {step()}")
            except failures as error:
                failed += 1
                say(f"{where}: failed, its old entry stays ({_kept(store, name, region)}): {error}")
    return failed


def refresh_from_aws_docs(store: Store, read: from_aws_docs.Read, say: Say) -> int:
    """AWS's release calendars, and what they withdraw. A page that fails keeps its entry; the number is returned."""
    support = _plain(store.read("support"))
    engines = dict(_mapping(support.get("rds")))
    failed = 0
    for engine, page in from_aws_docs.PAGES.items():
        old = _mapping(engines.get(engine))
        try:
            entry = from_aws_docs.calendar_of(engine, read(f"{page.address}.md"), today())
            from_aws_docs.require_alike(engine, old, entry, today())
        except CatalogError as error:
            failed += 1
            say(f"support of {engine}: failed, its old entry stays: {error}")
            continue
        engines[engine] = from_aws_docs.merged(old, entry)
        say(f"support of {engine}: {len(_mapping(entry['ends']))} versions")
    if failed < len(from_aws_docs.PAGES):
        store.write("support", {**support, "as_of": today().isoformat(), "rds": engines})
        _withdraw(store, say)
    return failed


def refresh_from_moto(store: Store, wheel: Path, say: Say) -> None:
    """EC2's instance types and the services by region, from a wheel of moto and the installed cfn-lint."""
    if not store.is_folder:
        raise CatalogError(f"{store.path}: instance types are the pack's own data; refresh them without --file")
    sections = {
        "ec2_instance_types": from_moto.instance_types(wheel, store.read("ec2_instance_types").content),
        "absent_services": from_moto.absent_services(wheel, store.read("absent_services").content, say),
    }
    for name, content in sections.items():
        store.write(name, content)
        say(f"{name}: {content['source']}")


def _withdraw(store: Store, say: Say) -> None:
    """Join the two proofs: what us-east-1 has as deprecated, and AWS supports no more or no longer lists. What is
    withdrawn stays so."""
    withdrawn = _plain(store.read("withdrawn"))
    engines = dict(_mapping(withdrawn.get("rds")))
    added = 0
    for engine, calendar in _items(store.read("support").content.get("rds")):
        ends = _mapping(_mapping(calendar).get("ends"))
        seen = store.read("engine_versions").section("rds").section(from_cfn_lint.REGION).section(engine)
        known = dict(_mapping(engines.get(engine)))
        life = read_lifecycle(Section(_mapping(calendar), "support", engine), Section({}, "withdrawn"))
        for version in seen.texts("deprecated") if ends else ():
            end = life.support(version).ends
            if version not in known and (end is None or end < today()):
                known[version] = [end.isoformat() if end else "", seen.text("as_of")]
                added += 1
        if known:
            engines[engine] = known
    if added:
        store.write("withdrawn", {**withdrawn, "as_of": today().isoformat(), "rds": engines})
    say(f"withdrawn: {added} versions more")


def refresh_types(store: Store, say: Say) -> None:
    """The facts of resource types for the installed pulumi-aws; the other major version's stay."""
    if not store.is_folder:
        raise CatalogError(f"{store.path}: resource types are the pack's own data; refresh them without --file")
    content = resource_types(store.read("resource_types").content)
    store.write("resource_types", content)
    say(f"resource_types: {content['source']}")


def _refresh_versions(store: Store, service: str, region: str, clients: from_aws.Clients) -> str:
    entries = from_aws.engine_versions(service, region, clients)
    if not entries:
        raise CatalogError("AWS lists no version")
    known = _mapping(_mapping(store.read("engine_versions").content.get(service)).get(region))
    store.write("engine_versions", _with(_plain(store.read("engine_versions")), service, region, {**known, **entries}))
    return f"{len(entries)} engines"


def _refresh_zones(store: Store, region: str, clients: from_aws.Clients) -> str:
    zones = _plain(store.read("zones"))
    entry = from_aws.zones(region, clients)
    if not entry["names"]:
        raise CatalogError("AWS lists no zone")
    old = _mapping(_mapping(zones.get("regions")).get(region))
    both = {key: sorted({*_names(old, key), *_names(entry, key)}) for key in ("names", "ids")}
    merged = {**old, **both, "as_of": entry["as_of"]}
    store.write("zones", {**zones, "regions": {**_mapping(zones.get("regions")), region: merged}})
    return f"{len(both['names'])} zones"


def _refresh_classes(store: Store, region: str, clients: from_aws.Clients) -> str:
    content = _plain(store.read("instance_classes"))
    offers = Section(_mapping(content.get("rds")), "instance_classes", "rds")
    engines = tuple(store.read("engine_versions").section("rds").section(region))
    found = from_aws.instance_classes(region, engines, clients)
    origin = {key: offers.content.get(key, "") for key in ("as_of", "method", "source")}
    if not found:
        raise CatalogError("AWS lists no class")
    known = unpacked(offers)
    merged: dict[str, Mapping[str, Iterable[str]]] = {**known, region: {**known.get(region, {}), **found}}
    store.write("instance_classes", {**content, "rds": {**origin, **packed(merged)}})
    return f"{sum(map(len, found.values()))} classes of {len(found)} engines"


def _refresh_zone_names(store: Store, found: Mapping[str, Iterable[str]]) -> None:
    zones = _plain(store.read("zones"))
    regions = dict(_mapping(zones.get("regions")))
    for region, names in found.items():
        old = _mapping(regions.get(region))
        regions[region] = {**old, "names": sorted({*names, *_names(old, "names")})}
    store.write("zones", {**zones, **from_cfn_lint.origin(), "regions": dict(sorted(regions.items()))})


def _kept(store: Store, service: str, region: str) -> str:
    entries = _mapping(_mapping(store.read("engine_versions").content.get(service)).get(region)).values()
    dates = sorted({str(_mapping(entry).get("as_of")) for entry in entries})
    return f"of {dates[0]}" if dates else "none yet"


def _with(versions: Mapping[str, Json], service: str, region: str, engines: Mapping[str, Json]) -> dict[str, Json]:
    regions = {**_mapping(versions.get(service)), region: dict(sorted(engines.items()))}
    return {**versions, service: regions}


def _plain(section: Section) -> dict[str, Json]:
    return dict(section.content)


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _items(value: Json) -> Iterable[tuple[str, Json]]:
    return _mapping(value).items()


def _names(entry: Mapping[str, Json], key: str) -> list[str]:
    values = entry.get(key)
    return [str(value) for value in values] if isinstance(values, list) else []
