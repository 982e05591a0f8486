"""Policies of other packs, and which rules answer them.

The files have, for each pack, its title, source and date, and by policy the controls of AWS Security Hub that it asks
for (``controls``), the rules that answer it whole (``rules``) or in part (``partly``, with ``why``); without any of
them, ``why`` says what keeps a program from deciding it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from policypack.catalog.files import Section, read_file
from policypack.model.records import record

FILES: Final = tuple(Path(__file__).parent / "data" / f"{name}.json" for name in ("peers", "checkov"))


@record(frozen=True, slots=True)
class Answered:
    """What the rules make of one policy of another pack; ``undecidable`` says that no program tells."""

    controls: tuple[str, ...]
    rules: tuple[str, ...]
    partly: tuple[str, ...]
    why: str
    undecidable: bool


@record(frozen=True, slots=True)
class Peer:
    """Another pack: its title and version, where its policies were read, when, and the answer to each."""

    title: str
    source: str
    as_of: str
    policies: Mapping[str, Answered]


@cache
def all_peers() -> Mapping[str, Peer]:
    """Pack -> the pack, in the order of the files. Raises CatalogError where one is damaged."""
    return {name: _peer(content.section(name)) for content in map(read_file, FILES) for name in content}


def _peer(section: Section) -> Peer:
    policies = section.section("policies")
    return Peer(
        section.text("title"),
        section.text("source"),
        section.text("as_of"),
        {policy: _answered(policies.section(policy)) for policy in policies},
    )


def _answered(entry: Section) -> Answered:
    return Answered(
        entry.texts("controls"),
        entry.texts("rules"),
        entry.texts("partly"),
        entry.text("why", ""),
        entry.flag("undecidable", default=False),
    )
