"""Presets: the levels that rules have where nothing names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from policypack.engine.index import SomeRule
from policypack.rule import Level

Preset: TypeAlias = Literal["start", "recommended", "strict"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
DEFAULT_PRESET: Preset = "recommended"

MEANINGS: Mapping[Preset, str] = {
    "start": "What AWS rejects is mandatory; practices are advisory.",
    "recommended": "What AWS rejects, and the practices that production must not be without, are mandatory.",
    "strict": "Every rule is mandatory.",
}


@dataclass(frozen=True, slots=True)
class PresetSaid:
    """A preset and the place that names it."""

    preset: Preset
    where: str


def level_in(preset: Preset, rule: SomeRule) -> Level:
    """The level of a rule that no setting names. A rule of stage ``preview`` is advisory in every preset."""
    if rule.stage == "preview" or preset == "recommended":
        return rule.default_level
    if preset == "strict":
        return "mandatory"
    return rule.default_level if rule.knows_rejections else "advisory"
