"""Presets: the levels that rules have where nothing names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from policypack.engine.index import SomeRule
from policypack.model.headings import Level, Severity
from policypack.model.records import record

Preset: TypeAlias = Literal["start", "recommended", "strict", "fsbp", "cis", "nist", "pci", "hipaa"]
PRESETS: tuple[Preset, ...] = get_args(Preset)
DEFAULT_PRESET: Preset = "recommended"

MEANINGS: Mapping[Preset, str] = {
    "start": "What AWS rejects is mandatory; practices are advisory.",
    "recommended": "What AWS rejects, and the practices that production must not be without, are mandatory.",
    "strict": "Every rule is mandatory.",
    "fsbp": "As `recommended`, and grave controls of AWS Foundational Security Best Practices are mandatory.",
    "cis": "As `recommended`, and grave controls of the CIS AWS Foundations Benchmark are mandatory.",
    "nist": "As `recommended`, and grave controls of NIST SP 800-53 are mandatory.",
    "hipaa": "As `recommended`, and grave controls of the HIPAA Security Rule are mandatory.",
    "pci": "As `recommended`, and grave controls of PCI DSS are mandatory.",
}
"""A control is grave where AWS Security Hub rates it high or critical. What is off by default is on, as advice, where
it answers another control of the framework."""
_GRAVE = ("high", "critical")


@record(frozen=True, slots=True)
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
    is_off = rule.default_level == "disabled"
    if preset == "start":
        return rule.default_level if rule.knows_rejections or is_off else "advisory"
    severities = _severities(preset, rule)
    if severities.intersection(_GRAVE):
        return "mandatory"
    return "advisory" if severities and is_off else rule.default_level


def _severities(preset: Preset, rule: SomeRule) -> set[Severity]:
    """How grave the controls of the framework are that the rule answers."""
    from policypack.frameworks.controls import FSBP, all_controls  # noqa: PLC0415 - other presets need none of it

    controls = [all_controls()[control] for control in rule.controls]
    return {
        one.severity
        for one in controls
        if (one.fsbp if preset == FSBP else any(name.startswith(preset) for name in one.requirements))
    }
