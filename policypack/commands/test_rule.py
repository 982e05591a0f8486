"""``test-rule``: holds rules to the laws, once or after each change."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from policypack.commands import FINE, FOUND
from policypack.commands.configuration import configuration_of
from policypack.commands.options import FILE, command
from policypack.commands.values import rule_ids
from policypack.engine.configuration.document import RULES
from policypack.engine.configuration.file_place import FILE_NAME
from policypack.engine.configuration.tree import nearest, read_file
from policypack.engine.index import SomeRule, loaded
from policypack.engine.own.loading import OwnRule
from policypack.engine.own.places import read_places
from policypack.engine.registry import find
from policypack.errors import ConfigurationError, GuardrailsError
from policypack.laws.all_laws import broken_laws
from policypack.model.texts import clipped, one_line
from policypack.rule import AnyRule

_EVERY_SECONDS = 0.5
_WATCHED = (".py", ".yaml", ".yml")


@command(
    "test-rule",
    examples=(
        "test-rule",
        "test-rule acme-bucket-owned --watch",
    ),
)
@click.argument("rules", nargs=-1, metavar="[ID]...", shell_complete=rule_ids, help="default: all rules of your own")
@click.option(
    "--guardrails",
    type=FILE,
    metavar="FILE",
    help=f"the settings that name your rules; default: {FILE_NAME} in this folder, if it is there",
)
@click.option("--watch", is_flag=True, help="test again after each change of your rules")
def test_rule(rules: tuple[str, ...], guardrails: Path | None, watch: bool) -> int:
    """Hold rules to the laws: their examples answer as they say, an unknown value is no violation, no input makes them
    crash, no message shows a secret, a fix removes its finding.

    Exit status: 0 all laws hold, 1 some are broken, 2 a rule or the call is wrong.
    """
    file = guardrails or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None)
    if watch:
        return _watch(rules, file)
    status = FINE
    for rule in _meant(rules, configuration_of(file).rules):
        broken = broken_laws(rule)
        sys.stdout.write(f"{rule.id}: {f'{len(broken)} broken' if broken else 'all laws hold'}\n")
        for one in broken:
            lines = (f"  {one.where}: {one.law}", f"    {one.problem}", f"    {one.hint}")
            sys.stdout.writelines(f"{clipped(one_line(line))}\n" for line in lines if line.strip())
        sys.stdout.flush()
        status = FOUND if broken else status
    return status


def _meant(ids: Sequence[str], rules: Sequence[SomeRule]) -> Iterator[AnyRule]:
    """The rules of these ids, or all of the organization."""
    if not ids:
        own = [one for one in rules if isinstance(one, OwnRule)]
        if not own:
            raise ConfigurationError(
                f"test-rule: name a rule, or the settings that name yours: --guardrails {FILE_NAME}."
            )
        yield from map(loaded, own)
    for rule_id in ids:
        found = find(rule_id, rules)
        if found is None:
            raise ConfigurationError(f"{rule_id}: no such rule; {nearest(rule_id, (one.id for one in rules))}")
        yield loaded(found)


def _watch(rules: Iterable[str], file: Path | None) -> int:
    """Tests in a process of its own after each change, since a module is imported only once. A signal ends it."""
    settings = () if file is None else ("--guardrails", str(file))
    call = [sys.executable, "-m", "policypack", "test-rule", *settings, "--", *rules]
    before: dict[Path, float] | None = None
    while True:
        now = _changes(file)
        if now != before:
            before = now
            subprocess.run(call, check=False)
            sys.stderr.write("Waiting for a change; end with Ctrl-C.\n")
        time.sleep(_EVERY_SECONDS)


def _changes(file: Path | None) -> dict[Path, float]:
    """When each file of the rules was changed."""
    files = [one for folder in _folders(file) for one in folder.rglob("*") if one.suffix in _WATCHED]
    return {one: _changed(one) for one in [*files, *([] if file is None else [file])]}


def _changed(file: Path) -> float:
    """When a file was changed; 0 for one that was taken away in between."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _folders(file: Path | None) -> list[Path]:
    """The folders that the settings name; none where they cannot be read."""
    if file is None:
        return []
    try:
        told = read_file(file).fields().get(RULES)
        return [] if told is None else [one.folder for one in read_places(told, file.parent)]
    except GuardrailsError:
        return []
