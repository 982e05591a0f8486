"""The commands as a user sees them: output, exit status, and one line that says what to do for bad input."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from policypack.__main__ import COMMANDS, main
from policypack.authoring.new_rule import Kind, write_new_rule
from policypack.commands.lazy import Command
from policypack.engine.examples import read_example
from policypack.errors import RuleError
from policypack.rule import ResourceRule, StackRule

ROOT = Path(__file__).parents[1]
LIGHT = {
    "policypack",
    "policypack.__main__",
    "policypack.commands",
    "policypack.commands.complaints",
    "policypack.commands.helps",
    "policypack.commands.lazy",
    "policypack.errors",
    "policypack.model",
    "policypack.model.texts",
    "policypack.output",
    "policypack.signals",
    "policypack.version",
}
"""What help needs of the pack: no rules, no catalog, no engine."""
CLEAN = """
import pulumi_aws as aws
aws.cloudwatch.LogGroup("jobs", name="jobs", retention_in_days=30, tags={"team": "web"})
"""


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "policypack", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def project(folder: Path, program: str, *, yaml: str = "name: shop\nruntime: python\n", **files: str) -> Path:
    (folder / "Pulumi.yaml").write_text(yaml, encoding="utf-8")
    (folder / "__main__.py").write_text(program, encoding="utf-8")
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")
    return folder


def test_the_flawed_example_ends_1_and_says_why_and_where() -> None:
    done = run("preview", "examples/flawed")
    assert done.returncode == 1, done.stderr
    assert "postgres 15.4 cannot be created in eu-south-2" in done.stdout
    assert "15.19" in done.stdout
    assert "aws.rds.Instance orders > orders  databases.py:" in done.stdout
    assert "\033[" not in done.stdout
    assert done.stdout.startswith("orders-flawed/prod in eu-south-2\n")
    sections = [done.stdout.index(f"\n{title} (") for title in ("AWS rejects", "Mandatory", "Advisory")]
    assert sections == sorted(sections)
    assert re.search(r"^\d+ rejected by AWS, \d+ mandatory, \d+ advisory on \d+ resources", done.stdout, re.MULTILINE)


def test_the_hardened_example_ends_0() -> None:
    done = run("preview", "examples/hardened")
    assert done.returncode == 0, done.stdout
    assert "\nMandatory" not in done.stdout
    assert done.stderr == ""


def test_the_text_of_several_programs_has_a_section_for_each_and_a_total(tmp_path: Path) -> None:
    file = tmp_path / "clean.py"
    file.write_text(CLEAN, encoding="utf-8")
    done = run("preview", file, tmp_path / "nowhere", "examples/flawed", "--config", "aws:region=eu-south-2")
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    headings = [line for line in lines if line.startswith("== ")]
    assert headings[:3] == [f"== {file}", f"== {tmp_path / 'nowhere'}", "== examples/flawed"]
    assert re.fullmatch(
        r"== 3 stacks: \d+ rejected by AWS, .* on \d+ resources in [\d.]+ s; 1 not checked\.", lines[-1]
    )
    assert lines[lines.index(headings[1]) + 2].startswith("not checked: ")
    own = next(line for line in lines[lines.index(headings[2]) :] if " rejected by AWS, " in line)
    assert own.split(" on ")[0] == lines[-1].removeprefix("== 3 stacks: ").split(" on ")[0]


def test_help_and_version_import_nothing_that_judges() -> None:
    code = (
        "import sys; from policypack.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        "print([m for m in sys.modules if m.startswith(('policypack', 'yaml', 'grpc', 'pulumi'))])"
    )
    for option, shown in (("--help", "rules"), ("--version", "aws-guardrails ")):
        done = subprocess.run(
            [sys.executable, "-c", code, option], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert shown in done.stdout
        *_, modules = done.stdout.splitlines()
        assert set(re.findall(r"'([\w.]+)'", modules)) <= LIGHT


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_says_what_it_takes(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command.name, "--help"]) == 0
    assert f"guardrails {command.name}" in capsys.readouterr().out


def test_json_has_every_field_that_the_text_shows() -> None:
    done = run("preview", "examples/flawed", "--format", "json")
    document = json.loads(done.stdout)
    assert done.returncode == 1
    (finding,) = [one for one in document["findings"] if one["rule"] == "rds-engine-version-available"]
    assert finding["level"] == "mandatory"
    assert finding["outcome"] == "violated"
    assert finding["property"] == "engineVersion"
    assert finding["name"] == "orders"
    assert finding["position"].startswith("databases.py:")
    assert finding["fix"] == 'engine_version="15"'
    assert finding["kind"] == "rejection"
    assert finding["error"].startswith("InvalidParameterCombination: ")
    assert finding["source"].startswith("https://")
    assert finding["documentation"] == "docs/rules/rds-engine-version-available.md"
    assert (ROOT / finding["documentation"]).exists()
    assert (document["project"], document["stack"], document["region"]) == ("orders-flawed", "prod", "eu-south-2")
    kinds = {one["rule"]: one["kind"] for one in document["findings"]}
    assert kinds["s3-versioning"] == "practice"
    assert document["resources"] > 30


def test_the_same_program_gives_the_same_findings(tmp_path: Path) -> None:
    texts = set()
    for _ in range(3):
        document = json.loads(run("preview", "examples/hardened", "--format", "json").stdout)
        texts.add(json.dumps({**document, "seconds": 0}))
    assert len(texts) == 1


def test_nothing_to_say_is_said(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(CLEAN, encoding="utf-8")
    done = run("preview", file, "--config", "aws:region=eu-south-2")
    assert done.returncode == 0
    assert "No findings: 1 resource checked" in done.stdout


def test_no_resource_is_said(tmp_path: Path) -> None:
    done = run("preview", project(tmp_path, "print('hello')"))
    assert done.returncode == 0
    assert "no resource" in done.stdout
    assert "hello" not in done.stdout


def test_configuration_reaches_the_program(tmp_path: Path) -> None:
    program = (
        'import pulumi, pulumi_aws as aws\naws.sqs.Queue("q", name=pulumi.Config().require("queue"), tags={"a": "b"})'
    )
    folder = project(tmp_path, program, Pulumi__dev__yaml="config:\n  shop:queue: jobs\n  aws:region: eu-south-2\n")
    assert run("preview", folder).returncode == 0
    assert run("preview", folder, "--stack", "other").returncode == 2
    assert run("preview", folder, "--stack", "other", "--config", "queue=x").returncode == 0


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("no project", "Pulumi.yaml"),
        ("no such path", "nowhere"),
        ("not python", "pulumi preview --policy-pack"),
        ("syntax error", "__main__.py:1: syntax error"),
        ("exception", "ValueError: no good"),
        ("missing config", "queue"),
        ("stack file", "Pulumi.dev.yaml"),
        ("project file", "Pulumi.yaml"),
        ("no package", "no_such_package"),
        ("config pair", "KEY=VALUE"),
        ("unanswered", "getVpc"),
        ("hangs", "--timeout"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(tmp_path: Path, case: str, said: str) -> None:
    wanted = {"yaml": "name: shop\nruntime: nodejs\n"} if case == "not python" else {}
    programs = {
        "syntax error": "def broken(:\n",
        "exception": "def fail():\n    raise ValueError('no good')\nfail()\n",
        "missing config": "import pulumi\npulumi.Config().require('queue')\n",
        "no package": "import no_such_package\n",
        "unanswered": "import pulumi_aws as aws\naws.ec2.get_vpc(default=True)\n",
        "hangs": "import time\ntime.sleep(60)\n",
    }
    target = tmp_path / "nowhere"
    if case not in ("no such path", "no project"):
        target = project(tmp_path, programs.get(case, CLEAN), **wanted)
    if case == "no project":
        target = tmp_path
    if case == "stack file":
        (tmp_path / "Pulumi.dev.yaml").write_text("config: [unclosed", encoding="utf-8")
    if case == "project file":
        (tmp_path / "Pulumi.yaml").write_text(": : :", encoding="utf-8")
    arguments = {"config pair": ["--config", "nothing"], "hangs": ["--timeout", "2"], "unanswered": ["--strict"]}.get(
        case, []
    )
    done = run("preview", target, *arguments)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.splitlines()[-1].startswith("error: ")
    assert "policypack/" not in done.stderr
    if case in ("exception", "missing config"):
        assert "__main__.py" in done.stderr


def test_rules_and_explain() -> None:
    listed = run("rules").stdout
    assert "rds-storage-gp3" in listed
    explained = run("explain", "rds-storage-gp3")
    assert explained.returncode == 0
    assert "# rds-storage-gp3" in explained.stdout
    unknown = run("explain", "rds-storage-gp4")
    assert unknown.returncode == 2
    assert "rds-storage-gp4" in unknown.stderr


def test_a_wrong_command_is_refused() -> None:
    assert run("previw").returncode == 2


@pytest.mark.parametrize("kind", ["resource", "stack", "rows"])
def test_a_new_rule_is_a_file_that_loads_with_three_examples(tmp_path: Path, kind: Kind) -> None:
    file = write_new_rule("sqs-queue-encrypted", tmp_path, kind=kind)
    namespace = runpy.run_path(str(file))
    assert namespace["RULE"].id == "sqs-queue-encrypted"
    assert isinstance(namespace["RULE"], StackRule if kind == "stack" else ResourceRule)
    examples = sorted((tmp_path / "examples" / "sqs_queue_encrypted").glob("*.py"))
    assert [example.stem for example in examples] == ([] if kind == "rows" else ["bad", "good", "undecided"])
    assert all(read_example(example).program for example in examples)
    with pytest.raises(RuleError, match="exists already"):
        write_new_rule("sqs-queue-encrypted", tmp_path, kind=kind)
    with pytest.raises(RuleError, match="service-thing-quality"):
        write_new_rule("Sqs", tmp_path, kind=kind)
    with pytest.raises(RuleError, match="no such folder"):
        write_new_rule("sqs-queue-encrypted", tmp_path / "nowhere", kind=kind)


def test_rejections_are_found_by_service_argument_or_error() -> None:
    all_of_them = run("rejections").stdout
    assert all_of_them.count("\n") > 2000
    assert run("rejects").stdout == all_of_them
    assert "rejects" not in run("--help").stdout.replace("AWS rejects", "")
    for words in (["sqs", "fifo_queue"], ["Cannot find version 15.4 for postgres"], ["rds-storage-valid"]):
        found = run("rejections", *words).stdout
        assert 0 < found.count("\n") < 200, words
    found = run("rejections", "iam.role", "name_prefix", "conflicts").stdout
    assert '"name": conflicts with name_prefix' in found
    assert "aws-arguments-valid" in found
    assert run("rejections", "sqs", "none-of-it").stdout == "The pack knows no rejection with sqs and none-of-it.\n"
