"""What two catalogs say differently, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from policypack.catalog.classes import unpacked
from policypack.catalog.files import Json, Section
from policypack.catalog.store import Store
from policypack.catalog.versions import version_key

_ORIGIN = ("about", "as_of", "method", "source", "complete")
_KINDS = {
    "available": "can be created",
    "deprecated": "is deprecated",
    "unavailable": "is not offered",
    "listed": "is listed",
}
Place: TypeAlias = tuple[str, ...]
_ENGINE_PLACE = 4
"""Parts of a place that names an engine in a region: section, service, region, engine."""


def differences(before: Store, after: Store) -> Iterator[str]:
    """One line for each version, each class and each other fact that has changed, sorted by place.

    Dates and sources are no facts: two catalogs that say the same have no differences.
    """
    old, new = _facts(before), _facts(after)
    for place in sorted({*old, *new}, key=lambda place: (place[:-1], version_key(place[-1]), place[-1])):
        was, now = old.get(place), new.get(place)
        if was != now:
            yield f"{' '.join(place[:-1])}: {_changed(place[-1], was, now)}"


def _changed(name: str, was: str | None, now: str | None) -> str:
    if now is None:
        return f"{name} is no longer in the catalog (it said: {was})"
    return f"{name} {now}" + ("" if was is None else f" (before: {was})")


def _facts(store: Store) -> dict[Place, str]:
    """What is said, by section, subject and name: ``(engine_versions, rds, r-1, postgres, 15.7)``: "can be created"."""
    facts: dict[Place, str] = {}
    for name in store.sections():
        section = store.read(name)
        if name == "ec2_instance_types":
            facts.update(_offers(section, (name,)))
        elif name == "instance_classes":
            for service in section:
                facts.update(_offers(section.section(service), (name, service)))
        else:
            facts.update(_flat(section.content, (name,)))
    return facts


def _offers(packed: Section, place: Place) -> Iterator[tuple[Place, str]]:
    for region, engines in unpacked(packed).items():
        for engine, classes in engines.items():
            yield from (((*place, region, engine, one), "is offered") for one in classes)


def _flat(value: Json, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _ORIGIN:
                yield from _flat(inner, (*place, key))
    elif isinstance(value, (list, tuple)):
        *where, kind = place
        if place[0] == "engine_versions" and len(where) == _ENGINE_PLACE:
            yield from (((*where, str(inner)), _KINDS.get(kind, kind)) for inner in value)
        elif place[0] in ("support", "withdrawn") and all(isinstance(inner, str) for inner in value):
            yield place, f"ends on {', '.join(str(inner) or 'no date' for inner in value)}"
        else:
            yield from (((*place, str(inner)), "is there") for inner in value)
    else:
        yield place, f"is {value}"
