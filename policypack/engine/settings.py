"""The effective settings of a run: the level and options of each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, get_args

from policypack.engine.options import read_options
from policypack.errors import ConfigurationError
from policypack.rule import AnyRule, Level, ResourceRule, StackRule

ALL = "all"
"""The engine's name for a setting of every rule."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule as it stands in this run."""

    rule: AnyRule
    level: Level
    options: Any


@dataclass(frozen=True)
class Settings:
    """All rules as they stand in this run, indexed by the resource types that they apply to."""

    rules: tuple[Setting, ...]
    summary_of_undetermined: str = field(default="summary")

    @cached_property
    def resource_rules(self) -> Mapping[str, tuple[Setting, ...]]:
        """Resource type -> the enabled rules that one resource's inputs decide."""
        return _by_type(self.rules, ResourceRule)

    @cached_property
    def stack_rules(self) -> Mapping[str, tuple[Setting, ...]]:
        """Resource type -> the enabled rules that need the stack."""
        return _by_type(self.rules, StackRule)


def default_settings(rules: Iterable[AnyRule]) -> Settings:
    """Every rule at its own level with its default options."""
    return Settings(tuple(Setting(rule, rule.level, read_options(rule.options, {}, rule.id)) for rule in rules))


def configured(
    rules: Iterable[AnyRule], configuration: Mapping[str, Mapping[str, Any]], where: str, *, others: Iterable[str] = ()
) -> Settings:
    """The settings that ``configuration`` makes: rule id (or ``all``) -> ``enforcementLevel`` and options.

    ``where`` names the place in errors; ``others`` are further names that are not rules. Raises ConfigurationError
    for an unknown rule, level or option.
    """
    rules = tuple(rules)
    known = {rule.id for rule in rules} | {ALL} | set(others)
    for name in configuration:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "see `python -m policypack rules` for their names."
            raise ConfigurationError(f"{where}: {name}: no such rule; {hint}")
    general = configuration.get(ALL, {})
    return Settings(tuple(_setting(rule, general, configuration.get(rule.id, {}), where) for rule in rules))


def _setting(rule: AnyRule, general: Mapping[str, Any], own: Mapping[str, Any], where: str) -> Setting:
    level = own.get("enforcementLevel", general.get("enforcementLevel", rule.level))
    if level not in get_args(Level):
        raise ConfigurationError(
            f"{where}: {rule.id}: enforcementLevel: {level!r} is not one of {', '.join(get_args(Level))}."
        )
    options = {key: value for key, value in own.items() if key != "enforcementLevel"}
    return Setting(rule, level, read_options(rule.options, options, f"{where}: {rule.id}"))


def _by_type(settings: Iterable[Setting], kind: type) -> Mapping[str, tuple[Setting, ...]]:
    index: dict[str, list[Setting]] = defaultdict(list)
    for setting in settings:
        if setting.level != "disabled" and isinstance(setting.rule, kind):
            for resource_type in setting.rule.applies_to:
                index[resource_type].append(setting)
    return {resource_type: tuple(found) for resource_type, found in index.items()}
