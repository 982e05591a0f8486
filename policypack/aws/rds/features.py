"""Which features RDS and Aurora have in which region, and from which version on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.common.tables import table
from policypack.catalog.files import Section
from policypack.catalog.versions import version_key

_TABLE = "rds/rds_features"
_EDITIONS = ("oracle", "sqlserver", "db2")
"""Engines whose names go on with an edition, for which the features are the same."""


def as_of() -> str:
    """The date of the table."""
    return table(_TABLE).text("as_of")


def name_of(feature: str) -> str:
    """The feature's name, as a part of a sentence."""
    return _feature(feature).text("name")


def is_unrestricted(feature: str, engine: str) -> bool:
    """Every region that the table has has the feature for every version of the engine."""
    return _engine(feature, engine) is None


def is_absent(feature: str, engine: str, region: str) -> bool:
    """The region has the feature for no version of the engine."""
    entry = _engine(feature, engine)
    return entry is not None and region in entry.texts("absent")


def lines_of(feature: str, engine: str, region: str) -> Iterator[tuple[str, str | None]]:
    """The lines of versions of which the table says something in the region: with the least version that has the
    feature, or with None for a line that has none."""
    entry = _engine(feature, engine)
    lines = entry.section("lines") if entry else Section({}, "")
    for line in lines:
        least = lines.section(line).section("least")
        if region in lines.section(line).texts("absent"):
            yield line, None
        for version in least:
            if region in least.texts(version):
                yield line, version


def shortfall(feature: str, engine: str, version: str, region: str) -> str | None:
    """For which versions the region has the feature, where this one is not among them: ``from version 3.02.3 on``. None
    where the table says nothing against it.

    A version of which AWS chooses the rest (``15``) lacks nothing that some version of its line has.
    """
    own = _number(engine, version)
    for line, least in lines_of(feature, engine, region):
        key, floor = version_key(own), version_key(least or line)
        if own != line and not own.startswith(f"{line}."):
            continue
        if least is None:
            return f"for no version of {line}"
        if key < floor[: len(key)]:
            return f"from version {least} on"
    return None


def _feature(feature: str) -> Section:
    return table(_TABLE).section("features").section(feature)


def _engine(feature: str, engine: str) -> Section | None:
    engines = _feature(feature).section("engines")
    family = engine.partition("-")[0]
    name = family if family in _EDITIONS else engine
    return engines.section(name) if name in engines else None


def _number(engine: str, version: str) -> str:
    """The version that lines are of: Aurora MySQL's own (``3.05.2`` of ``8.0.mysql_aurora.3.05.2``), and nothing where
    the program has MySQL's alone."""
    if engine == "aurora-mysql":
        found = re.search(r"mysql_aurora\.([0-9.]{1,32})", version)
        return found[1] if found else ""
    return version
