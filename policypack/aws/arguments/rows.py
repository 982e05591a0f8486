"""The rows of a resource type, as ``aws/SERVICE/data/constraints.json`` has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from policypack.catalog.files import Json, Section, read_file
from policypack.model.paths import top
from policypack.model.records import record

SERVICES = Path(__file__).parents[1]
FILE: Final = Path("data") / "constraints.json"
RANGE, LENGTH, ITEMS, ENUM, PATTERN = "range", "length", "items", "enum", "pattern"
KINDS: Final = (RANGE, LENGTH, ITEMS, ENUM, PATTERN)
CONFLICTS, REQUIRES, AT_LEAST_ONE = "conflicts", "requires", "at_least_one"
ONLY_WITH, NEEDED_WITH = "only_with", "needed_with"
RELATIONS: Final = (CONFLICTS, REQUIRES, AT_LEAST_ONE, ONLY_WITH, NEEDED_WITH)
_FOLDERS: Final = {"alb": "elb", "lb": "elb", "lambda": "lambda_", "sfn": "stepfunctions"}
"""Modules of the provider whose service has another folder here."""


@record(frozen=True, slots=True)
class Row:
    """What is known of one argument.

    ``low`` and ``high`` are of a number, of a text's characters or of a list's elements. An enumeration that is
    ``closed`` has no other value; of others, only a slip of the pen is certain. What is not ``certain`` is advice.
    """

    path: str
    kind: str
    certain: bool
    member: str
    said_by: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    closed: bool = False
    pattern: str = ""
    any_case: bool = False

    @property
    def name(self) -> str:
        """The argument's own name."""
        return self.path.replace("[]", "").rpartition(".")[2]


@record(frozen=True, slots=True)
class Relation:
    """What is known of several arguments of a block, or of the resource where ``block`` is empty.

    Of those that conflict at most one is set, of ``at_least_one`` one is. The first of ``requires`` needs the second.
    The first of ``only_with`` is set only where the second has one of the values; of ``needed_with`` it must be.
    """

    kind: str
    block: str
    arguments: tuple[str, ...]
    certain: bool
    member: str
    said_by: tuple[str, ...]
    values: tuple[str, ...] = ()
    tops: tuple[str, ...] = field(init=False, compare=False, default=())
    """The resource's arguments that it is about."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tops", tuple(map(top, (self.block,) if self.block else self.arguments)))

    @property
    def path(self) -> str:
        """The arguments' paths, with commas between: what an organization turns off."""
        return ",".join(f"{self.block}.{one}" if self.block else one for one in self.arguments)

    def may_speak(self, given: Collection[str]) -> bool:
        """Whether a resource with these arguments can break it; asked of each resource, so it looks at names alone."""
        if self.block:
            return self.tops[0] in given
        if self.kind == AT_LEAST_ONE:
            return not any(one in given for one in self.arguments)
        if self.kind == CONFLICTS:
            return sum(one in given for one in self.tops) > 1
        return self.tops[1 if self.kind == NEEDED_WITH else 0] in given


@record(frozen=True, slots=True)
class TypeRows:
    """The rows of a resource type by its arguments, and where AWS documents them."""

    type: str
    service: str
    protocol: str
    source: str
    provider: str
    """The version of pulumi-aws that the rows were compared with."""
    rows: tuple[Row, ...]
    by_argument: Mapping[str, tuple[Row, ...]]
    relations: tuple[Relation, ...] = ()
    relations_by_certainty: Mapping[bool, tuple[Relation, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        split = {certain: tuple(one for one in self.relations if one.certain is certain) for certain in (True, False)}
        object.__setattr__(self, "relations_by_certainty", split)


def folder_of(type_: str) -> str:
    """The folder of the service that a type belongs to: ``lambda_`` of ``aws:lambda/function:Function``."""
    module = type_.partition(":")[2].partition("/")[0]
    return _FOLDERS.get(module, module)


@lru_cache(maxsize=4096)
def rows_of(type_: str) -> TypeRows | None:
    """The rows of a resource type; None where nothing is known of it."""
    document = _document(folder_of(type_))
    if document is None or type_ not in document.section("types"):
        return None
    return _type_rows(type_, document.section("types").section(type_), document.text("provider"))


def each_type() -> Iterator[TypeRows]:
    """The rows of all types; for reports and tests."""
    for file in sorted(SERVICES.glob(f"*/{FILE}")):
        for type_ in read_file(file).section("types"):
            rows = rows_of(type_)
            if rows is not None:
                yield rows


@record(frozen=True, slots=True)
class Coverage:
    """What the file of a service says of itself."""

    folder: str
    source: str
    as_of: str
    rows: int
    certain: int
    types: int
    arguments: int
    covered: int
    left_out: Mapping[str, int]


def coverages() -> Iterator[Coverage]:
    """Each service that has rows; for reports."""
    for file in sorted(SERVICES.glob(f"*/{FILE}")):
        document = read_file(file)
        types = [rows for type_ in document.section("types") if (rows := rows_of(type_)) is not None]
        certain = [row.certain for rows in types for row in rows.rows]
        certain += [one.certain for rows in types for one in rows.relations]
        left_out = document.section("left_out")
        yield Coverage(
            file.parent.parent.name,
            document.text("source"),
            document.text("as_of"),
            len(certain),
            sum(certain),
            len(types),
            document.number("arguments"),
            document.number("covered"),
            {reason: left_out.number(reason) for reason in left_out},
        )


@cache
def _document(folder: str) -> Section | None:
    # A folder's name comes from a type token, which a program may make up.
    file = SERVICES / folder / FILE
    return read_file(file) if re.fullmatch(r"[a-z0-9_]{1,60}", folder) and file.is_file() else None


def _type_rows(type_: str, section: Section, provider: str) -> TypeRows:
    rows = tuple(_row(section, place, one) for place, one in enumerate(_list(section, "rows")))
    by_argument: dict[str, list[Row]] = {}
    for row in rows:
        by_argument.setdefault(top(row.path), []).append(row)
    return TypeRows(
        type_,
        section.text("service"),
        section.text("protocol", ""),
        section.text("source", ""),
        provider,
        rows,
        {name: tuple(own) for name, own in by_argument.items()},
        tuple(_relation(section, place, one) for place, one in enumerate(_list(section, "relations"))),
    )


def _list(section: Section, key: str) -> list[Json]:
    found = section.content.get(key, [])
    if not isinstance(found, list):
        raise section.wrong(key, "a list of rows")
    return found


def _row(section: Section, place: int, content: Json) -> Row:
    own = _object(section, f"rows[{place}]", content)
    return Row(
        own.text("path"),
        own.text("kind"),
        own.flag("certain", default=False),
        own.text("member", ""),
        own.texts("said_by"),
        _bound(own, "low"),
        _bound(own, "high"),
        own.texts("values"),
        own.flag("closed", default=False),
        own.text("pattern", ""),
        own.flag("any_case", default=False),
    )


def _relation(section: Section, place: int, content: Json) -> Relation:
    own = _object(section, f"relations[{place}]", content)
    return Relation(
        own.text("kind"),
        own.text("block", ""),
        own.texts("arguments"),
        own.flag("certain", default=False),
        own.text("member", ""),
        own.texts("said_by"),
        own.texts("values"),
    )


def _object(section: Section, key: str, content: Json) -> Section:
    if not isinstance(content, Mapping):
        raise section.wrong(key, "an object")
    return Section(content, section.file, f"{section.place}.{key}")


def _bound(own: Section, key: str) -> float | None:
    value = own.content.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise own.wrong(key, "a number")
    return value
