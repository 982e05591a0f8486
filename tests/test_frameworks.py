"""Frameworks: each control that a rule names exists, is said once where it is whole, and can be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policypack.__main__ import main
from policypack.engine.pack import read_pack
from policypack.engine.registry import all_rules
from policypack.engine.settings import default_settings
from policypack.frameworks.controls import FSBP, TITLES, all_controls, controls_of, requirements_of
from policypack.frameworks.peers import all_peers
from policypack.reports import coverage
from policypack.wire.replies import analyzer_info

ROOT = Path(__file__).parents[1]
RULES = all_rules()
STATES = ("covered", "partly", "undecidable", "missing")


def test_each_control_that_a_rule_names_is_one_and_can_be_decided() -> None:
    known = all_controls()
    for rule in RULES:
        for control in rule.controls:
            assert known[control].decidable != "no", f"{rule.id}: no program tells {control}"
        assert set(rule.partly) <= set(known), rule.id
        assert not set(rule.partly) & set(rule.controls), rule.id


def test_a_control_that_a_program_does_not_wholly_tell_says_why() -> None:
    for control in all_controls().values():
        assert bool(control.why) is (control.decidable != "yes"), control.id
        assert set(control.requirements) <= set(TITLES), control.id


def test_each_rule_that_answers_a_policy_of_another_pack_exists() -> None:
    ids = {rule.id for rule in RULES}
    for name, peer in all_peers().items():
        for policy, one in peer.policies.items():
            assert {*one.rules, *one.partly} <= ids, f"{name} {policy}"
            assert set(one.controls) <= set(all_controls()), f"{name} {policy}"
            assert bool(one.why) or not (one.partly or one.undecidable), f"{name} {policy}: say why"


@pytest.mark.parametrize("name", coverage.frameworks())
def test_each_thing_asked_is_in_one_state(name: str) -> None:
    one = coverage.coverage(name, RULES)
    ids = [id_ for state in coverage.MEANINGS for id_ in one.of(state)]
    assert sorted(ids) == sorted(one.states)
    assert len(ids) > 10
    assert all(one.rules[id_] for id_ in (*one.of("covered"), *one.of("partly")))


def test_the_command_tells_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--framework", "fsbp", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(len(told[state]) for state in STATES) == len(controls_of(FSBP))
    assert "RDS.3" in told["covered"]
    assert "storage-encrypted" in told["rules"]["RDS.3"]


def test_the_command_tells_people_of_one_and_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--framework", "cis-5.0"]) == 0
    assert "CIS AWS Foundations Benchmark 5.0" in capsys.readouterr().out
    assert main(["coverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(coverage.frameworks())
    assert main(["coverage", "--framework", "iso-9000"]) == 2
    assert "choose among fsbp, " in capsys.readouterr().err


def test_a_control_explains_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "rds.3"]) == 0
    assert "# storage-encrypted" in capsys.readouterr().out
    assert main(["explain", "efs-encrypted"]) == 0
    assert "# storage-encrypted" in capsys.readouterr().out
    assert main(["explain", "ckv_aws_16"]) == 0
    assert "# storage-encrypted" in capsys.readouterr().out
    assert main(["explain", "IAM.4"]) == 2
    assert "IAM.4: no rule answers it. No program makes the root user." in capsys.readouterr().err


def test_a_requirement_is_covered_where_all_of_its_controls_are() -> None:
    one = coverage.coverage("cis-5.0", RULES)
    for requirement, controls in one.requirements.items():
        if one.state_of(requirement) == "covered":
            assert set(controls) <= set(one.of("covered"))


def test_requirements_are_those_of_awss_mapping() -> None:
    assert requirements_of(["RDS.3"])["cis-5.0"] == ("2.2.1",)
    assert requirements_of(["no such control"]) == {}


def test_the_engine_is_told_the_framework_and_the_requirements() -> None:
    info = analyzer_info(read_pack(ROOT, default_settings(RULES)))
    policy = next(one for one in info.policies if one.name == "storage-encrypted")
    assert policy.framework.reference.startswith("RDS.3, ")
    assert {"fsbp:RDS.3", "cis-5.0:2.2.1"} <= set(policy.tags)
    assert policy.remediation_steps
