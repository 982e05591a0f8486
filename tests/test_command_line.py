"""The command line as people meet it: help with examples that work, colour, and completion by the shell."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from policypack.__main__ import COMMANDS, guardrails, main
from policypack.commands.helps import Command, Group
from policypack.commands.man_page import commands, man_page
from policypack.engine.index import listed_rules
from policypack.frameworks.controls import TITLES
from policypack.reports.schemas import SCHEMAS
from tests.fleet.states import export, resource

ROOT = Path(__file__).parents[1]
PROGRAM = """
import pulumi_aws as aws
aws.rds.Instance("orders", engine="postgres", instance_class="db.t3.micro", allocated_storage=20, storage_type="gp2")
"""
ELSEWHERE = re.compile(r"mcp|s3://|--from-aws|--from botocore|--event-log|changes |new-rule |test-rule|docs$")
"""Examples of what is not at hand in a test, or writes into the checkout: they are parsed, not run."""


ALL = {context.command_path.partition(" ")[2]: command for command, context in commands(guardrails)}
EXAMPLES = [example for one in ALL.values() if isinstance(one, Command) for example in one.examples]


def parsed(words: list[str]) -> None:
    """Raises click.UsageError where a call is not one that commands understand."""
    context = guardrails.make_context("guardrails", list(words))
    while isinstance(context.command, click.Group):
        name, command, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        context = command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_call_that_is_understood(example: str) -> None:
    parsed(shlex.split(example))


@pytest.mark.parametrize(
    "wrong", ["previw .", "preview . --stak prod", "catalog refresch", "catalog refresh --form-aws"]
)
def test_a_call_that_is_not_understood_is_found(wrong: str) -> None:
    with pytest.raises(click.UsageError, match="No such"):
        parsed(shlex.split(wrong))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the examples speak of."""
    home = tmp_path_factory.mktemp("examples")
    for name in (".", "shop", "billing"):
        (home / name).mkdir(exist_ok=True)
        (home / name / "__main__.py").write_text(PROGRAM, encoding="utf-8")
        (home / name / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
        (home / name / "Pulumi.prod.yaml").write_text("config:\n  aws:region: eu-south-2\n", encoding="utf-8")
    state = json.dumps(export("prod", resource("prod", "Bucket", "logs", {})))
    (home / "states").mkdir()
    for file in ("state.json", "states/prod.json"):
        (home / file).write_text(state, encoding="utf-8")
    for file, version in (("old.json", "15.7"), ("new.json", "15.13")):
        entry = {"available": [version], "as_of": "2026-01-01", "method": "a", "source": "b"}
        (home / file).write_text(json.dumps({"engine_versions": {"rds": {"r-1": {"postgres": entry}}}}), "utf-8")
    return home


@pytest.fixture(scope="module")
def reports(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "policypack", "preview", str(folder), "--history", str(folder / "history.jsonl")]
        + [word for name in ("report", "last") for word in ("--output", f"json={folder / name}.json")],
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 1
    return folder


@pytest.mark.parametrize("example", [one for one in EXAMPLES if not ELSEWHERE.search(one)])
def test_an_example_works(
    example: str, reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(reports)
    assert main(shlex.split(example)) in (0, 1)
    captured = capsys.readouterr()
    assert captured.out
    assert "error: " not in captured.err


@pytest.mark.parametrize("words", ALL)
def test_help_has_examples_and_no_long_section(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Usage: guardrails {words}".rstrip())
    assert re.search(r"\nExamples:\n( +guardrails .+\n)+$", told)
    assert len(told.rsplit("Examples:\n")[1].splitlines()) <= 3
    headings = re.findall(r"^(\S.*):$", told, re.MULTILINE)
    assert len(headings) == len(set(headings))
    options = re.findall(r"^  (?:-h, )?--", told, re.MULTILINE)
    assert len(options) <= 7 or len(set(headings) - {"Positional arguments", "Examples"}) > 1


def test_the_list_of_commands_has_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    for one in COMMANDS:
        assert (one.help is None) == (re.search(rf"^  {one.name} +{re.escape(str(one.help))}$", told, re.M) is None)
    for section in dict.fromkeys(one.section for one in COMMANDS if one.help):
        assert f"\n{section}:\n" in told


def test_the_name_that_was_called_is_the_one_that_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/aws-guardrails", "rules"])
    assert main(["fix", "--help"]) == 0
    assert capsys.readouterr().out.count("aws-guardrails fix") == 3
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    assert "_AWS_GUARDRAILS_COMPLETE=bash_complete" in script
    assert "aws-guardrails" in script


@pytest.mark.skipif(os.name != "posix", reason="a system without terminals")
@pytest.mark.parametrize(("no_color", "bold"), [("", True), ("1", False)])
def test_headings_are_bold_on_a_terminal_only(no_color: str, bold: bool) -> None:
    command = [sys.executable, "-m", "policypack", "trend", "--help"]
    environment = {**os.environ, "NO_COLOR": no_color}
    own, terminal = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=terminal) as process:
        os.close(terminal)
        told = b""
        while b"trend history.jsonl" not in told:
            told += os.read(own, 10_000)
        assert process.wait(timeout=30) == 0
    os.close(own)
    assert (b"\x1b[1mExamples\x1b[0m:" in told) == bold
    assert (b"\x1b" in told) == bold
    piped = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert b"\x1b" not in piped.stdout
    wrong = subprocess.run([*command[:-1], "--no"], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert b"\x1b" not in wrong.stderr


def test_the_man_page_is_made_of_the_commands() -> None:
    made = man_page(guardrails)
    assert (ROOT / "docs" / "guardrails.1").read_text(encoding="utf-8") == made, "run ./guardrails docs"
    plain = made.replace("\\-", "-")
    for words, command in ALL.items():
        assert words == "" or isinstance(command, Group) or f"\n.SS {words}\n" in plain
    for option in ("--fail-on", "--from-cfn-lint", "--preset"):
        assert plain.count(f"\\fB{option} ") + plain.count(f"\\fB{option}\\fR") == 1
    assert "rejects [OPTIONS]" not in plain


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_man_page_is_shown_as_it_is_meant() -> None:
    page = ROOT / "docs" / "guardrails.1"
    done = subprocess.run(["groff", "-ww", "-man", "-Tascii", str(page)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    shown = re.sub(".\b|\x1b\\[[0-9]*m", "", done.stdout)
    assert "guardrails preview . --stack prod --only mandatory --format json\n" in shown
    assert "guardrails audit 's3://states/.pulumi/stacks/**' --output html=fleet.html\n" in shown


def completed(*words: str, begun: str = "") -> list[str]:
    found = ShellComplete(guardrails, {}, "guardrails", "_X").get_completions(list(words), begun)
    return [one.value if one.type == "plain" else one.type for one in found]


def test_commands_and_options_are_completed() -> None:
    assert completed(begun="pre") == ["preview"]
    assert completed() == [one.name for one in COMMANDS if one.help]
    assert completed("catalog") == ["status", "refresh", "diff"]
    assert completed("preview", begun="--fa") == ["--fail-on"]


def test_values_are_completed() -> None:
    assert completed("schema") == list(SCHEMAS)
    assert completed("preview", ".", "--format", begun="j") == ["json", "junit"]
    assert completed("preview") == ["file"]
    assert completed("preview", "--since") == ["file"]
    assert completed("report", "--project") == ["dir"]
    assert completed("explain", begun="rds-storage-g") == ["rds-storage-gp3"]
    assert completed("explain") == [one.id for one in listed_rules()]
    assert completed("preview", ".", "--skip", begun="s3-versioni") == ["s3-versioning"]
    assert completed("preview", ".", "--framework") == list(TITLES)
    assert completed("coverage", "--framework", begun="aws") == ["awsguard"]


def test_completing_imports_no_rule() -> None:
    code = (
        "import sys; from policypack.__main__ import main; assert main([]) == 0\n"
        "print([m for m in sys.modules if '.rules.' in m and m.startswith('policypack.aws.')])"
    )
    asks = {"_GUARDRAILS_COMPLETE": "bash_complete", "COMP_WORDS": "guardrails explain s3-v", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **asks}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "plain,s3-versioning\n[]\n"


def test_a_question_that_no_shell_asks_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_GUARDRAILS_COMPLETE", "bash_everything")
    assert main([]) == 2
    assert "as bash_complete" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("guardrails bas", "baseline"), ("guardrails explain rds-storage-g", "rds-storage-gp3"), ("guardrails fix p", "")],
)
def test_bash_completes(typed: str, found: str, tmp_path: Path) -> None:
    command = tmp_path / "guardrails"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m policypack "$@"\n', "utf-8")
    command.chmod(0o755)
    words = shlex.join(typed.split())
    script = (
        "compopt() { echo files; }; source <(guardrails completion bash); complete -p guardrails >/dev/null || exit 3;"
        f" COMP_WORDS=({words}); COMP_CWORD={len(typed.split()) - 1};"
        ' _guardrails_completion guardrails; echo "${COMPREPLY[*]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (f"{found}\n" if found else "files\n\n")
