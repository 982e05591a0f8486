"""Reads what a place says. Whatever it does not understand is an error with place, key and the nearest right word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, cast, get_args

from policypack.engine.configuration.layer import (
    BaselineFile,
    Days,
    Environment,
    Layer,
    LevelSaid,
    OptionSaid,
    StacksMay,
)
from policypack.engine.configuration.tree import Node, nearest
from policypack.engine.exemptions.exemption import Exemption, Origin, matches_rule
from policypack.engine.index import SomeRule
from policypack.engine.options import read_options
from policypack.engine.policies import PACK_POLICIES, PackPolicy
from policypack.engine.presets import PRESETS, PresetSaid
from policypack.model.headings import Level
from policypack.model.languages import LANGUAGES, Language
from policypack.model.records import record

ALL = "all"
LEVELS, OPTIONS, EXEMPTIONS = "levels", "options", "exemptions"
ENVIRONMENTS, STACKS_MAY, BASELINE, MAX_EXEMPTION_DAYS = "environments", "stacksMay", "baseline", "maxExemptionDays"
PRESET, LANGUAGE, ON_RULE_ERROR = "preset", "language", "onRuleError"
RULES = "rules"
ON_RULE_ERROR_WORDS = ("level", "advisory")

OF_FILE = (
    RULES,
    PRESET,
    LANGUAGE,
    LEVELS,
    OPTIONS,
    ENVIRONMENTS,
    EXEMPTIONS,
    MAX_EXEMPTION_DAYS,
    BASELINE,
    STACKS_MAY,
    ON_RULE_ERROR,
)
OF_ENGINE = (PRESET, LANGUAGE, EXEMPTIONS, MAX_EXEMPTION_DAYS, BASELINE, STACKS_MAY, ON_RULE_ERROR)
OF_STACK = (LEVELS, OPTIONS, EXEMPTIONS)


@record(frozen=True)
class Names:
    """The rules and the pack's own policies that settings may name: by id."""

    rules: Mapping[str, SomeRule]
    policies: Mapping[str, PackPolicy]
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Ids that rules and policies had before -> their ids."""

    @classmethod
    def of(cls, rules: Iterable[SomeRule]) -> Names:
        """The names of these rules and of the pack's own policies."""
        rules = tuple(rules)
        return cls(
            {rule.id: rule for rule in rules},
            {one.id: one for one in PACK_POLICIES},
            {alias: one.id for one in (*rules, *PACK_POLICIES) for alias in one.aliases},
        )

    def current(self, name: str) -> str:
        """The id that a rule or policy has now; any other text as it is."""
        return self.aliases.get(name, name)

    def alias_of(self, name: str) -> str:
        """The name where it is one that a rule had before, else nothing."""
        return name if name in self.aliases else ""

    def named(self, name: str, node: Node) -> SomeRule | PackPolicy:
        """The rule or policy; ConfigurationError at ``node`` where there is none of the name."""
        found = self.rules.get(name) or self.policies.get(name)
        if found is not None:
            return found
        raise node.wrong(f"no such rule; {nearest(name, (*self.rules, *self.policies))}")

    def meant(self, pattern: str) -> tuple[str, ...]:
        """The rules that an id, a glob or ``all`` means."""
        if pattern in self.rules:  # The engine names each rule.
            return (pattern,)
        return tuple(name for name in self.rules if matches_rule(pattern, name))

    def check(self, pattern: str, node: Node) -> str:
        """The pattern, an earlier id as the present one; ConfigurationError at ``node`` where it means no rule."""
        pattern = self.current(pattern)
        if not self.meant(pattern):
            raise node.wrong(f"{pattern}: no such rule; {nearest(pattern, (ALL, *self.rules))}")
        return pattern


def read_document(node: Node, names: Names, known: Iterable[str], origin: Origin, folder: Path) -> Layer:
    """What the document says under the ``known`` keys. A relative path in it starts at ``folder``."""
    fields = node.known_fields(known)

    def read(key: str, reader: Callable[[Node], Any], otherwise: Any) -> Any:
        return reader(fields[key]) if key in fields else otherwise

    return Layer(
        levels=read(LEVELS, lambda one: read_levels(one, names), ()),
        options=read(OPTIONS, lambda one: read_all_options(one, names), ()),
        environments=read(ENVIRONMENTS, lambda one: tuple(_environment(each, names) for each in one.items()), ()),
        exemptions=read(EXEMPTIONS, lambda one: read_exemptions(one, names, origin), ()),
        stacks_may=read(STACKS_MAY, lambda one: _stacks_may(one, names), StacksMay()),
        max_exemption_days=read(MAX_EXEMPTION_DAYS, _days, None),
        baseline=read(BASELINE, lambda one: BaselineFile(one.text(), folder, one.where), None),
        preset=read(PRESET, read_preset, None),
        language=read(LANGUAGE, _language, None),
        failures_count=read(ON_RULE_ERROR, _failures_count, None),
    )


def _language(node: Node) -> Language:
    """The name of a language that fixes are written in."""
    name = node.text()
    if name not in LANGUAGES:
        raise node.wrong(f"no such language; {nearest(name, LANGUAGES)}")
    return name


def _failures_count(node: Node) -> bool:
    """Whether a rule that fails counts at its level: what it was to find may be there."""
    if node.content not in ON_RULE_ERROR_WORDS:
        raise node.wrong(f"{node.shown} is not one of {', '.join(ON_RULE_ERROR_WORDS)}.")
    return node.content == ON_RULE_ERROR_WORDS[0]


