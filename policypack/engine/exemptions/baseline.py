"""The baseline: findings that were there when the pack was turned on. They are suppressed; new ones are not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import NamedTuple

from policypack.engine.exemptions.recorded import ANY_PROPERTY, FORMAT, recorded_in
from policypack.engine.findings import Finding, Outcome
from policypack.model.records import record

_KEYS = ("rule", "resource", "property")
_REMEDY = "record it anew with `policypack baseline`"


class Entry(NamedTuple):
    """One recorded finding: rule, URN and property, and no value of anything."""

    rule: str
    urn: str
    property: str


@record(frozen=True, slots=True)
class Baseline:
    """The findings recorded in ``file``; the empty baseline has no file."""

    file: str = ""
    entries: frozenset[Entry] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The earlier ids of rules that the file names, and their present ones."""

    def covers(self, entry: Entry) -> bool:
        """The finding is recorded, or one of its rule and resource of which the property was not known."""
        return entry in self.entries or entry._replace(property=ANY_PROPERTY) in self.entries

    def of_stack(self, prefix: str) -> frozenset[Entry]:
        """The entries of the stack whose URNs start so."""
        return frozenset(entry for entry in self.entries if entry.urn.startswith(prefix))


NO_BASELINE = Baseline()


def entry_of(finding: Finding) -> Entry:
    """What a baseline keeps of a finding."""
    return Entry(finding.rule, finding.urn, finding.at)


def violations(findings: Iterable[Finding], rules: Iterable[str]) -> set[Entry]:
    """What a baseline records: the violations of ``rules``, exempted ones left out."""
    known = frozenset(rules)
    return {entry_of(one) for one in findings if one.outcome is Outcome.VIOLATED and one.rule in known}


def render_baseline(entries: Iterable[Entry]) -> str:
    """The file of a baseline, in a fixed order, one finding a line."""
    entries = sorted(entries)
    lines = ",\n".join("    " + json.dumps(dict(zip(_KEYS, entry, strict=True))) for entry in entries)
    return f'{{\n  "format": {FORMAT},\n  "findings": [{f"{chr(10)}{lines}{chr(10)}  " if lines else ""}]\n}}\n'


def read_baseline(path: Path, aliases: Mapping[str, str] | None = None) -> Baseline:
    """The baseline in a file, which may be a report of this pack, too; ``aliases`` are earlier ids of rules and their
    present ones.

    Raises ConfigurationError, with file and key, where it is not one.
    """
    recorded = [Entry(one.rule, one.urn, one.property) for one in recorded_in(path, _REMEDY) if not one.exempted]
    ids = aliases or {}
    earlier = {one.rule: ids[one.rule] for one in recorded if one.rule in ids}
    current = frozenset(one._replace(rule=ids.get(one.rule, one.rule)) for one in recorded)
    return Baseline(str(path), current, earlier)
