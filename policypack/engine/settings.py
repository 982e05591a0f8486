"""The effective settings of a run: the level and options of each rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cache, cached_property
from typing import Any, Final

from policypack.engine.exemptions.settings import NO_EXEMPTIONS, ExemptionSettings
from policypack.engine.index import ListedRule, SomeRule
from policypack.engine.options import options_schema, read_options, written_options
from policypack.engine.policies import PACK_POLICIES, PackPolicy
from policypack.model.headings import Level
from policypack.model.languages import Language
from policypack.model.records import record
from policypack.model.stack import is_of

ADVISORY_FAILURES = "onRuleError: advisory is set: what a rule would find that fails stops nothing."
DEFAULTS: Final = object()
"""Stands for the options of a rule that no place sets."""
DEFAULT = "default"
"""Where a level or an option comes from that no place says."""


@record(frozen=True, slots=True)
class Setting:
    """One rule as it stands in this run, and the places that its level and its options come from."""

    rule: SomeRule
    level: Level
    given: Any
    """Its options; DEFAULTS of a rule that is not imported before it is asked."""
    level_from: str = DEFAULT
    options_from: Mapping[str, str] = field(default_factory=dict)
    failures_count: bool = True
    """A failure of the rule counts at its level; else it is advisory."""

    @property
    def options(self) -> Any:
        """Its options, which the rule itself may have to tell."""
        return _defaults_of(self.rule) if self.given is DEFAULTS else self.given

    @property
    def written(self) -> dict[str, Any]:
        """Its options as settings write them."""
        if isinstance(self.rule, ListedRule) and self.given is DEFAULTS:
            return {key: schema["default"] for key, schema in self.rule.schema.items()}
        return written_options(self.given)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON schema of its options, with what they are as their default."""
        if isinstance(self.rule, ListedRule) and self.given is DEFAULTS:
            return self.rule.schema
        return options_schema(self.rule.options, self.given)


def options_of(rule: SomeRule, said: Mapping[str, Any], where: str) -> Any:
    """The options of a rule, where ``said`` are not the defaults; DEFAULTS of one that is not imported for them."""
    if isinstance(rule, ListedRule) and rule.schema and not said:
        return DEFAULTS
    return read_options(rule.options, said, where)


@cache
def _defaults_of(rule: SomeRule) -> Any:
    return read_options(rule.options, {}, rule.id)


@record(frozen=True, slots=True)
class RulesByType:
    """Which rules apply to which resource types; a rule may apply to all types that start alike (``aws:*``)."""

    named: Mapping[str, tuple[Setting, ...]]
    general: tuple[Setting, ...]
    _found: dict[str, tuple[Setting, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, resource_type: str) -> tuple[Setting, ...]:
        """The rules that apply to resources of this type, each once."""
        found = self._found.get(resource_type)
        if found is None:
            general = (one for one in self.general if is_of(resource_type, one.rule.applies_to))
            found = self._found[resource_type] = (*self.named.get(resource_type, ()), *general)
        return found


@record(frozen=True, slots=True)
class PackSetting:
    """One policy that is no rule, as it stands in this run."""

    policy: PackPolicy
    level: Level
    options: Any
    level_from: str = DEFAULT
    options_from: Mapping[str, str] = field(default_factory=dict)

    @property
    def written(self) -> dict[str, Any]:
        """Its options as settings write them."""
        return written_options(self.options)


@record(frozen=True)
class Settings:
    """All rules as they stand in this run, indexed by the resource types that they apply to."""

    rules: tuple[Setting, ...]
    policies: tuple[PackSetting, ...]
    exemptions: ExemptionSettings = NO_EXEMPTIONS
    language: Language | None = None
    """The language of fixes; None leaves it to the program's."""
    failures_count: bool = True
    """A failure of a rule counts at the rule's level, one of the pack itself as mandatory; else they are advisory."""
    warnings: tuple[str, ...] = ()
    """What the places of configuration should say otherwise, though it is understood."""

    def of(self, policy: PackPolicy) -> PackSetting:
        """The setting of a policy that is no rule."""
        return next(setting for setting in self.policies if setting.policy is policy)

    def without_failures(self) -> Settings:
        """The settings with failures advisory, and the warning that they are."""
        rules = tuple(replace(one, failures_count=False) for one in self.rules)
        return replace(self, rules=rules, failures_count=False, warnings=(*self.warnings, ADVISORY_FAILURES))

    @cached_property
    def yielding(self) -> frozenset[str]:
        """The rules that are silent where another one speaks."""
        return frozenset(setting.rule.id for setting in self.rules if setting.rule.yields)

    @cached_property
    def resource_rules(self) -> RulesByType:
        """The enabled rules that one resource's inputs decide."""
        return _by_type(self.rules, needs_stack=False)

    @cached_property
    def stack_rules(self) -> RulesByType:
        """The enabled rules that need the stack."""
        return _by_type(self.rules, needs_stack=True)


def default_settings(rules: Iterable[SomeRule]) -> Settings:
    """Every rule at its own level with its default options."""
    return Settings(
        tuple(Setting(rule, rule.default_level, options_of(rule, {}, rule.id)) for rule in rules),
        tuple(PackSetting(one, one.level, read_options(one.options, {}, one.id)) for one in PACK_POLICIES),
    )


def _by_type(settings: Iterable[Setting], *, needs_stack: bool) -> RulesByType:
    named: dict[str, list[Setting]] = defaultdict(list)
    general: list[Setting] = []
    for setting in settings:
        if setting.level == "disabled" or setting.rule.needs_stack is not needs_stack:
            continue
        if any(one.endswith("*") for one in setting.rule.applies_to):
            general.append(setting)
            continue
        for resource_type in setting.rule.applies_to:
            named[resource_type].append(setting)
    return RulesByType({type_: tuple(found) for type_, found in named.items()}, tuple(general))
