"""The text report: what is shown in full and what in brief, how findings are grouped, and in which words."""

from __future__ import annotations

import dataclasses
from datetime import date

from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.findings import Finding, Outcome
from policypack.fix import Set, fix
from policypack.model.stack import Stack
from policypack.reports.run import Run
from policypack.reports.text import Style
from policypack.rule import Level, Rejection
from policypack.testing import resource
from tests.reports.samples import text_of

QUEUES = [resource("aws:sqs/queue:Queue", name) for name in ("first", "second", "third")]
REJECTION = Rejection(
    service="SQS",
    condition="A queue is wrong",
    error=f"InvalidParameterValue: {'the value of the attribute is not valid and ' * 4}no more",
    source="https://example.com",
    invalid="",
    valid="",
)
PROBLEM = "delaySeconds is 901: AWS rejects that."
REPAIR = fix(Set("delaySeconds", 900))


def finding(of: int = 0, rule: str = "queue-valid", level: Level = "mandatory", problem: str = PROBLEM) -> Finding:
    queue = QUEUES[of]
    return Finding(
        rule,
        Outcome.VIOLATED,
        level,
        "high",
        "Queues must be right",
        queue.urn,
        queue.type,
        queue.name,
        problem=problem,
        fix=REPAIR,
        language="python",
    )


def rejected(of: int = 0) -> Finding:
    return dataclasses.replace(finding(of, "queue-rejected"), rejects=REJECTION)


def report(*findings: Finding, columns: int = 100, each: bool = False) -> str:
    lines = {QUEUES[0].urn: "a.py:3", QUEUES[1].urn: "a.py:3", QUEUES[2].urn: "a.py:9"}
    return text_of(Run(findings, Stack(QUEUES), 1, 0.0, lines), Style(columns=columns, each=each))


def test_names_are_in_the_language_of_the_program() -> None:
    text = report(finding())
    assert "delay_seconds is 901" in text
    assert "delaySeconds" not in text


def test_practices_are_brief_while_aws_rejects_something() -> None:
    text = report(rejected(), finding(1), finding(2, level="advisory", rule="queue-nice"))
    assert text.count("delay_seconds is 901") == 1, "the rejection's"
    assert "  queue-valid: Queues must be right\n    aws.sqs.Queue second  a.py:3  fix: delay_seconds=900\n" in text
    assert "  queue-nice: Queues must be right (third)\n" in text
    assert report(finding(1)).count("delay_seconds is 901") == 1
    each = report(rejected(), finding(1), finding(2, level="advisory", rule="queue-nice"), each=True)
    assert each.count("delay_seconds is 901") == 3


def test_a_fix_that_is_too_long_for_the_line_of_the_place_has_its_own() -> None:
    text = report(rejected(), finding(1), columns=50)
    assert "    aws.sqs.Queue second  a.py:3\n      fix: delay_seconds=900\n" in text


def test_what_only_the_full_text_says_is_not_brief() -> None:
    crashed = dataclasses.replace(finding(1), outcome=Outcome.CRASHED, problem="ValueError")
    assert "ValueError" in report(rejected(), crashed)
    over = Exemption("*", "*", "for a while", "stack", "the stack's file", expires=date(2026, 1, 31))
    text = report(rejected(), dataclasses.replace(finding(1), exemption=over))
    assert "Its exemption ended on 2026-01-31" in text


def test_a_brief_list_is_cut_and_counts_what_it_leaves_out() -> None:
    many = [dataclasses.replace(finding(1), fix=fix(Set("delaySeconds", number))) for number in range(9)]
    text = report(rejected(), *many)
    assert text.count("fix: delay_seconds=") == 4 + 1
    assert "    and 5 more; --each lists all\n" in text


def test_resources_that_one_line_makes_are_on_one_line() -> None:
    text = report(finding(0), finding(1), finding(2))
    assert "    aws.sqs.Queue first, second  a.py:3\n    aws.sqs.Queue third  a.py:9\n" in text
    assert text.count("delay_seconds is 901") == 1
    assert "first, second" not in report(finding(0), finding(1), finding(2), each=True)


def test_a_fix_of_several_faults_of_a_resource_is_shown_once() -> None:
    both = (finding(0), finding(0, problem="delaySeconds is not even."))
    for text in (report(*both), report(*both, finding(1, problem="It is another fault."))):
        assert "delay_seconds is not even.\n" in text
        assert text.count("aws.sqs.Queue first") == 1
    assert report(*both).count("fix:") == 1


def test_the_error_of_aws_is_one_line_in_a_narrow_terminal_two_and_all_with_each() -> None:
    start = "SQS rejects this: InvalidParameterValue:"
    for columns, lines in ((100, 1), (60, 2)):
        shown = report(rejected(), columns=columns).partition("    fix:")[0].partition(start)[2].splitlines()
        assert len(shown) == lines
        assert shown[-1].endswith(" ...")
        assert max(map(len, shown)) <= columns
    assert "no more" in report(rejected(), each=True)
