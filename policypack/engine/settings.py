"""The effective settings of a run: the level and options of each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, get_args

from policypack.engine.options import read_options
from policypack.engine.policies import PACK_POLICIES, PackPolicy
from policypack.errors import ConfigurationError
from policypack.model.stack import is_of
from policypack.rule import AnyRule, Level, ResourceRule, StackRule

ALL = "all"
"""The engine's name for a setting of every rule."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule as it stands in this run."""

    rule: AnyRule
    level: Level
    options: Any


@dataclass(frozen=True, slots=True)
class RulesByType:
    """Which rules apply to which resource types; a rule may apply to all types that start alike (``aws:*``)."""

    named: Mapping[str, tuple[Setting, ...]]
    general: tuple[Setting, ...]

    def of(self, resource_type: str) -> tuple[Setting, ...]:
        """The rules that apply to resources of this type, each once."""
        general = (one for one in self.general if is_of(resource_type, one.rule.applies_to))
        return (*self.named.get(resource_type, ()), *general)


@dataclass(frozen=True, slots=True)
class PackSetting:
    """One policy that is no rule, as it stands in this run."""

    policy: PackPolicy
    level: Level
    options: Any


@dataclass(frozen=True)
class Settings:
    """All rules as they stand in this run, indexed by the resource types that they apply to."""

    rules: tuple[Setting, ...]
    policies: tuple[PackSetting, ...]

    def of(self, policy: PackPolicy) -> PackSetting:
        """The setting of a policy that is no rule."""
        return next(setting for setting in self.policies if setting.policy is policy)

    @cached_property
    def resource_rules(self) -> RulesByType:
        """The enabled rules that one resource's inputs decide."""
        return _by_type(self.rules, ResourceRule)

    @cached_property
    def stack_rules(self) -> RulesByType:
        """The enabled rules that need the stack."""
        return _by_type(self.rules, StackRule)


def default_settings(rules: Iterable[AnyRule]) -> Settings:
    """Every rule at its own level with its default options."""
    return configured(rules, {}, "defaults")


def configured(rules: Iterable[AnyRule], configuration: Mapping[str, Mapping[str, Any]], where: str) -> Settings:
    """The settings that ``configuration`` makes: rule id (or ``all``) -> ``enforcementLevel`` and options.

    ``where`` names the place in errors. Raises ConfigurationError for an unknown rule, level or option.
    """
    rules = tuple(rules)
    known = {ALL, *(rule.id for rule in rules), *(policy.id for policy in PACK_POLICIES)}
    for name in configuration:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "see `python -m policypack rules` for their names."
            raise ConfigurationError(f"{where}: {name}: no such rule; {hint}")
    general = configuration.get(ALL, {})
    return Settings(
        tuple(Setting(rule, *_level_and_options(rule, general, configuration, where)) for rule in rules),
        tuple(PackSetting(one, *_level_and_options(one, {}, configuration, where)) for one in PACK_POLICIES),
    )


def _level_and_options(
    of: AnyRule | PackPolicy, general: Mapping[str, Any], configuration: Mapping[str, Mapping[str, Any]], where: str
) -> tuple[Level, Any]:
    own = configuration.get(of.id, {})
    level = own.get("enforcementLevel", general.get("enforcementLevel", of.level))
    if level not in get_args(Level):
        raise ConfigurationError(
            f"{where}: {of.id}: enforcementLevel: {level!r} is not one of {', '.join(get_args(Level))}."
        )
    options = {key: value for key, value in own.items() if key != "enforcementLevel"}
    return level, read_options(of.options, options, f"{where}: {of.id}")


def _by_type(settings: Iterable[Setting], kind: type) -> RulesByType:
    named: dict[str, list[Setting]] = defaultdict(list)
    general: list[Setting] = []
    for setting in settings:
        if setting.level == "disabled" or not isinstance(setting.rule, kind):
            continue
        if any(one.endswith("*") for one in setting.rule.applies_to):
            general.append(setting)
            continue
        for resource_type in setting.rule.applies_to:
            named[resource_type].append(setting)
    return RulesByType({type_: tuple(found) for type_, found in named.items()}, tuple(general))
