"""The four places of configuration: which wins, what each may say, and that nothing wrong is ever passed over."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.registry import all_rules
from policypack.engine.settings import PackSetting, Setting, Settings
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment
from policypack.reports.effective_settings import render_settings

RULES = all_rules()
TODAY = date(2026, 11, 23)
OPEN = "stacksMay: {levels: ['s3-*'], options: [vpc-three-zones], exempt: ['s3-*']}\n"


def configuration(tmp_path: Path, text: str = "", **policies: Any) -> Configuration:
    file = tmp_path / "guardrails.yaml"
    file.write_text(text, encoding="utf-8")
    made = Configuration(RULES, today=TODAY).with_file(file)
    return made.with_policies({name.replace("_", "-"): told for name, told in policies.items()}, tmp_path)


def stack(name: str = "dev", tags: Mapping[str, str] | None = None, **said: Any) -> Deployment:
    config = {
        f"guardrails:{key}": value if isinstance(value, str) else json.dumps(value) for key, value in said.items()
    }
    return Deployment(project="test", stack=name, config=config, tags=tags or {})


def setting(of: Settings, name: str) -> Setting | PackSetting:
    found: list[Setting | PackSetting] = [one for one in of.rules if one.rule.id == name]
    found += [one for one in of.policies if one.policy.id == name]
    (one,) = found
    return one


def level(of: Settings, name: str) -> str:
    return setting(of, name).level


def test_without_any_place_the_rules_speak_for_themselves(tmp_path: Path) -> None:
    made = configuration(tmp_path).settings(stack())
    assert {one.rule.id: one.level for one in made.rules} == {rule.id: rule.level for rule in RULES}
    assert setting(made, "s3-versioning").level_from == "default"


def test_the_name_stands_over_the_glob_and_the_glob_over_all_in_whatever_order(tmp_path: Path) -> None:
    lines = ["  s3-versioning: mandatory", "  's3-*': advisory", "  all: disabled", "  's3-public-*': remediate"]
    for order in (lines, lines[::-1]):
        made = configuration(tmp_path, "levels:\n" + "\n".join(order)).settings(stack())
        assert level(made, "s3-versioning") == "mandatory"
        assert level(made, "s3-encryption") == "advisory"
        assert level(made, "s3-public-access-block") == "remediate"
        assert level(made, "vpc-three-zones") == "disabled"
        assert level(made, "undetermined-checks") == "advisory"


def test_each_place_stands_over_the_one_before(tmp_path: Path) -> None:
    text = OPEN + "levels: {s3-versioning: disabled}\noptions: {vpc-three-zones: {minZones: 2, minSubnets: 4}}\n"
    by_file = configuration(tmp_path, text).settings(stack())
    assert level(by_file, "s3-versioning") == "disabled"
    assert setting(by_file, "vpc-three-zones").options.min_zones == 2
    by_engine = configuration(
        tmp_path, text, s3_versioning={"enforcementLevel": "mandatory"}, vpc_three_zones={"minZones": 1}
    ).settings(stack())
    assert level(by_engine, "s3-versioning") == "mandatory"
    assert setting(by_engine, "vpc-three-zones").options.min_zones == 1
    assert setting(by_engine, "vpc-three-zones").options.min_subnets == 4
    by_stack = configuration(tmp_path, text, s3_versioning={"enforcementLevel": "mandatory"}).settings(
        stack(levels={"s3-versioning": "advisory"}, options={"vpc-three-zones": {"minSubnets": 5}})
    )
    assert level(by_stack, "s3-versioning") == "advisory"
    assert setting(by_stack, "vpc-three-zones").options.min_subnets == 5
    assert setting(by_stack, "vpc-three-zones").options.min_zones == 2


def test_what_the_engine_only_repeats_keeps_its_place(tmp_path: Path) -> None:
    """The engine completes its configuration from what the pack told it, for every policy."""
    made = configuration(tmp_path, "levels: {s3-versioning: advisory}\noptions: {vpc-three-zones: {minZones: 2}}\n")
    told = made.told(stack())
    repeated = {
        "s3-versioning": {"enforcementLevel": "advisory"},
        "s3-encryption": {"enforcementLevel": "disabled"},
        "vpc-three-zones": {"enforcementLevel": "mandatory", "minZones": 2.0, "minSubnets": 3.0},
    }
    both = made.with_policies(repeated, tmp_path, told).settings(stack())
    assert setting(both, "s3-versioning").level_from.endswith("guardrails.yaml:1: levels.s3-versioning")
    assert setting(both, "s3-encryption").level_from == "policy configuration: s3-encryption.enforcementLevel"
    assert set(setting(both, "vpc-three-zones").options_from) == {"minZones"}
    assert "guardrails.yaml:2" in setting(both, "vpc-three-zones").options_from["minZones"]


@pytest.mark.parametrize(
    ("condition", "run", "fits"),
    [
        ("stack: 'prod*'", stack("prod-eu"), True),
        ("stack: 'prod*'", stack("dev"), False),
        ("stack: [staging, 'prod*']", stack("prod"), True),
        ("stack: 'test/*'", stack("dev"), True),
        ("stack: 'bank/*'", stack("dev"), False),
        ("tags: {environment: 'prod*'}", stack("eu", {"environment": "production"}), True),
        ("tags: {environment: 'prod*'}", stack("eu"), False),
        ("stack: 'eu*'\n    tags: {environment: 'prod*'}", stack("us", {"environment": "production"}), False),
    ],
)
def test_environments(tmp_path: Path, condition: str, run: Deployment, fits: bool) -> None:
    text = f"levels: {{all: advisory}}\nenvironments:\n  - {condition}\n    levels: {{all: mandatory}}\n"
    assert level(configuration(tmp_path, text).settings(run), "s3-versioning") == ("mandatory" if fits else "advisory")


def test_the_pack_finds_its_own_file_and_the_one_that_the_variable_names(tmp_path: Path) -> None:
    plain = Configuration(RULES)
    assert with_organization_file(plain, tmp_path, {}) is plain
    (tmp_path / "guardrails.yaml").write_text("levels: {all: advisory}\n", encoding="utf-8")
    assert level(with_organization_file(plain, tmp_path, {}).settings(stack()), "s3-versioning") == "advisory"
    other = tmp_path / "other.yaml"
    other.write_text("levels: {all: disabled}\n", encoding="utf-8")
    named = with_organization_file(plain, tmp_path, {"GUARDRAILS_CONFIG": str(other)})
    assert level(named.settings(stack()), "s3-versioning") == "disabled"
    with pytest.raises(ConfigurationError, match="GUARDRAILS_CONFIG"):
        with_organization_file(plain, tmp_path, {"GUARDRAILS_CONFIG": str(tmp_path / "nowhere.yaml")})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("levels:\n  all: advisory\n  s3-versionin: advisory", r"yaml:3: levels\.s3-versionin: .*s3-versioning"),
        ("levels:\n  'z3-*': advisory", r"yaml:2: levels\.z3-\*"),
        ("levels:\n  s3-versioning: off", r"levels\.s3-versioning: did you mean disabled"),
        ("levels:\n  s3-versioning: blocking", r"levels\.s3-versioning: 'blocking' is not one of advisory, mandatory"),
        ("levels: [a]", r"yaml:1: levels: \['a'\] is not a mapping"),
        ("levels:\n  all: advisory\n  all: mandatory", r"yaml:3: levels\.all: is here twice, first on line 2"),
        ("level: {}", r"yaml:1: level: no such key; did you mean levels"),
        ("options:\n  s3-versioning: {a: 1}", r"yaml:2: options\.s3-versioning: a: .*no options"),
        ("options:\n  vpc-three-zones:\n    minZone: 1", r"yaml:3: options\.vpc-three-zones: minZone: .*minZones"),
        ("options:\n  vpc-three-zones:\n    minZones: two", r"yaml:3: options\.vpc-three-zones: minZones: 'two'"),
        ("options:\n  vpc-three-zone: {}", r"yaml:2: options\.vpc-three-zone: .*vpc-three-zones"),
        ("options: {rds-backup-window: {timezone: Mars/Olympus}}", r"yaml:1: options\.rds-backup-window: .*Mars"),
        ("environments:\n  - levels: {all: advisory}", r"yaml:2: environments\[0\]: .*stack"),
        ("environments:\n  - stacks: prod", r"yaml:2: environments\[0\]\.stacks: .*stack"),
        ("maxExemptionDays: 0", r"yaml:1: maxExemptionDays: 0"),
        ("maxExemptionDays: yes", r"yaml:1: maxExemptionDays: True"),
        ("baseline: 3", r"yaml:1: baseline: 3"),
        ("stacksMay: {exempt: [s3-verzioning]}", r"stacksMay\.exempt: s3-verzioning: .*s3-versioning"),
        ("stacksMay: {exempts: []}", r"stacksMay\.exempts: .*exempt"),
        ("exemptions:\n  - rule: s3-versioning\n    resource: logs", r"yaml:2: exemptions\[0\]: reason is missing"),
        ("exemptions: [{rule: s3-versioning, resource: a, reason: ' '}]", r"exemptions\[0\]\.reason"),
        ("exemptions: [{rule: s3-ver, resource: a, reason: b}]", r"exemptions\[0\]\.rule: s3-ver"),
        (
            "exemptions:\n- {rule: all, resource: a, reason: b, expires: soon}",
            r"yaml:2: exemptions\[0\]\.expires: 'soon'",
        ),
        (
            "exemptions:\n- {rule: all, resource: a, reason: b, expires: 2027-02-30}",
            r"yaml:2: exemptions\[0\]\.expires",
        ),
        ("exemptions:\n- {rule: all, resource: a, reason: b, until: 1}", r"yaml:2: exemptions\[0\]\.until"),
        ("levels: &a\n  all: *a", r"levels\.all"),
        ("levels: {all: advisory", r"guardrails\.yaml:\d"),
        ("levels: !!python/object:os.system {}", r"guardrails\.yaml"),
        ("- levels", r"guardrails\.yaml:1: \['levels'\] is not a mapping"),
        ("? [a]\n: b", r"guardrails\.yaml:1: a key is not a text"),
        ("[" * 5000, r"guardrails\.yaml"),
    ],
)
def test_a_wrong_file_names_line_key_and_the_right_word(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        configuration(tmp_path, text)


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        (
            "levels",
            {"s3-versionin": "advisory"},
            r"Pulumi\.dev\.yaml: guardrails:levels\.s3-versionin: .*s3-versioning",
        ),
        ("levels", {"vpc-three-zones": "advisory"}, r"guardrails:levels: vpc-three-zones: .*stacksMay\.levels"),
        ("levels", {"all": "advisory"}, r"guardrails:levels: all: .*stacksMay\.levels"),
        ("levels", {"undetermined-checks": "disabled"}, r"guardrails:levels: undetermined-checks: .*stacksMay\.levels"),
        ("levels", '{"s3-versioning": "advisory", "s3-versioning": "disabled"}', r"guardrails:levels: .*twice"),
        ("levels", "{", r"guardrails:levels: is not JSON"),
        ("options", {"required-tags": {"keys": ["a"]}}, r"guardrails:options: required-tags: .*stacksMay\.options"),
        (
            "exemptions",
            [{"rule": "*", "resource": "a", "reason": "b"}],
            r"guardrails:exemptions: \*: .*stacksMay\.exempt",
        ),
        ("stacksMay", {"levels": ["*"]}, r"guardrails:stacksMay: no such key"),
        ("baseline", "file.json", r"guardrails:baseline: no such key"),
    ],
)
def test_a_wrong_stack_configuration_names_its_key(tmp_path: Path, key: str, value: Any, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        configuration(tmp_path, OPEN).settings(stack(**{key: value}))


def test_a_secret_setting_is_refused_without_its_value(tmp_path: Path) -> None:
    run = dataclasses.replace(stack(levels="hunter2"), secret_keys=frozenset({"guardrails:levels"}))
    with pytest.raises(ConfigurationError, match="guardrails:levels: is secret") as raised:
        configuration(tmp_path, OPEN).settings(run)
    assert "hunter2" not in str(raised.value)


def test_a_key_that_is_there_twice_among_many_is_found_soon(tmp_path: Path) -> None:
    keys = ", ".join(f'"k{number}": "advisory"' for number in range(60_000))
    run = dataclasses.replace(stack(), config={"guardrails:levels": f'{{{keys}, "k59999": "advisory"}}'})
    with pytest.raises(ConfigurationError, match="k59999 is there twice"):
        configuration(tmp_path, OPEN).settings(run)


def test_a_project_called_guardrails_keeps_its_own_configuration(tmp_path: Path) -> None:
    run = dataclasses.replace(stack(region="eu"), project="guardrails")
    assert configuration(tmp_path).settings(run).rules


def test_show_tells_every_setting_and_its_place(tmp_path: Path) -> None:
    made = configuration(
        tmp_path,
        OPEN + "maxExemptionDays: 90\nlevels: {s3-versioning: advisory}\n",
        vpc_three_zones={"enforcementLevel": "advisory", "minZones": 2},
    )
    text = render_settings(made.settings(stack(levels={"s3-encryption": "disabled"})), TODAY)
    lines = text.splitlines()
    assert {rule.id for rule in RULES} <= {line.split()[0] for line in lines if line}
    (versioning,) = [line for line in lines if line.startswith("s3-versioning ")]
    assert "advisory" in versioning
    assert "guardrails.yaml:3: levels.s3-versioning" in versioning
    (encryption,) = [line for line in lines if line.startswith("s3-encryption ")]
    assert "disabled   Pulumi.dev.yaml: guardrails:levels.s3-encryption" in encryption
    assert "    minZones = 2  (policy configuration: vpc-three-zones.minZones)" in lines
    assert "exemptions end within: 90 days" in lines
    assert "stacks and programs may exempt: s3-*" in lines
