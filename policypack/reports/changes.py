"""What changed between two versions of the pack: rules that came, went, or ask otherwise. Neither version is run.

A version is its index of rules, which a checkout, a wheel and each revision of the repository have.
"""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policypack.documents.files import UnreadableError, read_text
from policypack.errors import ReportError
from policypack.model.headings import SEVERITIES
from policypack.model.records import record
from policypack.model.texts import printable

INDEX = "policypack/engine/index.json"
"""Where a version has it."""
_DEFAULT_STAGE = "stable"
_LARGEST = 16 * 1024 * 1024
Rules = Mapping[str, Mapping[str, Any]]
"""Rule -> what the index says of it."""


@record(frozen=True, slots=True)
class Change:
    """One thing that is otherwise. ``kind``: ``added``, ``removed``, ``renamed``, or what of the rule changed."""

    rule: str
    kind: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """It, as a changelog has it."""
        if self.kind in ("added", "removed"):
            return f"{self.rule}: {self.after or self.before}"
        if self.kind == "renamed":
            return f"{self.rule}: was {self.before}"
        return f"{self.rule}: {self.kind} {self.before or 'none'} -> {self.after or 'none'}"


KINDS = ("added", "removed", "renamed", "level", "severity", "stage", "types", "options", "controls")
"""The kinds of changes, in their order."""


def rules_of(version: str, checkout: Path) -> Rules:
    """The rules of a version: a folder, a wheel's file, or a revision of the repository in ``checkout``. Raises
    ReportError."""
    path = Path(version)
    try:
        if path.is_dir():
            content = read_text(path / INDEX if (path / INDEX).exists() else path / INDEX.partition("/")[2], _LARGEST)
        elif path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                content = wheel.read(INDEX).decode()
        else:
            content = _of_revision(version, checkout)
        rules = json.loads(content)
    except (UnreadableError, OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ReportError(f"{version}: has no {INDEX}; name a folder, a wheel, or a revision of a checkout.") from error
    if not isinstance(rules, dict) or not all(isinstance(one, dict) for one in rules.values()):
        raise ReportError(f"{version}: {INDEX} is not an index of rules.")
    return rules


def changes(old: Rules, new: Rules) -> list[Change]:
    """What is otherwise in the new version, by kind and rule."""
    earlier = {alias: rule for rule, told in new.items() for alias in told.get("aliases", ()) if alias in old}
    renamed = {alias: rule for alias, rule in earlier.items() if alias not in new and rule not in old}
    found = [Change(rule, "renamed", before=alias) for alias, rule in renamed.items()]
    for rule, told in new.items():
        before = old.get(rule) or next((old[alias] for alias, now in renamed.items() if now == rule), None)
        if before is None:
            found.append(Change(rule, "added", after=f"{told['summary']} ({told['level']})"))
        else:
            found += _differences(rule, before, told)
    gone = [rule for rule in old if rule not in new and rule not in renamed]
    found += [Change(rule, "removed", before=f"{old[rule]['summary']}") for rule in gone]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.rule))


def as_text(found: list[Change], heading: str = "{}:\n") -> str:
    """Lists, with a heading for each kind; ends in a newline."""
    kinds = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
    parts = [
        heading.format(f"{kind.capitalize()} ({len(own)})") + "".join(f"- {printable(one.text)}\n" for one in own)
        for kind, own in kinds.items()
        if own
    ]
    return "\n".join(parts) or "No rule changed.\n"


def as_markdown(found: list[Change]) -> str:
    """The same as a section of a changelog."""
    return as_text(found, "### {}\n\n")


def as_json(found: list[Change]) -> str:
    """One document."""
    rows = [{"rule": one.rule, "kind": one.kind, "before": one.before, "after": one.after} for one in found]
    return json.dumps(rows, indent=2) + "\n"


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _differences(rule: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for kind, told in (("level", _level), ("severity", _severity), ("stage", _stage)):
        if told(old) != told(new):
            yield Change(rule, kind, told(old), told(new))
    for kind, key in (("types", "applies_to"), ("controls", "controls")):
        before, after = (set(one.get(key, ())) for one in (old, new))
        if before != after:
            yield Change(rule, kind, ", ".join(sorted(before - after)), ", ".join(sorted(after - before)))
    before, after = (one.get("schema", {}) for one in (old, new))
    for option in sorted({*before, *after}):
        defaults = [json.dumps(one[option].get("default")) if option in one else "" for one in (before, after)]
        if defaults[0] != defaults[1]:
            yield Change(rule, "options", *(f"{option}={one}" if one else "" for one in defaults))


def _level(told: Mapping[str, Any]) -> str:
    return str(told["level"])


def _severity(told: Mapping[str, Any]) -> str:
    return str(told.get("rated") or SEVERITIES[told["consequence"]])


def _stage(told: Mapping[str, Any]) -> str:
    return str(told.get("stage", _DEFAULT_STAGE))


def _of_revision(revision: str, checkout: Path) -> str:
    if revision.startswith("-"):
        raise ValueError(revision)
    done = subprocess.run(
        ["git", "show", f"{revision}:{INDEX}"], cwd=checkout, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ValueError(revision)
    return done.stdout
