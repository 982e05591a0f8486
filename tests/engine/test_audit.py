"""What is deployed: `pulumi policy analyze` of a stack, of a file without any project, and `audit` of the backend say
the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.engine import Engine
from tests.engine.results import Result, parse_events
from tests.test_commands import run

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.engine
PROGRAM = """
    import pulumi
    import pulumi_aws as aws

    aws.s3.Bucket("logs", bucket="acme-logs", tags={"word": pulumi.Config().require_secret("word")})
    aws.s3.Bucket("kept", bucket="acme-kept", versioning={"enabled": True}, opts=pulumi.ResourceOptions(protect=True))
"""
FAULT = ("s3-versioning", "logs")
RELAXED = {"s3-versioning": "advisory"}


def found(result: Result) -> set[tuple[str, str]]:
    return {one for one in result.found if one[0] != "undetermined-checks"}


def test_every_way_says_the_same(engine: Engine) -> None:
    assert engine.up(PROGRAM, config={"aws:region": "eu-west-1", "word": "open-sesame"}).succeeded
    exported = engine.export_state()
    of_file = engine.analyze_state(exported, ROOT)
    assert not of_file.succeeded
    assert FAULT in found(of_file)
    assert ("s3-versioning", "kept") not in found(of_file)

    of_stack = engine.run("policy", "analyze", "--stack", engine.stack, "--policy-pack", str(ROOT), "--json")
    assert of_stack.exit_code == of_file.exit_code
    assert found(replace(of_stack, events=parse_events(of_stack.stdout.splitlines()))) == found(of_file)

    for target in (exported, exported.parent / "backend"):
        done = run("audit", target, "--format", "json")
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        judged = {(one["rule"], one["name"]) for one in report["findings"] if one["outcome"] == "violated"}
        assert of_buckets(judged) == of_buckets(found(of_file))
        assert "open-sesame" not in done.stdout


def test_settings_come_by_policy_configuration_where_there_is_no_project(engine: Engine) -> None:
    """As an audit policy group of Pulumi Cloud has it: a state, a pack, its configuration."""
    assert engine.up(PROGRAM, config={"aws:region": "eu-west-1", "word": "open-sesame"}).succeeded
    exported = engine.export_state()
    for file in filter(Path.is_file, engine.project.iterdir()):
        file.unlink()
    strict, relaxed = (engine.analyze_state(exported, ROOT, policy_config=one) for one in (None, RELAXED))
    assert ("s3-versioning", "logs", "mandatory") in levels(strict)
    assert ("s3-versioning", "logs", "advisory") in levels(relaxed)


def of_buckets(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Without what is said of the stack as a whole, which the engine's events name otherwise."""
    return {one for one in pairs if one[1] in ("logs", "kept")}


def levels(result: Result) -> set[tuple[str, str, str]]:
    told = [(one, "mandatory") for one in result.mandatory] + [(one, "advisory") for one in result.advisory]
    return {(one.policy, one.urn.rsplit("::", 1)[-1], level) for one, level in told}
