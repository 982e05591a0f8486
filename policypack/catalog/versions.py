"""Engine versions: their order, their prefixes, their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TypeAlias

VersionKey: TypeAlias = tuple[tuple[int, int, str], ...]
_LONGEST = 64
"""Longer than any version: RDS's longest is 30 characters. What is longer is no version, and has no parts."""


def version_key(version: str) -> VersionKey:
    """What versions are ordered by: numbers by value, words by letters and before numbers.

    ``15.13`` comes after ``15.4``, ``15.4-rds.20250103`` after ``15.4``, and ``15.00`` equals ``15.0``. A text that is
    no version comes before all of them.
    """
    return () if len(version) > _LONGEST else _key(version)


@lru_cache(maxsize=8192)
def _key(version: str) -> VersionKey:
    parts = re.findall(r"[0-9]{1,18}|[a-z]+", version.lower())
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts)


def matching(version: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of ``known`` that ``version`` means: itself, else those that it is a prefix of.

    ``15`` means every 15.x and ``8.0`` every 8.0.x; ElastiCache's ``6.x`` means every 6.y. ``1`` is no prefix of
    ``15``.
    """
    candidates = tuple(known)
    key = version_key(version)
    same = tuple(candidate for candidate in candidates if version_key(candidate) == key)
    if same:
        return same
    prefix = version.lower().removesuffix(".x").rstrip(".") + "."
    return tuple(candidate for candidate in candidates if candidate.lower().startswith(prefix))


def is_newer_than(version: str, known: Iterable[str]) -> bool:
    """Whether ``version`` may have come after ``known`` was written down: it is above all its nearest relatives there.

    Relatives share all but the last part of the version; where there are none, all but the last two, and so on. So
    ``8.0.mysql_aurora.3.04.7`` is newer than 3.04.6 although 3.13.0 exists, and 8.1.0 is not where 8.4 exists.
    """
    key = version_key(version.lower().removesuffix(".x"))
    keys = [version_key(candidate) for candidate in known]
    for length in range(len(key) - 1, -1, -1):
        relatives = [candidate for candidate in keys if candidate[:length] == key[:length]]
        if relatives:
            return key > max(relatives)
    return False


def line_of(version: str, parts: int) -> str | None:
    """The first ``parts`` parts of a version (``8.0`` of ``8.0.35`` for 2); None for a version that has fewer."""
    found = re.match(r"[0-9]{1,18}(?:\.[0-9]{1,18})*", version) if len(version) <= _LONGEST else None
    numbers = found.group().split(".") if found else []
    return ".".join(str(int(number)) for number in numbers[:parts]) if len(numbers) >= parts else None


def newest(versions: Iterable[str]) -> str | None:
    """The newest; one with a suffix such as ``-limitless`` or ``-rds.20240418`` only where there is no other."""
    candidates = sorted(versions, key=version_key)
    plain = [version for version in candidates if "-" not in version]
    return next(reversed(plain or candidates), None)


def allowed_by_list(patterns: Iterable[str], version: str) -> bool:
    """Whether one of an organization's patterns allows the version.

    A pattern is a version (``15.7``), a prefix (``15`` allows ``15`` and every 15.x), a glob (``16.*`` allows ``16``
    and every 16.x) or a range (``>=15.7 <17``). A version that is itself a prefix is allowed only where all that it
    means is: ``15.7`` and ``>=15.7`` do not allow ``15``, for which AWS chooses.
    """
    if len(version) > _LONGEST:
        return False
    return any(_allows(pattern.strip().lower(), version.strip().lower()) for pattern in patterns)


def is_exact(pattern: str) -> bool:
    """Whether a pattern of an organization's list is a version, which a program may be told to write."""
    return not set("*?[<>") & set(pattern)


def _allows(pattern: str, version: str) -> bool:
    if pattern[:1] in ("<", ">"):
        return all(_is_within(bound, version_key(version.removesuffix(".x"))) for bound in pattern.split())
    if fnmatchcase(version, pattern) or fnmatchcase(version, f"{pattern.removesuffix('.*')}.*"):
        return True
    return version.removesuffix(".x") == pattern.removesuffix(".*").removesuffix(".x")


def _is_within(bound: str, own: VersionKey) -> bool:
    """Whether all that a version means is on the allowed side of ``>=15.7``, ``>15.7``, ``<=17`` or ``<17``.

    A bound means all that it is a prefix of, too: ``<=17`` allows 17.4.
    """
    found = re.fullmatch(r"(<=|>=|<|>)([0-9][0-9a-z_.-]{0,63})", bound)
    edge = version_key(found[2]) if found else ()
    if found is None or not own or own == edge[: len(own)] != edge:
        return False
    start = own[: len(edge)]
    return {"<=": start <= edge, ">=": start >= edge, "<": start < edge, ">": start > edge}[found[1]]
