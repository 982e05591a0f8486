"""What the guides show loads, and each of their ``./guardrails`` commands does what they say."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests import outputs
from tests.fleet.states import fleet
from tests.guides import DAYS, GUIDES, PROGRAM, PROJECT, ROOT, blocks, commands, write_files

STATE = '{"version": 3, "deployment": {"resources": []}}'


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    write_files(request.param, tmp_path)
    (tmp_path / "state.json").write_text(STATE, encoding="utf-8")
    return str(request.param)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(command.partition(" > ")[0], comments=True)[1:]
    file = folder / "guardrails.yaml"
    if "--guardrails" not in arguments and arguments[0] not in ("answers", "schema"):
        # The organization's file of the guides opens to stacks what their stack file sets.
        arguments += ["--guardrails", str(file)]
    return subprocess.run(
        [sys.executable, "-m", "policypack", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_each_command_runs(guide: str, tmp_path: Path) -> None:
    told = commands(guide, "./guardrails")
    assert len(told) >= 4
    for command in told:
        if "with-baseline" in command:
            # That file opens nothing to stacks.
            (tmp_path / PROJECT / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
        done = run(command, tmp_path)
        assert done.returncode in (0, 1), (command, done.stderr)
        assert done.stdout, command
        assert "error:" not in done.stderr, command


def test_what_config_show_prints(tmp_path: Path) -> None:
    write_files("configuration", tmp_path)
    command = next(one for one in commands("configuration", "./guardrails") if "--stack" in one)
    printed = run(command, tmp_path).stdout
    shown = next(content for _, content in blocks("configuration", "text") if "explicit-name" in content)
    assert len(shown.splitlines()) == 3
    for line in shown.splitlines():
        assert line.split() in [one.split() for one in printed.splitlines()], line


def test_the_messages_of_wrong_settings(tmp_path: Path) -> None:
    write_files("configuration", tmp_path)
    messages = next(content for _, content in blocks("configuration", "text") if "error:" in content).splitlines()
    file = tmp_path / "guardrails.yaml"
    for text, message in (
        ("levels:\n  all: advisory\n  s3-versionin: advisory\n", messages[0]),
        ("options:\n\n\n  vpc-three-zones:\n    minZone: 2\n", messages[1]),
        ("{}\n", messages[2]),
    ):
        file.write_text(text, encoding="utf-8")
        if message is messages[2]:
            stack = "config: {aws:region: eu-south-2, guardrails:levels: {vpc-three-zones: advisory}}\n"
            (tmp_path / PROJECT / "Pulumi.dev.yaml").write_text(stack, encoding="utf-8")
        done = run("./guardrails preview path/to/project --guardrails guardrails.yaml", tmp_path)
        assert done.returncode == 2
        assert done.stderr.strip() == message


def test_the_baseline_of_the_guide_lets_the_program_pass(tmp_path: Path) -> None:
    write_files("exemptions", tmp_path)
    (tmp_path / PROJECT / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    record, check = "./guardrails baseline path/to/project --out guardrails-baseline.json", "with-baseline.yaml"
    assert record in commands("exemptions", "./guardrails")
    assert run(record, tmp_path).returncode == 0
    before = run("./guardrails preview path/to/project", tmp_path)
    after = run(f"./guardrails preview path/to/project --guardrails {check}", tmp_path)
    assert (before.returncode, after.returncode) == (1, 0)


def test_the_tag_of_the_guide(tmp_path: Path) -> None:
    write_files("exemptions", tmp_path)
    ((_, example),) = blocks("exemptions", "python")
    project = tmp_path / PROJECT
    (project / "__main__.py").write_text(f"import pulumi_aws as aws\n\n{example}", encoding="utf-8")
    (project / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    done = run("./guardrails preview path/to/project --guardrails guardrails.yaml", tmp_path)
    assert "exempted  s3-versioning" in done.stdout
    assert f"rebuilt each night; owner web; until {DAYS['2027-01-31']}" in done.stdout


def test_the_patch_of_the_guide(tmp_path: Path) -> None:
    project = tmp_path / PROJECT
    project.mkdir(parents=True)
    ((name, program),) = blocks("fixes", "python")
    (project / name).write_text(program, encoding="utf-8")
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (project / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    (tmp_path / "guardrails.yaml").write_text("{}\n", encoding="utf-8")
    ((_, patch),) = blocks("fixes", "diff")
    shown, only_some, one_resource, edits = commands("fixes", "./guardrails")
    assert patch in run(shown, tmp_path).stdout
    assert "+    return aws.ebs.Volume" not in run(only_some, tmp_path).stdout
    assert run(one_resource, tmp_path).stdout.count("+++") == 1
    assert (project / name).read_text(encoding="utf-8") == program
    assert run(edits, tmp_path).returncode == 0
    assert (project / name).read_text(encoding="utf-8") != program
    left = run("./guardrails preview path/to/project", tmp_path).stdout
    assert "0 rejected by AWS, 0 mandatory, " in left


def project(folder: Path, program: str = PROGRAM) -> Path:
    """A project of the region that the guides speak of; the organization has no settings."""
    made = folder / PROJECT
    made.mkdir(parents=True)
    (made / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (made / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    (made / "__main__.py").write_text(program, encoding="utf-8")
    (folder / "guardrails.yaml").write_text("{}\n", encoding="utf-8")
    return made


def test_the_commands_of_the_json_report(tmp_path: Path) -> None:
    project(tmp_path)
    launcher = tmp_path / "guardrails"
    launcher.write_text(f'#!/bin/sh\nexec {sys.executable} -m policypack "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    document = next(one for one in commands("reports", "./guardrails") if one.endswith("--format json"))
    pipe = blocks("reports", "sh")[-1][1]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}

    def printed(command: str) -> str:
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        return done.stdout

    found = {one["rule"] for one in json.loads(printed(document))["findings"]}
    assert {"s3-versioning", "s3-encryption"} <= found
    assert printed(pipe).splitlines() == sorted(found)
    (tmp_path / PROJECT / "__main__.py").write_text("1 +", encoding="utf-8")
    assert json.loads(printed(document)).keys() == {"format", "error"}


def test_the_preview_of_the_guide_to_foresight(tmp_path: Path) -> None:
    ((_, program),) = blocks("foresight", "python")
    ((_, shown),) = blocks("foresight", "text")
    project(tmp_path, program)
    assert shown in run("./guardrails preview path/to/project", tmp_path).stdout
    assert "(foreseen)" not in run("./guardrails preview path/to/project --no-foresight", tmp_path).stdout
    document = json.loads(run("./guardrails preview path/to/project --format json", tmp_path).stdout)
    assert [one["rule"] for one in document["findings"] if one["foreseen"] and one["kind"] == "rejection"] == [
        "s3-bucket-policy-valid"
    ]


ASKS = """
import pulumi
import pulumi_aws as aws

