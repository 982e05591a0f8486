"""The baseline: findings that were there when the pack was turned on. They are suppressed; new ones are not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, NamedTuple

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.engine.findings import Finding, Outcome
from policypack.errors import ConfigurationError
from policypack.model.records import record

FORMAT = 1
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

    def of_stack(self, prefix: str) -> frozenset[Entry]:
        """The entries of the stack whose URNs start so."""
        return frozenset(entry for entry in self.entries if entry.urn.startswith(prefix))


NO_BASELINE = Baseline()


def entry_of(finding: Finding) -> Entry:
    """What a baseline keeps of a finding."""
    return Entry(finding.rule, finding.urn, finding.at)


def render_baseline(findings: Iterable[Finding], rules: Iterable[str]) -> str:
    """The file of a baseline: the violations of ``rules``, exempted ones left out, in a fixed order, one a line."""
    known = frozenset(rules)
    entries = sorted({entry_of(one) for one in findings if one.outcome is Outcome.VIOLATED and one.rule in known})
    lines = ",\n".join("    " + json.dumps(dict(zip(_KEYS, entry, strict=True))) for entry in entries)
    return f'{{\n  "format": {FORMAT},\n  "findings": [{f"{chr(10)}{lines}{chr(10)}  " if lines else ""}]\n}}\n'


def read_baseline(path: Path, aliases: Mapping[str, str] | None = None) -> Baseline:
    """The baseline in a file; ``aliases`` are earlier ids of rules and their present ones.

    Raises ConfigurationError, with file and key, where it is not one.
    """
    try:
        told = read_json(path)
    except UnreadableError as error:
        raise ConfigurationError(f"{path}: {error.problem}; {_REMEDY}.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("findings"), list):
        raise ConfigurationError(f"{path}: format: is not a baseline of format {FORMAT}; {_REMEDY}.")
    recorded = [_entry(one, at, path) for at, one in enumerate(told["findings"])]
    ids = aliases or {}
    earlier = {one.rule: ids[one.rule] for one in recorded if one.rule in ids}
    current = frozenset(one._replace(rule=ids.get(one.rule, one.rule)) for one in recorded)
    return Baseline(str(path), current, earlier)


def _entry(told: Any, at: int, path: Path) -> Entry:
    if not isinstance(told, dict) or set(told) != set(_KEYS) or not all(isinstance(told[key], str) for key in _KEYS):
        raise ConfigurationError(f"{path}: findings[{at}]: is not of the form {', '.join(_KEYS)}; {_REMEDY}.")
    return Entry(told["rule"], told["resource"], told["property"])
