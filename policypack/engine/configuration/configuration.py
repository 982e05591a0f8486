"""The one model of configuration: four places, each over the one before, and the settings that they make of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Any

from policypack.engine.configuration.document import OF_FILE, Names, level_for, read_document
from policypack.engine.configuration.engine_place import read_policies
from policypack.engine.configuration.file_place import find_guardrails_file, with_own_rules
from policypack.engine.configuration.layer import NOTHING, BaselineFile, Days, Layer, StacksMay
from policypack.engine.configuration.selection import EVERYTHING, Selection
from policypack.engine.configuration.stack_place import read_stack
from policypack.engine.configuration.tree import Node, of_plain, read_file, read_json_file
from policypack.engine.exemptions.baseline import Baseline, read_baseline
from policypack.engine.exemptions.exemption import Exemption, limit_problem, renamed
from policypack.engine.exemptions.settings import ExemptionSettings
from policypack.engine.index import SomeRule
from policypack.engine.options import read_options
from policypack.engine.policies import PACK_POLICIES, PackPolicy
from policypack.engine.presets import Preset, PresetSaid, level_in
from policypack.engine.settings import DEFAULT, PackSetting, Setting, Settings, options_of
from policypack.errors import ConfigurationError
from policypack.model.headings import Level
from policypack.model.languages import Language
from policypack.model.records import record
from policypack.model.resources import Deployment

Policies = Mapping[str, Mapping[str, Any]]
"""A policy configuration: policy -> ``enforcementLevel`` and options."""


@record(frozen=True)
class Configuration:
    """What is known of the configuration before the run: the rules, the organization's file, the engine's place."""

    rules: tuple[SomeRule, ...]
    file: Layer = NOTHING
    engine: Layer = NOTHING
    call: Layer = NOTHING
    """What the call itself asks for, over all places."""
    selection: Selection = EVERYTHING
    today: date = field(default_factory=date.today)

    @property
    def names(self) -> Names:
        """What settings may name."""
        return Names.of(self.rules)

    def with_file(self, path: Path) -> Configuration:
        """With the organization's file, and its own rules. Raises ConfigurationError where it, or a rule, is wrong."""
        node = read_file(path)
        whole = replace(self, rules=with_own_rules(self.rules, node, path.parent))
        return replace(whole, file=read_document(node, whole.names, OF_FILE, "organization", path.parent))

    def with_policies(
        self,
        policies: Policies,
        folder: Path = Path(),
        told: Settings | None = None,
        where: str = "policy configuration",
    ) -> Configuration:
        """With the engine's policy configuration; ``told`` are the settings that the engine completed it from."""
        return replace(self, engine=read_policies(of_plain(policies, where), self.names, told, folder))

    def with_policy_file(self, path: Path) -> Configuration:
        """With a file as ``--policy-pack-config`` takes it."""
        return replace(self, engine=read_policies(read_json_file(path), self.names, None, path.parent))

    def with_preset(self, preset: Preset) -> Configuration:
        """With a preset that the call names."""
        return replace(self, call=replace(self.call, preset=PresetSaid(preset, "--preset")))

    def with_language(self, language: Language) -> Configuration:
        """With a language that the call names."""
        return replace(self, call=replace(self.call, language=language))

    def selecting(self, selection: Selection) -> Configuration:
        """With only the rules that the call selects. Raises ConfigurationError where it names one that is not there."""
        for option, patterns in (("--rule", selection.rules), ("--skip", selection.skipped)):
            for pattern in patterns:
                self.names.check(pattern, Node(pattern, option))
        return replace(self, selection=selection)

    def without_baseline(self) -> Configuration:
        """As if no place named a baseline."""
        return replace(self, file=replace(self.file, baseline=None), engine=replace(self.engine, baseline=None))

    def told(self, deployment: Deployment) -> Settings:
        """What the engine is told of the rules before it says anything itself: defaults and the organization's file."""
        return _resolve(self.rules, self.file.of(deployment))

    def settings(self, deployment: Deployment) -> Settings:
        """All four places together. Raises ConfigurationError where the stack's is wrong, or they contradict."""
        layers = (*self.file.of(deployment), self.engine)
        may = _stacks_may(layers)
        whole = (*layers, read_stack(deployment, self.names, may), self.call)
        settings = self.selection.applied(_resolve(self.rules, whole))
        days = _last(one.max_exemption_days for one in whole)
        exemptions = ExemptionSettings(
            listed=_exemptions(whole, days, self.today),
            baseline=_baseline(_last(one.baseline for one in whole), deployment, self.names.aliases),
            stacks_may_exempt=may.exempt or (),
            stacks_may_set_levels=may.levels or (),
            stacks_may_set_options=may.options or (),
            max_days=days.count if days else 0,
        )
        warnings = tuple(dict.fromkeys(_warnings(whole, exemptions.baseline)))
        language = _last(one.language for one in whole)
        settings = replace(settings, exemptions=exemptions, language=language, warnings=warnings)
        return settings if _last(one.failures_count for one in whole) is not False else settings.without_failures()