vpc = aws.ec2.get_vpc(default=True)
zone = aws.route53.get_zone(name="example.com")
network = pulumi.StackReference("acme/network/prod")
for name, value in {"vpc": vpc.id, "zone": zone.zone_id, "network": network.get_output("vpcId")}.items():
    aws.ssm.Parameter(name, name=name, type="String", value=value, tags={"for": name})
pulumi.export("network", network.get_output("vpcId"))
"""


def test_the_answers_of_the_guide_to_the_offline_preview(tmp_path: Path) -> None:
    made = project(tmp_path, ASKS)
    _several, asks, writes, preview = (one.partition("  #")[0] for one in commands("offline", "./guardrails"))
    questions = run(asks, tmp_path).stdout
    ((name, answers),) = blocks("offline", "yaml")
    kinds = re.findall(r"^\w+:.*?:\w+(?=:)", answers, re.MULTILINE)
    assert len(kinds) == 3
    assert [kind for kind in kinds if kind not in questions] == []
    assert not (made / name).exists()
    assert run(writes, tmp_path).returncode == 0
    assert (made / name).exists(), "the file has the name that the guide shows"
    assert run(f"{preview} --strict", tmp_path).returncode == 2
    (made / name).write_text(answers, encoding="utf-8")
    assert run(f"{preview} --strict", tmp_path).returncode in (0, 1)
    (made / name).write_text(answers.replace("cidrBlock", "cidrBlok"), encoding="utf-8")
    assert "cidrBlock" in run(preview, tmp_path).stderr
    (made / name).unlink()
    (tmp_path / "outputs.json").write_text('{"vpcId": "vpc-0a1b2c3d"}', encoding="utf-8")
    unanswered = run(f"{preview} --stack-outputs acme/network/prod=outputs.json", tmp_path).stdout
    assert "getVpc" in unanswered
    assert "StackReference" not in unanswered


def test_the_first_programs_of_the_guide_to_rules_are_the_packs() -> None:
    programs = [content for _, content in blocks("writing-rules", "python")][:2]
    shown = [ast.dump(ast.parse(content.strip().rstrip(",")).body[0]) for content in programs]
    assert len(shown) == 2
    files = sorted((ROOT / "policypack" / "aws").glob("*/rules/*.py"))
    code = {ast.dump(node) for file in files for node in statements(file)}
    assert [one for one in shown if one not in code] == []


def statements(file: Path) -> list[ast.stmt]:
    """The functions of a file, and each call in it as a statement of its own."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    functions = [one for one in nodes if isinstance(one, ast.FunctionDef)]
    return [*functions, *(ast.Expr(one) for one in nodes if isinstance(one, ast.Call))]


