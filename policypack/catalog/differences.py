"""What two catalogues say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policypack.catalog.classes import unpacked
from policypack.catalog.files import Json
from policypack.catalog.store import Store

_ORIGIN = ("as_of", "method", "source", "complete")


def differences(before: Store, after: Store) -> Iterator[str]:
    """One line a fact: ``- `` for one that only ``before`` has, ``+ `` for one that only ``after`` has, sorted.

    Dates and sources are no facts: two catalogues that say the same have no differences.
    """
    old, new = _facts(before), _facts(after)
    for fact in sorted(old ^ new):
        yield f"{'+' if fact in new else '-'} {' '.join(fact)}"


def _facts(store: Store) -> frozenset[tuple[str, ...]]:
    facts: set[tuple[str, ...]] = set()
    for name in store.sections():
        section = store.read(name)
        if name == "instance_classes":
            for service in section:
                facts.update(_flat(unpacked(section.section(service)), (name, service)))
        else:
            facts.update(_flat(section.content, (name,)))
    return frozenset(facts)


def _flat(value: Json, place: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _ORIGIN:
                yield from _flat(inner, (*place, key))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield (*place, str(inner))
    else:
        yield (*place, str(value))
