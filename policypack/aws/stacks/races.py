"""The table of races: what must come after what, though no argument says so. The rows stand in ``races.json``.

A row names the ``later`` resources, the ``earlier`` ones, and where the two ``meet``: a path of arguments from the
later one to a resource that the earlier one names, too (``subnetId > Subnet.vpcId > Vpc``), the ``region``, the
``account``, or a name that both have (``named``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from policypack.aws.common.tables import table as table_of
from policypack.aws.stacks.race_kinds import EARLIER, LATER, Kind
from policypack.catalog.files import Section
from policypack.model.records import record

SCOPES = ("region", "account")


@record(frozen=True, slots=True)
class Step:
    """One argument of a path, and the kind of resource that it names; no kind where only its value is compared."""

    argument: str
    kind: Kind | None


@record(frozen=True, slots=True)
class Meeting:
    """Ways from the later resource to what the earlier one names by its argument ``by``; one of them is enough."""

    paths: tuple[tuple[Step, ...], ...]
    by: str = ""


@record(frozen=True, slots=True)
class Earlier:
    """A kind of resource that must come first, and the argument by which it names the meeting point."""

    kind: Kind
    by: str


Conditions = Mapping[str, tuple[str, ...]]
"""Path of an argument (``a.b``, or ``a.b|a.c`` for one of two) -> patterns of its value; no pattern: it is set."""


@record(frozen=True, slots=True)
class Race:
    """One row: what goes wrong when ``later`` does not wait for ``earlier``, AWS's error, and the source.

    ``scope`` is ``region``, ``account`` or "" for races that have meetings; ``named`` is the earlier resource's name
    with the later one's in it. ``output`` is the earlier resource's output that the later one can use instead of what
    it names, so that it waits. ``each`` says whether all of the earlier ones must come first, or one is enough.
    """

    name: str
    later: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    meeting: Meeting
    also: tuple[Meeting, ...]
    scope: str
    named: str
    when: Conditions
    unless: Conditions
    where: Conditions
    each: bool
    problem: str
    error: str
    output: str
    source: str


def later_types() -> tuple[str, ...]:
    """Every resource type that may come too early."""
    return tuple(dict.fromkeys(token for kind in LATER.values() for token in kind.types))


def races_of(token: str) -> tuple[Race, ...]:
    """The races that a resource of this type may lose."""
    return _by_type().get(token, ())


@cache
def all_races() -> tuple[Race, ...]:
    """The whole table; CatalogError where a row is damaged."""
    table = table_of("stacks/races")
    groups = table.section("groups")
    return tuple(_race(row, groups) for row in _rows(table, "races"))


@cache
def _by_type() -> Mapping[str, tuple[Race, ...]]:
    index: dict[str, list[Race]] = {}
    for race in all_races():
        for token in race.later:
            index.setdefault(token, []).append(race)
    return {token: tuple(races) for token, races in index.items()}


def _rows(section: Section, key: str) -> tuple[Section, ...]:
    """The list of objects under ``key``; empty where there is none."""
    rows = section.content.get(key, ())
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise section.wrong(key, "a list of objects")
    return tuple(
        Section(row, section.file, f"{key}[{index}]") for index, row in enumerate(rows) if isinstance(row, Mapping)
    )


def _race(row: Section, groups: Section) -> Race:
    meet = row.content.get("meet")
    scope = meet if isinstance(meet, str) else ""
    if scope and scope not in SCOPES:
        raise row.wrong("meet", f"a list of paths, {' or '.join(SCOPES)}")
    named = row.section("meet").text("named") if isinstance(meet, Mapping) else ""
    paths = () if scope or named else _paths(row, "meet")
    return Race(
        name=row.text("race"),
        later=tuple(token for word in row.texts("later") for token in _kind(row, "later", word, LATER).types),
        earlier=tuple(_earlier(row, groups)),
        meeting=Meeting(paths),
        also=tuple(Meeting(_paths(one, "meet"), one.text("by")) for one in _rows(row, "also")),
        scope=scope,
        named=named,
        when=_conditions(row, "when"),
        unless=_conditions(row, "unless"),
        where=_conditions(row, "where"),
        each=row.text("needs", "each") == "each",
        problem=row.text("problem"),
        error=row.text("error", ""),
        output=row.text("output", ""),
        source=row.text("source"),
    )


def _earlier(row: Section, groups: Section) -> Iterator[Earlier]:
    for text in row.texts("earlier"):
        for one in groups.texts(text) if text in groups else (text,):
            word, _, by = one.partition(".")
            yield Earlier(_kind(row, "earlier", word, EARLIER), by)


def _paths(row: Section, key: str) -> tuple[tuple[Step, ...], ...]:
    """``subnetId > Subnet.vpcId > Vpc`` is the steps (subnetId, Subnet), (vpcId, Vpc)."""
    return tuple(tuple(_steps(row, key, path)) for path in row.texts(key))


def _steps(row: Section, key: str, path: str) -> Iterator[Step]:
    argument, *rest = path.split(" > ")
    for text in rest:
        word, _, following = text.partition(".")
        yield Step(argument, _kind(row, key, word, EARLIER))
        argument = following
    if argument:
        yield Step(argument, None)


def _conditions(row: Section, key: str) -> Conditions:
    section = row.section(key)
    return {path: () if section.content[path] == "set" else section.texts(path) for path in section}


def _kind(row: Section, key: str, word: str, kinds: Mapping[str, Kind]) -> Kind:
    if word not in kinds:
        raise row.wrong(key, f"made of the kinds of race_kinds.py, which has no {word}")
    return kinds[word]
