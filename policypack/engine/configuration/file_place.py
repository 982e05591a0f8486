"""The organization's file: ``guardrails.yaml`` in the pack, or the one that ``GUARDRAILS_CONFIG`` names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypack.engine.configuration.document import RULES
from policypack.engine.configuration.tree import Node
from policypack.engine.index import SomeRule
from policypack.errors import ConfigurationError

FILE_NAME = "guardrails.yaml"
VARIABLE = "GUARDRAILS_CONFIG"
PACK_FOLDER = Path(__file__).resolve().parents[3]
"""The pack's own folder, where its ``guardrails.yaml`` stands."""


def find_guardrails_file(folder: Path, environment: Mapping[str, str]) -> Path | None:
    """The organization's file; None where there is none. ConfigurationError where the variable names no file."""
    named = environment.get(VARIABLE, "")
    if not named:
        own = folder / FILE_NAME
        return own if own.exists() else None
    path = Path(named).absolute()
    if not path.is_file():
        raise ConfigurationError(f"{VARIABLE}: {path}: no such file; name it by its whole path.")
    return path


def with_own_rules(rules: tuple[SomeRule, ...], node: Node, beside: Path) -> tuple[SomeRule, ...]:
    """The rules with those that the file names, in order of their ids. Raises ConfigurationError where one is wrong."""
    named = node.fields().get(RULES)
    if named is None:
        return rules
    from policypack.engine.own.loading import own_rules  # noqa: PLC0415 - most organizations have none
    from policypack.engine.own.places import read_places  # noqa: PLC0415 - as it

    own = own_rules(read_places(named, beside), rules)
    return tuple(sorted((*rules, *own), key=lambda one: one.id))


def unread_settings(target: Path, environment: Mapping[str, str]) -> str:
    """The warning on an organization's file in the program's folder, where another one or none is read."""
    folder = target if target.is_dir() else target.parent
    file = folder / FILE_NAME
    if not file.is_file() or folder.resolve() == PACK_FOLDER:
        return ""
    named = environment.get(VARIABLE, "")
    if named and Path(named).absolute() == file.absolute():
        return ""
    return f"{file} is not read: settings are in the pack's own folder; name this one by --guardrails or {VARIABLE}"
