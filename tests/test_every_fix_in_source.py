"""The law of ``guardrails fix``: a fix that is written into the source works.

For each rule, the fixes of its bad examples are applied to the programs, which then run again: each finding whose fix
was applied is gone, and no rule finds anything new. ``--quick`` asks some of the rules.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from policypack.__main__ import main
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.examples import examples_of
from policypack.engine.registry import all_rules
from policypack.fixing.files import write
from policypack.fixing.outcomes import Kind
from policypack.fixing.rounds import apply_in_rounds
from policypack.offline import preview
from policypack.reports.run import Run
from policypack.rule import AnyRule, Bad
from tests.fixed import fixed, keys

ROOT = Path(__file__).parents[1]
ONE_IN = 5
SHARED = {
    ("ecs-service-valid", "ip-targets"),
    ("backup-retention", "invalid-37"),
    ("ecs-deployment-circuit-breaker", "invalid-5"),
    ("rds-enhanced-monitoring", "invalid-2"),
    ("target-group-draining", "invalid-11"),
    *(("tls-current", f"invalid-1{place}") for place in ("", "-2", "-3")),
}
"""A rule, and a resource that needs a fix of its own once another one's fix changes what both share, or makes of what
AWS rejects something that a practice speaks of."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "rule" in metafunc.fixturenames:
        quick = metafunc.config.getoption("quick")
        metafunc.parametrize("rule", all_rules()[:: ONE_IN if quick else 1], ids=lambda rule: rule.id)


def test_a_fix_works_when_it_is_written_into_the_program(
    rule: AnyRule, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    counts: Counter[str] = Counter()
    for number, example in enumerate(one for one in examples_of(rule) if isinstance(one, Bad)):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = fixed(example, folder, rule.id)
        assert result.remaining == set(), result.text
        assert {key for key in result.new if (key[0], key[1].rsplit("::", 1)[-1]) not in SHARED} == set(), result.text
        assert all(one.text for one in result.outcomes if one.kind is not Kind.APPLIED)
        counts.update(one.kind.value for one in result.outcomes)
    for kind, count in counts.items():
        record_property(kind, count)  # For --junit-xml.


def test_the_fixes_of_the_flawed_program_leave_no_mandatory_finding_that_has_one(tmp_path: Path) -> None:
    project = tmp_path / "flawed"
    shutil.copytree(ROOT / "examples" / "flawed", project)
    again = partial(judged_program, project)
    before = again({})
    applied, after = apply_in_rounds(before, again)
    write(applied.files)
    counts = Counter(one.kind for one in applied.outcomes)
    assert counts[Kind.APPLIED] > 40
    assert keys(one.finding for one in applied.outcomes if one.kind is Kind.APPLIED) & keys(after.findings) == set()
    added = {one.urn for one in after.stack.resources} - {one.urn for one in before.stack.resources}
    assert keys(one for one in after.findings if one.urn not in added) <= keys(before.findings)
    assert keys(again({}).findings) == keys(after.findings), "the run of what is written is that of what was proposed"
    # What is left can only be decided by the reader, and another time changes nothing.
    left = [one for one in applied.outcomes if one.finding.stops and one.kind is Kind.DECLINED]
    assert [one for one in left if not one.text.startswith("fill in: ")] == []
    assert apply_in_rounds(after, again)[0].files == {}


def judged_program(project: Path, contents: Mapping[Path, bytes]) -> Run:
    return preview(project, Configuration(all_rules()), contents=contents)


def test_nothing_is_written_unasked_and_the_patch_is_what_write_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    program = project / "__main__.py"
    call = 'aws.ebs.Volume("v", availability_zone="eu-south-2a", type="gp2", size=8)'
    program.write_text(f"import pulumi_aws as aws\n\n{call}\n", encoding="utf-8")
    program.chmod(0o640)
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    arguments = ["fix", str(project), "--rule", "ebs-gp3", "--config", "aws:region=eu-south-2"]
    before = program.read_bytes()
    assert main(arguments) == 0
    patch = capsys.readouterr().out
    assert program.read_bytes() == before
    assert f"-{call}\n+{call.replace('gp2', 'gp3')}\n" in patch
    assert patch.endswith("1 finding: 1 in this patch, 0 not applied, 0 in words. --write edits the files.\n")
    assert main([*arguments, "--resource", "other"]) == 0
    assert capsys.readouterr().out == "0 findings: 0 in this patch, 0 not applied, 0 in words.\n"
    assert main([*arguments, "--write"]) == 0
    assert capsys.readouterr().out == "__main__.py\n\n1 finding: 1 applied, 0 not applied, 0 in words.\n"
    assert b'type="gp3"' in program.read_bytes()
    assert program.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in project.glob("*.py")) == ["__main__.py"]


def test_the_exit_status_says_that_a_mandatory_fix_was_not_applied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "program.py"
    program.write_text('import pulumi_aws as aws\n\nnames = dict(name="a b")\naws.sqs.Queue("q", **names)\n')
    assert main(["fix", str(program), "--rule", "sqs-queue-valid", "--config", "aws:region=eu-south-2"]) == 1
    printed = capsys.readouterr().out
    assert "sqs-queue-valid  " in printed
    assert "program.py:4" in printed
    state = tmp_path / "state.json"
    state.write_text('{"version": 3, "deployment": {"resources": []}}', encoding="utf-8")
    assert main(["fix", str(state)]) == 2


def test_without_libcst_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [one for one in sys.modules if one.startswith("policypack.fixing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "libcst", None)
    assert main(["fix", "program.py"]) == 2
    assert "install requirements/fix.txt" in capsys.readouterr().err
