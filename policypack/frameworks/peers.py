"""Policies of other packs, and which rules answer them.

``data/peers.json`` has, for each pack, its title, source and date, and by policy the rules that answer it whole
(``rules``) or in part (``partly``, with ``why``); without either, ``why`` says what keeps a program from deciding it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from policypack.catalog.files import Section, read_file

FILE: Final = Path(__file__).parent / "data" / "peers.json"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the rules make of one policy of another pack; ``undecidable`` says that no program tells."""

    rules: tuple[str, ...]
    partly: tuple[str, ...]
    why: str
    undecidable: bool


@dataclass(frozen=True, slots=True)
class Peer:
    """Another pack: its title and version, where its policies were read, when, and the answer to each."""

    title: str
    source: str
    as_of: str
    policies: Mapping[str, Answered]


@cache
def all_peers() -> Mapping[str, Peer]:
    """Pack -> the pack, in the order of the file. Raises CatalogError where the file is damaged."""
    content = read_file(FILE)
    return {name: _peer(content.section(name)) for name in content}


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
        entry.texts("rules"), entry.texts("partly"), entry.text("why", ""), entry.flag("undecidable", default=False)
    )


def rules_answering(policy: str) -> tuple[str, ...]:
    """The ids of the rules that answer a policy of another pack, whole or in part; none for an unknown one."""
    found = [
        one for peer in all_peers().values() for id_, one in peer.policies.items() if id_.lower() == policy.lower()
    ]
    return tuple(dict.fromkeys(rule for one in found for rule in (*one.rules, *one.partly)))