OUTPUTS = [(guide, *one) for guide in outputs.GUIDES for one in outputs.of(guide)]


@pytest.mark.parametrize(("guide", "command", "shown"), OUTPUTS, ids=[f"{one[0]}: {one[1]}" for one in OUTPUTS])
def test_what_a_guide_says_a_command_prints(guide: str, command: str, shown: list[str], tmp_path: Path) -> None:
    if str(PROJECT) in command:
        write_files(guide, tmp_path)
        (tmp_path / "guardrails.yaml").touch()
        printed = run(command, tmp_path).stdout
    else:
        printed = outputs.printed(command)
    lines = iter(outputs.without_seconds(printed))
    missing = [line for line in shown if line not in lines]
    assert missing == [], "these lines are not printed, or not in this order"


def test_guides_show_outputs() -> None:
    assert {"start", "review", "how-it-works"} <= {guide for guide, *_ in OUTPUTS}


def test_the_commands_of_the_first_guide(tmp_path: Path) -> None:
    write_files("start", tmp_path)
    (tmp_path / "guardrails.yaml").write_text("{}\n", encoding="utf-8")
    told = [one for one in commands("start", "./guardrails") if "examples/flawed" not in one]
    assert len(told) >= 6
    for command in told:
        done = run(command, tmp_path) if str(PROJECT) in command else run_in_checkout(command)
        assert done.returncode in (0, 1), (command, done.stderr)
        assert done.stdout, command
    assert "BucketVersioning(" in (tmp_path / PROJECT / "__main__.py").read_text(encoding="utf-8")


def run_in_checkout(command: str) -> subprocess.CompletedProcess[str]:
    arguments = shlex.split(command, comments=True)[1:]
    return subprocess.run(
        [sys.executable, "-m", "policypack", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_commands_of_the_audit(tmp_path: Path) -> None:
    """In the guide's order, on states of several stacks; the last shows the run that the one before wrote down."""
    fleet(tmp_path / "path/to/states")
    (tmp_path / "state.json").write_bytes((tmp_path / "path/to/states/data.json").read_bytes())
    (tmp_path / "guardrails.yaml").write_text("{}\n", encoding="utf-8")
    one, several, shown = commands("audit", "./guardrails")
    first = run(one, tmp_path)
    assert first.returncode == 1, first.stderr
    assert "s3-versioning" in first.stdout
    together = run(several, tmp_path)
    assert together.returncode == 1, together.stderr
    assert (tmp_path / "fleet.html").stat().st_size > 10_000
    told = subprocess.run(
        [sys.executable, "-m", "policypack", *shlex.split(shown)[1:]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(told.stdout.splitlines()) == 2
