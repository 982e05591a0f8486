"""The patch and what is said beside it."""

from __future__ import annotations

from pathlib import Path

from policypack.fix import Set, fix
from policypack.fixing.apply import Applied
from policypack.fixing.report import render
from policypack.model.stack import Stack
from policypack.reports.run import Run
from policypack.reports.text import Style
from policypack.testing import resource
from tests.fixing.test_apply import HEAD, IT, applied


def report(folder: Path, result: Applied, *, colour: bool = False, patch: bool = True) -> str:
    return render(result, Run((), Stack([IT]), 1, 0.0, root=folder), Style(colour=colour), patch=patch)


def test_a_terminal_gets_colours_that_do_not_reach_into_the_next_line(tmp_path: Path) -> None:
    result = applied(tmp_path, f'{HEAD}aws.sqs.Queue("it")\n', (IT, fix(Set("a", 1))))
    lines = report(tmp_path, result, colour=True).splitlines()
    assert '\033[32m+aws.sqs.Queue("it", a=1)\033[0m' in lines
    assert '\033[31m-aws.sqs.Queue("it")\033[0m' in lines
    assert "\033" not in report(tmp_path, result)


def test_a_file_without_a_last_line_break_gives_a_valid_patch(tmp_path: Path) -> None:
    result = applied(tmp_path, f'{HEAD}aws.sqs.Queue("it")', (IT, fix(Set("a", 1))))
    assert report(tmp_path, result).count("\\ No newline at end of file\n") == 2


def test_what_an_applied_fix_leaves_to_the_reader_is_said(tmp_path: Path) -> None:
    result = applied(tmp_path, f'{HEAD}aws.sqs.Queue("it")\n', (IT, fix(Set("a", 1), note="on both queues")))
    assert "Applied, and left to you (1)\n  rule-0  on both queues\n" in report(tmp_path, result)
    assert "left to you" not in report(
        tmp_path, applied(tmp_path, f'{HEAD}aws.sqs.Queue("it")\n', (IT, fix(Set("a", 1))))
    )


def test_no_name_of_the_program_makes_a_line_of_the_report(tmp_path: Path) -> None:
    odd = resource("aws:sqs/queue:Queue", "it\nforged")
    result = applied(tmp_path, f"{HEAD}aws.sqs.Queue(name)\n", (odd, fix(Set("a", 1))), others=[IT])
    assert "forged" not in report(tmp_path, result).splitlines()