def read_preset(node: Node) -> PresetSaid:
    """The name of a preset."""
    name = node.text()
    if name not in PRESETS:
        raise node.wrong(f"no such preset; {nearest(name, PRESETS)}")
    return PresetSaid(name, node.where)


def read_levels(node: Node, names: Names) -> tuple[LevelSaid, ...]:
    """Levels by rule id, glob, ``all``, or a pack policy's id."""
    return tuple(_level(pattern, one, names) for pattern, one in node.fields().items())


def _level(written: str, node: Node, names: Names) -> LevelSaid:
    pattern = names.current(written)
    if pattern not in names.policies and not names.meant(pattern):
        raise node.wrong(f"no such rule; {nearest(pattern, (ALL, *names.rules, *names.policies))}")
    level = node.content
    if level is False or level in ("off", "none"):  # YAML reads a bare off as false.
        raise node.wrong("did you mean disabled?")
    if not isinstance(level, str) or level not in get_args(Level):
        raise node.wrong(f"{node.shown} is not one of {', '.join(get_args(Level))}.")
    return LevelSaid(pattern, cast("Level", level), node.where, names.alias_of(written))


def read_all_options(node: Node, names: Names) -> tuple[OptionSaid, ...]:
    """Options by rule id, each checked against the rule's own dataclass."""
    return tuple(said for name, one in node.fields().items() for said in read_rule_options(name, one, names))


def read_rule_options(name: str, node: Node, names: Names) -> tuple[OptionSaid, ...]:
    """The options of one rule."""
    of = names.named(names.current(name), node)
    found = []
    for key, one in node.fields().items():
        value = one.plain()
        place = one.where.removesuffix(f".{key}")
        read_options(of.options, {key: value}, place)
        found.append(OptionSaid(names.current(name), key, value, one.where, names.alias_of(name)))
    return tuple(found)


def _environment(node: Node, names: Names) -> Environment:
    fields = node.known_fields(("stack", "tags", PRESET, LANGUAGE, LEVELS, OPTIONS))
    stacks = fields["stack"].texts() if "stack" in fields else ()
    tags = fields["tags"].fields() if "tags" in fields else {}
    if not stacks and not tags:
        raise node.wrong("says neither stack nor tags, so it fits nothing; add stack: a glob of stack names.")
    return Environment(
        stacks=stacks,
        tags=tuple((name, one.text()) for name, one in tags.items()),
        levels=read_levels(fields[LEVELS], names) if LEVELS in fields else (),
        options=read_all_options(fields[OPTIONS], names) if OPTIONS in fields else (),
        preset=read_preset(fields[PRESET]) if PRESET in fields else None,
        language=_language(fields[LANGUAGE]) if LANGUAGE in fields else None,
    )


def _stacks_may(node: Node, names: Names) -> StacksMay:
    fields = node.known_fields(("levels", "options", "exempt"))

    def patterns(key: str) -> tuple[str, ...] | None:
        if key not in fields:
            return None
        one = fields[key]
        return tuple(glob if glob in names.policies else names.check(glob, one) for glob in one.texts())

    return StacksMay(patterns("levels"), patterns("options"), patterns("exempt"))


def _days(node: Node) -> Days:
    count = node.content
    if isinstance(count, float) and count.is_integer():
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= 3660:
        raise node.wrong(f"{node.shown} is not a number of days from 1 to 3660.")
    return Days(count, node.where)


def read_exemptions(node: Node, names: Names, origin: Origin) -> tuple[Exemption, ...]:
    """A list of exemptions."""
    return tuple(_exemption(one, names, origin) for one in node.items())


def _exemption(node: Node, names: Names, origin: Origin) -> Exemption:
    fields = node.known_fields(("rule", "resource", "reason", "owner", "expires"))
    for key in ("rule", "resource", "reason"):
        if key not in fields:
            raise node.wrong(f"{key} is missing; an exemption says rule, resource and reason.")
    return Exemption(
        rule=names.check(fields["rule"].text(), fields["rule"]),
        resource=fields["resource"].text(),
        reason=fields["reason"].text(),
        origin=origin,
        where=node.where,
        owner=fields["owner"].text() if "owner" in fields else "",
        expires=fields["expires"].day() if "expires" in fields else None,
        alias=names.alias_of(fields["rule"].text()),
    )


def opened(pattern: str, by: Iterable[str], names: Names) -> str:
    """The first rule that ``pattern`` means and none of the globs ``by`` opens; empty where all are opened.

    A policy of the pack itself is opened by its own name only.
    """
    by = tuple(by)
    if pattern in names.policies:
        return "" if pattern in by else pattern
    closed = (one for one in names.meant(pattern) if not any(one == glob or matches_rule(glob, one) for glob in by))
    return next(closed, "")


def specificity(pattern: str) -> tuple[int, int]:
    """A name stands over a glob, a longer glob over a shorter one, and any over ``all``."""
    if pattern == ALL:
        return (0, 0)
    is_glob = any(mark in pattern for mark in "*?[")
    return (1, len(pattern) - pattern.count("*")) if is_glob else (2, 0)


def level_for(name: str, layer: Layer, is_rule: bool) -> LevelSaid | None:
    """What a layer says of one rule's level: the most specific pattern, of equals the last."""
    best: LevelSaid | None = None
    for said in layer.levels:
        fits = said.pattern == name or (is_rule and (said.pattern == ALL or fnmatchcase(name, said.pattern)))
        if fits and (best is None or specificity(said.pattern) >= specificity(best.pattern)):
            best = said
    return best
