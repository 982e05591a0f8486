"""Fixes that bring up others, that take turns, and that a program does not run with."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from policypack.__main__ import main
from policypack.engine.findings import Finding
from policypack.engine.findings import Outcome as Found
from policypack.errors import ProgramError
from policypack.fix import Fix, Set, fix, note
from policypack.fixing.outcomes import Kind
from policypack.fixing.rounds import MOST_ROUNDS, apply_in_rounds
from policypack.model.stack import Stack
from policypack.reports.run import Run
from policypack.testing import resource

QUEUE = resource("aws:sqs/queue:Queue", "it")
PROGRAM = b'import pulumi_aws as aws\n\naws.sqs.Queue("it", delay_seconds=1, max_message_size=1)\n'


class Judge:
    """Judges the program by its text: ``rules`` are texts, and the fix of a program that has one of them."""

    def __init__(self, folder: Path, rules: Mapping[bytes, Fix], fails_with: bytes = b"") -> None:
        self.file = folder / "program.py"
        self.file.write_bytes(PROGRAM)
        self.rules, self.fails_with = rules, fails_with
        self.runs = 0

    def __call__(self, contents: Mapping[Path, bytes]) -> Run:
        self.runs += 1
        text = contents.get(self.file, PROGRAM)
        if self.fails_with and self.fails_with in text:
            raise ProgramError("ValueError: no\n  program.py, line 3")
        findings = tuple(
            Finding(f"rule-{index}", Found.VIOLATED, "mandatory", "high", "", QUEUE.urn, QUEUE.type, "it", fix=given)
            for index, (part, given) in enumerate(self.rules.items())
            if part in text
        )
        return Run(findings, Stack([QUEUE]), 1, 0.0, {QUEUE.urn: "program.py:3"}, root=self.file.parent)


def test_a_finding_that_a_fix_brings_up_is_fixed_in_the_next_round(tmp_path: Path) -> None:
    judge = Judge(tmp_path, {b"delay_seconds=1,": fix(Set("delaySeconds", 2)), b"=2,": fix(Set("delaySeconds", 3))})
    applied, run = apply_in_rounds(judge({}), judge)
    assert [one.kind for one in applied.outcomes] == [Kind.APPLIED] * 2
    assert applied.files == {judge.file: (PROGRAM, PROGRAM.replace(b"delay_seconds=1", b"delay_seconds=3"))}
    assert run.findings == ()
    assert judge.file.read_bytes() == PROGRAM


def test_a_fix_that_brings_up_what_no_fix_removes_is_left_and_the_others_are_applied(tmp_path: Path) -> None:
    given = {
        b"aws": fix(Set("maxMessageSize", 2)),
        b"import": fix(Set("delaySeconds", 2)),
        b"delay_seconds=2": note("no"),
    }
    judge = Judge(tmp_path, given)
    applied, run = apply_in_rounds(judge({}), judge)
    assert [(one.finding.rule, one.kind, one.text) for one in applied.outcomes if one.finding.rule != "rule-0"] == [
        ("rule-1", Kind.DECLINED, "with it, rule-2 finds a fault of it")
    ]
    assert applied.files == {judge.file: (PROGRAM, PROGRAM.replace(b"max_message_size=1", b"max_message_size=2"))}
    assert {one.rule for one in run.findings} == {"rule-0", "rule-1"}


def test_rules_that_undo_each_other_end(tmp_path: Path) -> None:
    judge = Judge(tmp_path, {b"delay_seconds=1,": fix(Set("delaySeconds", 2)), b"=2,": fix(Set("delaySeconds", 1))})
    applied, _ = apply_in_rounds(judge({}), judge)
    assert [(one.kind, one.text) for one in applied.outcomes] == [
        (Kind.DECLINED, "it was applied, and the finding is there again"),
        (Kind.APPLIED, ""),
    ]
    assert judge.runs <= MOST_ROUNDS


def test_a_chain_of_fixes_is_cut_after_some_rounds(tmp_path: Path) -> None:
    rules = {f"delay_seconds={n},".encode(): fix(Set("delaySeconds", n + 1)) for n in range(1, 20)}
    judge = Judge(tmp_path, rules)
    applied, _ = apply_in_rounds(judge({}), judge)
    assert sum(one.kind is Kind.APPLIED for one in applied.outcomes) == MOST_ROUNDS


def test_a_fix_that_the_program_does_not_run_with_is_left_and_the_others_are_applied(tmp_path: Path) -> None:
    given = {b"import": fix(Set("delaySeconds", 2)), b"aws": fix(Set("maxMessageSize", 2)), b"Queue": fix(Set("a", 2))}
    judge = Judge(tmp_path, given, fails_with=b"max_message_size=2")
    applied, _ = apply_in_rounds(dataclasses.replace(judge({})), judge)
    assert [(one.finding.rule, one.text) for one in applied.outcomes if one.kind is not Kind.APPLIED] == [
        ("rule-0", "it was applied, and the finding is there again"),
        ("rule-1", "the program does not run with it: ValueError: no"),
        ("rule-2", "it was applied, and the finding is there again"),
    ]
    assert b"delay_seconds=2, max_message_size=1, a=2" in applied.files[judge.file][1]


def test_the_command_goes_on_until_nothing_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two rules about one name, and a module of the program that is compiled already."""
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text("import queues\n\nqueues.make()\n", encoding="utf-8")
    module = tmp_path / "queues.py"
    text = (
        "import pulumi_aws as aws\n\n\ndef make():\n"
        '    return aws.sqs.Queue("orders", name="orders.created now", fifo_queue=True)\n'
    )
    module.write_text(text, encoding="utf-8")
    arguments = ["fix", str(tmp_path), "--rule", "sqs-queue-valid", "--config", "aws:region=eu-south-2"]
    assert main(arguments) == 0
    assert 'name="orders-created-now.fifo", fifo_queue=True' in capsys.readouterr().out
    assert module.read_text(encoding="utf-8") == text
    assert main([*arguments, "--write"]) == 0
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().out == "0 findings: 0 in this patch, 0 not applied, 0 in words.\n"
