"""Instance classes and node types: which are offered for an engine in a region.

Files name each class once, in one sorted list, and each region's offer as ranges of that list: ``[0, 5, 9, 9]`` means
the classes 0 to 5 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policypack.catalog.files import Json, Section

EVERY_ENGINE = "*"
"""The key of an offer that does not depend on the engine."""


def is_offered(offers: Section, engine: str, instance_class: str, region: str) -> bool | None:
    """Whether a region offers a class for an engine; None where region, engine or class stand in no list.

    ``offers`` is ``{classes: [...], sets: [[...]], regions: {REGION: {ENGINE: index in sets}}}``. A class that no
    region is known to offer may be newer than the data, so it is None.
    """
    classes = offers.texts("classes")
    by_engine = offers.section("regions").section(region)
    engine = engine if engine in by_engine else EVERY_ENGINE
    if instance_class not in classes or engine not in by_engine:
        return None
    wanted = classes.index(instance_class)
    return any(first <= wanted <= last for first, last in _ranges_of(offers, by_engine.number(engine)))


def _ranges_of(offers: Section, index: int) -> list[tuple[int, int]]:
    """First and last place of each range of a set."""
    sets = offers.content.get("sets")
    if not isinstance(sets, Sequence) or isinstance(sets, str) or not 0 <= index < len(sets):
        raise offers.wrong("sets", f"a list that has the item {index}")
    ranges = Section({"ranges": sets[index]}, offers.file, f"{offers.place}.sets[{index}]").numbers("ranges")
    return list(zip(ranges[::2], ranges[1::2], strict=False))


def packed(offers: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, Json]:
    """The form that :func:`is_offered` reads, from ``{region: {engine: classes}}``."""
    everything = {
        region: {engine: set(names) for engine, names in engines.items()} for region, engines in offers.items()
    }
    classes = sorted({name for engines in everything.values() for names in engines.values() for name in names})
    number = {name: index for index, name in enumerate(classes)}
    sets: list[list[int]] = []
    regions: dict[str, Json] = {}
    for region, engines in sorted(everything.items()):
        packed_engines: dict[str, Json] = {}
        for engine, names in sorted(engines.items()):
            ranges = _ranges(sorted(number[name] for name in names))
            if ranges not in sets:
                sets.append(ranges)
            packed_engines[engine] = sets.index(ranges)
        regions[region] = packed_engines
    return {"classes": classes, "sets": sets, "regions": regions}


def unpacked(offers: Section) -> dict[str, dict[str, tuple[str, ...]]]:
    """The inverse of :func:`packed`."""
    classes = offers.texts("classes")
    regions = offers.section("regions")
    return {
        region: {
            engine: tuple(
                name
                for first, last in _ranges_of(offers, engines.number(engine))
                for name in classes[max(first, 0) : last + 1]
            )
            for engine in engines
        }
        for region, engines in ((region, regions.section(region)) for region in regions)
    }


def _ranges(numbers: Sequence[int]) -> list[int]:
    ranges: list[int] = []
    for number in numbers:
        if ranges and ranges[-1] == number - 1:
            ranges[-1] = number
        else:
            ranges += [number, number]
    return ranges
