"""What a call prints, writes and ends with; baselines of each kind let the same findings pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policypack.engine.exemptions.baseline import read_baseline
from policypack.reports.results import Report
from policypack.reports.verdicts import FAIL_ON, fails
from tests.reports.samples import EXEMPTED, result, small
from tests.reports.test_formats import rendered
from tests.reports.test_reading import STACK, stack
from tests.test_commands import project, run

PROGRAM = 'import pulumi_aws as aws\naws.s3.Bucket("logs", bucket="acme-logs")\n'
REGION = ("--config", "aws:region=eu-south-2")


@pytest.mark.parametrize(
    ("found", "fail_on"),
    [
        (result("a"), {"mandatory", "advisory", "undetermined"}),
        (result("a", since="new"), {"mandatory", "advisory", "undetermined", "new"}),
        (result("a", since="updated"), {"mandatory", "advisory", "undetermined"}),
        (result("a", outcome="crashed", level="remediate"), {"mandatory", "advisory", "undetermined"}),
        (result("a", level="advisory", since="new"), {"advisory"}),
        (result("a", kind="rejection"), {"mandatory", "rejections", "advisory", "undetermined"}),
        (result("a", kind="rejection", level="advisory"), {"advisory"}),
        (result("a", outcome="undetermined"), {"undetermined"}),
        (result("a", outcome="undetermined", level="advisory"), set()),
        (result("a", outcome="exempted", exemption=EXEMPTED), set()),
        (result("a", rule="undetermined-checks", level="advisory"), set()),
    ],
)
def test_which_findings_make_a_call_fail(found: object, fail_on: set[str]) -> None:
    assert {name for name in FAIL_ON if fails(Report((stack(found),)), name)} == fail_on


def test_baselines_of_each_kind_record_the_same(tmp_path: Path) -> None:
    entries = {}
    for name in ("json", "sarif"):
        file = tmp_path / name
        file.write_text(rendered(name, Report((STACK,))), encoding="utf-8")
        entries[name] = {one for one in read_baseline(file).entries if not one.urn.endswith("::odd")}
    assert entries["json"] == entries["sarif"]
    assert {one.urn.rsplit("::")[-1] for one in entries["json"]} == {"plain", "advised", "Wrong_Name"}


def test_a_baseline_of_each_kind_lets_a_program_pass(tmp_path: Path) -> None:
    made = project(tmp_path, PROGRAM)
    outputs = [f"--output={name}={tmp_path / name}" for name in ("json", "sarif")]
    assert run("preview", made, *REGION, *outputs).returncode == 1
    settings = tmp_path / "ours.yaml"
    for name in ("json", "sarif"):
        settings.write_text(f"baseline: {name}\n", encoding="utf-8")
        done = run("preview", made, *REGION, "--guardrails", settings, "--format", "json")
        assert done.returncode == 0, done.stderr
        exempted = [one for one in json.loads(done.stdout)["findings"] if one["outcome"] == "exempted"]
        assert {one["exemption"]["origin"] for one in exempted} == {"baseline"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output", "report.unknown"], "--output report.unknown: say the format, as sarif=report.unknown"),
        (["--output", "a.json", "--output", "b.csv"], "--output b.csv: of several files, say the format of each"),
        (["--output", "json=nowhere/a.json"], "--output nowhere/a.json: cannot be written"),
        (["--fail-on", "new"], "--fail-on new: name the earlier report by --since FILE."),
        (["--since", "nowhere.json"], "nowhere.json: cannot be read"),
        (["--framework", "sox"], "--framework sox: choose among"),
    ],
)
def test_a_wrong_call_is_one_line(options: list[str], said: str, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(rendered("json", Report((STACK,))), encoding="utf-8")
    done = run("report", file, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_program_that_cannot_be_run_has_its_files(tmp_path: Path) -> None:
    """A pipeline that uploads them shows why."""
    made = project(tmp_path, "1 / 0\n")
    done = run("preview", made, f"--output=sarif={tmp_path / 'a.sarif'}", f"--output=junit={tmp_path / 'b.xml'}")
    assert done.returncode == 2
    (run_,) = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["runs"]
    assert run_["invocations"][0]["executionSuccessful"] is False
    assert "ZeroDivisionError" in (tmp_path / "b.xml").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in done.stderr


def test_the_name_of_a_file_says_its_format_and_the_terminal_keeps_its_text(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(rendered("json", small()), encoding="utf-8")
    done = run("report", file, "--output", tmp_path / "a.csv", "--output", f"markdown={tmp_path / 'b'}")
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1].startswith("== 2 stacks: ")
    assert (tmp_path / "a.csv").read_bytes().startswith(b'\xef\xbb\xbf"stack","target",')
    assert (tmp_path / "b").read_text(encoding="utf-8").startswith("<!-- aws-guardrails -->")
    done = run("report", file, "--format", "sarif", "--output", tmp_path / "c")
    assert json.loads((tmp_path / "c").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert not done.stdout.startswith("{")
