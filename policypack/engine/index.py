"""The index of the built-in rules: a run starts without importing those that it may never ask.

``policypack docs`` writes it, a test compares it with the rules. What it lists is true of a file of the same size: a
rule whose file is newer is imported at once.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from policypack.engine.options import options_schema
from policypack.engine.registry import all_rules, load, module_name, rule_files
from policypack.model.headings import Heading
from policypack.model.records import record

if TYPE_CHECKING:
    from policypack.rule import AnyRule, Remedy

FILE = Path(__file__).parent / "index.json"
"""Rule id -> the size of its file, and what :class:`ListedRule` says of it where it differs from the defaults."""
_SIZE = "bytes"
_MADE = ("requirements", "schema", "has_remedy")
"""Fields that are not attributes of a rule."""


@record(frozen=True, slots=True, kw_only=True, eq=False)
class ListedRule(Heading):
    """A rule that is not imported yet; ``requirements`` are those of frameworks that its controls stand for, ``schema``
    is that of its options, with their defaults."""

    needs_stack: bool = False
    early: bool = False
    knows_rejections: bool = False
    url: str = ""
    requirements: tuple[str, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)
    has_remedy: bool = False

    @property
    def options(self) -> type[Any] | None:
        """The type of its options."""
        return self.rule.options if self.schema else None

    @property
    def remedy(self) -> Remedy | None:
        """What level ``remediate`` changes."""
        return self.rule.remedy if self.has_remedy else None

    @property
    def rule(self) -> AnyRule:
        """The rule itself. Raises what its module raises."""
        return _loaded(self.id)


SomeRule: TypeAlias = "AnyRule | ListedRule"


def loaded(rule: SomeRule) -> AnyRule:
    """The rule itself, imported if it is not yet."""
    return rule.rule if isinstance(rule, ListedRule) else rule


def requirements(rule: SomeRule) -> tuple[str, ...]:
    """The requirements of frameworks that the rule's controls stand for, as tags: ``pci-dss-4.0.1:1.3.1``."""
    if isinstance(rule, ListedRule):
        return rule.requirements
    if not rule.controls:
        return ()
    from policypack.frameworks.controls import requirements_of  # noqa: PLC0415 - the index has those of all its rules

    return tuple(f"{name}:{one}" for name, own in requirements_of(rule.controls).items() for one in own)


@cache
def listed_rules() -> tuple[SomeRule, ...]:
    """All built-in rules in order of their ids, those of the index unimported. Raises RuleError as ``all_rules``."""
    try:
        entries = json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return all_rules()
    return tuple(_listed(rule_id, file, entries.get(rule_id)) for rule_id, file in sorted(rule_files().items()))


def index_of(rules: tuple[AnyRule, ...]) -> str:
    """The text of the index: a line for each of the built-in ``rules``."""
    files = rule_files()
    lines = (
        f"{json.dumps(rule.id)}: {json.dumps({_SIZE: os.stat(files[rule.id]).st_size, **said_of(rule)})}"
        for rule in rules
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _listed(rule_id: str, file: str, entry: Mapping[str, Any] | None) -> SomeRule:
    if entry is None or entry[_SIZE] != os.stat(file).st_size:
        return load(module_name(rule_id))
    said: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key != _SIZE
    }
    return ListedRule(id=rule_id, **said)


@cache
def _loaded(rule_id: str) -> AnyRule:
    return load(module_name(rule_id))


def said_of(rule: AnyRule) -> Mapping[str, Any]:
    """What the index says of a rule."""
    fields = [one for one in dataclasses.fields(ListedRule) if one.name not in ("id", *_MADE)]
    said: dict[str, Any] = {one.name: getattr(rule, one.name) for one in fields}
    said = {one.name: said[one.name] for one in fields if said[one.name] != one.default}
    if stands_for := requirements(rule):
        said["requirements"] = stands_for
    if rule.options is not None:
        said["schema"] = options_schema(rule.options, rule.options())
    return {**said, "has_remedy": True} if rule.remedy is not None else said