def with_organization_file(
    configuration: Configuration, folder: Path, environment: Mapping[str, str], file: Path | None = None
) -> Configuration:
    """With the ``file`` that a call names, the one that ``GUARDRAILS_CONFIG`` names, else the ``guardrails.yaml`` in
    ``folder``, if there is one."""
    path = find_guardrails_file(folder, environment) if file is None else file
    return configuration if path is None else configuration.with_file(path)


def configured(rules: Iterable[SomeRule], policies: Policies, where: str) -> Settings:
    """The settings that a policy configuration alone makes; ``where`` names the place in errors."""
    return Configuration(tuple(rules)).with_policies(policies, where=where).settings(Deployment())


def _resolve(rules: Sequence[SomeRule], layers: Sequence[Layer]) -> Settings:
    preset = _last(one.preset for one in layers)
    speaking = [one for one in layers if one.levels or one.options]
    return Settings(
        tuple(Setting(rule, *_resolved(rule, speaking, preset, is_rule=True)) for rule in rules),
        tuple(PackSetting(one, *_resolved(one, speaking, preset, is_rule=False)) for one in PACK_POLICIES),
    )


def _resolved(
    of: SomeRule | PackPolicy, layers: Sequence[Layer], preset: PresetSaid | None, *, is_rule: bool
) -> tuple[Level, Any, str, Mapping[str, str]]:
    level, level_from = of.default_level, DEFAULT
    if preset is not None and not isinstance(of, PackPolicy):
        level, level_from = level_in(preset.preset, of), preset.where
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for layer in layers:
        said = level_for(of.id, layer, is_rule)
        if said is not None:
            level, level_from = said.level, said.where
        for option in layer.options:
            if option.rule == of.id:
                values[option.key], places[option.key] = option.value, option.where
    where = ", ".join(dict.fromkeys(places.values())) or of.id
    if isinstance(of, PackPolicy):
        return level, read_options(of.options, values, where), level_from, places
    return level, options_of(of, values, where), level_from, places


def _stacks_may(layers: Sequence[Layer]) -> StacksMay:
    said = [one.stacks_may for one in layers]
    return StacksMay(
        _last(one.levels for one in said), _last(one.options for one in said), _last(one.exempt for one in said)
    )


def _last(said: Iterable[Any]) -> Any:
    """What the last place that says it says; None where none does."""
    return next((one for one in reversed(list(said)) if one is not None), None)


def _exemptions(layers: Sequence[Layer], days: Days | None, today: date) -> tuple[Exemption, ...]:
    found = tuple(one for layer in layers for one in layer.exemptions)
    for one in found:
        problem = limit_problem(one, days.count if days else 0, today)
        if problem:
            raise ConfigurationError(f"{one.where}.expires: {problem}")
    return found


def _warnings(layers: Iterable[Layer], baseline: Baseline) -> Iterator[str]:
    """The places that name a rule by an id that it had before."""
    for layer in layers:
        for level in layer.levels:
            if level.alias:
                yield renamed(level.where, level.alias, level.pattern)
        for option in layer.options:
            if option.alias:
                yield renamed(option.where, option.alias, option.rule)
        for exemption in layer.exemptions:
            if exemption.alias:
                yield renamed(exemption.where, exemption.alias, exemption.rule)
    for alias, rule in baseline.renamed.items():
        yield renamed(baseline.file, alias, rule)


def _baseline(told: BaselineFile | None, deployment: Deployment, aliases: Mapping[str, str]) -> Baseline:
    """The baseline of the run. A path with a placeholder need not exist: the stack then has none."""
    if told is None:
        return Baseline()
    name = told.path.replace("{project}", deployment.project).replace("{stack}", deployment.stack)
    path = told.folder / name
    if name != told.path and not path.exists():
        return Baseline()
    try:
        return read_baseline(path, aliases)
    except ConfigurationError as error:
        raise ConfigurationError(f"{told.where}: {error}") from error
