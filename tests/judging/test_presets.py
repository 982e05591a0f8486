"""Presets: the levels of rules that no setting names, and what stands over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.presets import PRESETS
from policypack.engine.registry import all_rules
from policypack.engine.settings import Settings
from policypack.errors import ConfigurationError
from policypack.frameworks.controls import all_controls
from policypack.rule import Level
from tests.judging.test_configuration import configuration, level, setting, stack

RULES = all_rules()


def levels(settings: Settings) -> dict[str, Level]:
    return {one.rule.id: one.level for one in settings.rules}


def test_start_leaves_only_rejections_mandatory(tmp_path: Path) -> None:
    found = levels(configuration(tmp_path, "preset: start\n").settings(stack()))
    rejecting = {rule.id for rule in RULES if rule.knows_rejections and rule.level == "mandatory"}
    assert "aws-arguments-valid" in rejecting, "what AWS's models reject is data, and rejected all the same"
    assert {rule for rule, level_ in found.items() if level_ == "mandatory"} == rejecting
    assert {rule for rule, level_ in found.items() if level_ == "disabled"} == {
        rule.id for rule in RULES if rule.level == "disabled"
    }


def test_recommended_is_the_default(tmp_path: Path) -> None:
    assert levels(configuration(tmp_path, "preset: recommended\n").settings(stack())) == levels(
        Configuration(RULES).settings(stack())
    )


def test_strict_raises_all(tmp_path: Path) -> None:
    assert set(levels(configuration(tmp_path, "preset: strict\n").settings(stack())).values()) == {"mandatory"}


@pytest.mark.parametrize("preset", ["fsbp", "cis", "nist", "pci", "hipaa"])
def test_a_framework_raises_what_answers_a_grave_control_of_it_and_nothing_else(preset: str, tmp_path: Path) -> None:
    usual = levels(configuration(tmp_path, "preset: recommended\n").settings(stack()))
    raised = levels(configuration(tmp_path, f"preset: {preset}\n").settings(stack()))
    changed = {rule for rule, own in raised.items() if own != usual[rule]}
    known = all_controls()
    for rule in RULES:
        own = [
            known[one].severity
            for one in rule.controls
            if (known[one].fsbp if preset == "fsbp" else str(dict(known[one].requirements)).count(preset))
        ]
        if {"high", "critical"} & set(own):
            assert raised[rule.id] == "mandatory", rule.id
        elif own and usual[rule.id] == "disabled":
            assert raised[rule.id] == "advisory", rule.id
        else:
            assert rule.id not in changed, rule.id


def test_a_level_stands_over_a_preset_wherever_it_is_written(tmp_path: Path) -> None:
    made = configuration(tmp_path, "preset: strict\nlevels: {s3-versioning: advisory}\n").settings(stack())
    assert level(made, "s3-versioning") == "advisory"
    assert level(made, "explicit-name") == "mandatory"
    call = configuration(tmp_path, "levels: {s3-versioning: disabled}\n").with_preset("strict").settings(stack())
    assert level(call, "s3-versioning") == "disabled"


def test_the_later_place_names_the_preset_and_the_setting_says_where_it_came_from(tmp_path: Path) -> None:
    made = configuration(tmp_path, "preset: start\n", guardrails={"preset": "strict"}).settings(stack())
    assert level(made, "explicit-name") == "mandatory"
    called = configuration(tmp_path, "preset: start\n").with_preset("strict").settings(stack())
    assert setting(called, "explicit-name").level_from == "--preset"


def test_an_environment_has_a_preset_of_its_own(tmp_path: Path) -> None:
    text = "preset: start\nenvironments: [{stack: 'prod*', preset: strict}]\n"
    assert level(configuration(tmp_path, text).settings(stack("dev")), "explicit-name") == "advisory"
    assert level(configuration(tmp_path, text).settings(stack("prod-eu")), "explicit-name") == "mandatory"


def test_a_wrong_preset_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="strict"):
        configuration(tmp_path, "preset: strickt\n")


def test_the_guide_shows_each_preset() -> None:
    guide = Path("docs/configuration.md").read_text(encoding="utf-8")
    assert all(f"| `{name}`" in guide for name in PRESETS)
