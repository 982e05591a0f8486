"""Each law finds the rule that breaks it, and says where and how; a right rule breaks none."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from policypack.engine.examples import examples_of
from policypack.laws import answers, complete, fixes, inputs, knowledge, messages, names, rejections, rows, runs
from policypack.laws.all_laws import broken_by, broken_laws
from policypack.laws.broken import Broken
from policypack.rule import AnyRule
from tests.examples import ran
from tests.laws.rules import BAD, EXAMPLES, GOOD, RULE, UNDECIDED, own_rule

LINKED = 'context.stack.linked(["aws:sqs/queuePolic:QueuePolic"], to=queue, by="queueUrl")'
HOLDS = "kept.equals(True),"
WITH_FIFO = {
    "bad": BAD.replace("=False", "=False, fifo_queue=False"),
    "good": GOOD.replace("=True", "=True, fifo_queue=True"),
    "undecided": UNDECIDED.replace("=kept", "=kept, fifo_queue=True"),
}
REJECTION = """
TOO_OPEN = Rejection(
    service="Amazon SQS",
    condition="A queue is open",
    error="InvalidParameterValue: open",
    source="https://docs.aws.amazon.com/sqs",
    invalid="open",
    valid="closed",
)


def check"""
ROWS = """
from dataclasses import replace

from policypack.constraint import within
from policypack.fix import Set, fix
from policypack.rule import constraints_rule

SOURCE = "https://docs.aws.amazon.com/sqs"
SHORT = within("delaySeconds", 0, 900, error="InvalidParameterValue: delay", source=SOURCE)
LONG = within("delaySeconds", 0, 2000, error="InvalidParameterValue: too long", source=SOURCE)
RULE = constraints_rule(
    id="queue-encrypted",
    service="Amazon SQS",
    summary="Arguments of queues must be what AWS accepts",
    rationale="AWS would reject them minutes later.",
    since="1.0.0",
    constraints={("aws:sqs/queue:Queue",): (SHORT, replace(LONG, ROW))},
)
"""


def changed(*pairs: tuple[str, str]) -> str:
    """The right rule's code with other words."""
    code = RULE
    for old, new in pairs:
        assert old in code
        code = code.replace(old, new)
    return code


def check_of(holds: str, before: str = "") -> str:
    """The right rule's code with another demand."""
    return changed((HOLDS, f"{holds},"), ("    return require(", f"    {before}\n    return require("))


def broken(folder: Path, code: str = RULE, **examples: str) -> list[Broken]:
    """What is broken of a rule; its examples run in forks."""
    rule = own_rule(folder, code, {**EXAMPLES, **examples})
    shown, files = examples_of(rule), runs.files_of(rule)
    return broken_by(rule, shown, [replace(ran(one), file=files[one.program]) for one in shown])


def laws(found: list[Broken]) -> set[str]:
    assert all(one.problem.endswith(".") and one.where and one.hint for one in found), found
    return {one.law for one in found}


def test_a_right_rule_breaks_no_law(tmp_path: Path) -> None:
    assert broken_laws(own_rule(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Queues must be encrypted", "Encrypt queues", 'Its summary has no "must".'),
        ("Queues must be encrypted", "Queues must be encrypted.", "Its summary ends with a full stop."),
        ("Queues must be encrypted", f"Queues must be {'very ' * 20}encrypted", "Its summary has 124 characters"),
        ("Queues must be encrypted", "", "Its summary has no summary."),
        ("Messages may hold what customers told us.", " ", "It has no rationale."),
        ('"""The queue is encrypted."""', "", "Its check has no docstring."),
    ],
)
def test_a_rule_without_words(tmp_path: Path, old: str, new: str, problem: str) -> None:
    (one,) = broken(tmp_path, changed((old, new)))
    assert one.law == complete.LAW
    assert one.where == str(tmp_path / "queue_encrypted.py")
    assert one.problem.startswith(problem.replace("Its summary has no summary.", "It has no summary."))


def test_a_rule_without_an_example(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, examples={"bad": BAD, "good": GOOD})
    shown = examples_of(rule)
    (one,) = broken_by(rule, shown, [ran(each) for each in shown])
    assert (one.law, one.problem) == (complete.LAW, "It has no undecided example.")
    assert "undecided.py" in one.hint


def test_an_option_without_a_description(tmp_path: Path) -> None:
    options = "@dataclass(frozen=True)\nclass Options:\n    most: int = 1\n\n\ndef check"
    code = changed(("def check", options), ("check=check", "check=check, options=Options"))
    (one,) = broken(tmp_path, f"from dataclasses import dataclass\n{code}")
    assert (one.law, one.problem) == (complete.LAW, "Its option most has no description.")


def test_an_example_that_never_fires(tmp_path: Path) -> None:
    silent = 'import pulumi_aws as aws\n\naws.sqs.Queue("closed", sqs_managed_sse_enabled=True)\n'
    (one,) = broken(tmp_path, bad=silent)
    assert one.law == answers.LAW
    assert "# finds: name" in one.hint
    (stated,) = broken(tmp_path / "stated", bad=silent.replace("True)", "True)  # finds: sqsManagedSseEnabled"))
    assert "states that the rule finds sqsManagedSseEnabled; it finds nothing" in stated.problem


@pytest.mark.parametrize(
    ("examples", "problem"),
    [
        (
            {"bad": BAD.replace(": sqs", ": name, sqs")},
            "finds name, sqsManagedSseEnabled; it finds sqsManagedSseEnabled.",
        ),
        ({"bad": BAD.replace("finds:", "finds else:")}, "The program registers no such resource."),
        ({"good": BAD.partition("#")[0]}, "Of open, the example states that the rule finds nothing"),
        ({"undecided": UNDECIDED.partition("#")[0]}, "waits for nothing; it waits for sqsManagedSseEnabled."),
        ({"undecided": GOOD}, "The example is undecided, but the rule decides all of it."),
        ({"good": UNDECIDED.partition("#")[0]}, "waits for sqsManagedSseEnabled, though the example is good."),
    ],
)
def test_an_example_that_states_something_else(tmp_path: Path, examples: dict[str, str], problem: str) -> None:
    found = broken(tmp_path, **examples)
    assert laws(found) == {answers.LAW}
    assert problem in " ".join(one.problem for one in found)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('f"sqsManagedSseEnabled is {kept}: messages lie on disks as they are."', '""', "no problem"),
        ('fix=fix(Set("sqsManagedSseEnabled", True))', "fix=NO_FIX", "no fix"),
        ('f"sqs', '"sqs', "shows {kept}: a string lacks its f"),
        ("lie on disks", "that are not known lie on disks", '"not known"'),
        ("lie on disks", "lie on disks for " + "a long " * 50 + "time", "has 5 lines"),
    ],
)
def test_a_message_that_says_too_little_or_too_much(tmp_path: Path, old: str, new: str, problem: str) -> None:
    code = changed((old, new)).replace("import Set, fix", "import NO_FIX, Set, fix")
    (one,) = [it for it in broken(tmp_path, code) if it.law != fixes.LAW]
    assert one.law == messages.LAW
    assert problem in one.problem


def test_an_unknown_value_that_decides(tmp_path: Path) -> None:
    code = check_of('any_of(kept.equals(True), known(queue["fifoQueue"].say(bool, False)))')
    good = WITH_FIFO["good"] + '\naws.sqs.Queue("first", fifo_queue=True, sqs_managed_sse_enabled=False)\n'
    (one,) = broken(tmp_path, code, good=good)
    assert one.law == knowledge.LAW
    assert one.problem.startswith("Where first: fifoQueue is not known, the rule finds first: sqsManagedSseEnabled;")


def test_an_absent_value_that_ends_the_check(tmp_path: Path) -> None:
    found = broken(tmp_path, check_of("kept.equals(True)", 'queue.inputs["fifoQueue"]'), **WITH_FIFO)
    assert laws(found) == {inputs.ABSENT}
    line = (tmp_path / "queue_encrypted.py").read_text(encoding="utf-8").split('queue.inputs["')[0].count("\n") + 1
    assert {one.where for one in found} == {f"{tmp_path / 'queue_encrypted.py'}:{line}"}
    assert "KeyError: 'fifoQueue'" in found[0].problem


def test_junk_that_ends_the_check(tmp_path: Path) -> None:
    found = broken(tmp_path, check_of("kept.equals(True)", 'queue["delaySeconds"].say(int, 0)'))
    assert laws(found) == {inputs.JUNK}
    assert "where open: delaySeconds is 'x': ValueError" in " ".join(one.problem for one in found)


def test_a_check_that_fails_on_its_own_example(tmp_path: Path) -> None:
    found = broken(tmp_path, check_of("kept.equals(True)", "1 / 0"))
    assert laws(found) == {answers.LAW}
    assert all("ZeroDivisionError: division by zero" in one.problem for one in found)


def test_a_message_with_a_secret(tmp_path: Path) -> None:
    code = changed(
        ("is {kept}:", "is {revealed(queue.inputs.get('sqsManagedSseEnabled'))}:"),
        ("from policypack.check", "from policypack.model.values import revealed\nfrom policypack.check"),
    )
    found = broken(tmp_path, code)
    assert laws(found) == {messages.SECRETS}
    assert found[0].problem.startswith("With a secret sqsManagedSseEnabled of open")


@pytest.mark.parametrize(
    ("code", "name", "near"),
    [
        (check_of('any_of(kept.equals(True), queue["fifoQueu"].equals("x"))'), "fifoQueu", "fifoQueue"),
        (check_of('any_of(kept.equals(True), queue["delay_seconds"].equals("x"))'), "delay_seconds", "delaySeconds"),
        (changed(("sqs/queue:Queue", 'sqs/queue:Queue", "aws:sqs/que:Que')), "aws:sqs/que:Que", "aws:sqs/queue:Queue"),
        (
            changed(
                ("= ResourceRule(", "= StackRule("),
                (HOLDS, f"any_of({HOLDS} {LINKED}.exists()),"),
            ),
            "aws:sqs/queuePolic:QueuePolic",
            "aws:sqs/queuePolicy:QueuePolicy",
        ),
    ],
)
def test_a_name_that_does_not_exist(tmp_path: Path, code: str, name: str, near: str) -> None:
    (one,) = broken(tmp_path, code)
    assert one.law == names.LAW
    assert name in one.problem
    assert one.hint == f"Did you mean {near}?"
    number = int(one.where.rpartition(":")[2])
    assert name in code.splitlines()[number - 1]


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ('Set("sqsManagedSseEnabled", False)', "leaves the finding"),
        ('Set("sqsManagedSse", True)', "leaves the finding"),
        ('Set("name[3].first", 1)', "cannot be applied: KeyError"),
    ],
)
def test_a_fix_that_does_not_work(tmp_path: Path, new: str, problem: str) -> None:
    code = changed(('Set("sqsManagedSseEnabled", True)', new))
    (one,) = broken(tmp_path, code)
    assert one.law == fixes.LAW
    assert problem in one.problem
    assert one.where == str(tmp_path / "examples" / "queue_encrypted" / "bad.py")


def test_rows_that_break_each_other(tmp_path: Path) -> None:
    code = ROWS.replace("ROW)", 'fix=fix(Set("delaySeconds", 5)), correct=None, valid={"delaySeconds": 5})')
    found = broken_by(rule := own_rule(tmp_path, code, {}), examples_of(rule), [ran(one) for one in examples_of(rule)])
    assert laws(found) == {rows.LAW}
    assert "breaks invalid-2, too" in found[0].problem
    assert found[0].problem.startswith("Row 1 (delaySeconds): the invalid input {'delaySeconds': -1}")


def test_a_rejection_that_no_example_shows(tmp_path: Path) -> None:
    code = changed(
        ("def check", REJECTION.lstrip()),
        ("check=check", "check=check, rejections=(TOO_OPEN,)"),
        (HOLDS, f"{HOLDS} rejects=TOO_OPEN,"),
    )
    assert broken(tmp_path, code) == []
    other = code.replace('invalid="open"', 'invalid="else"').replace('valid="closed"', 'valid="other"')
    found = broken(tmp_path / "other", other)
    assert laws(found) == {rejections.LAW}
    assert ["else" in one.problem or "other" in one.problem for one in found] == [True, True]
    unnamed = broken(tmp_path / "unnamed", code.replace(" rejects=TOO_OPEN,", ""))
    assert [one.problem for one in unnamed] == [
        'The rejection "A queue is open" is not what the finding on open names.'
    ]


def test_a_program_that_fails_and_one_whose_finding_is_elsewhere(tmp_path: Path) -> None:
    """Asked as users ask."""
    wrong = {
        "bad": BAD.replace("finds: sqs", "finds: name, sqs"),
        "good": "import pulumi_aws as aws\n\nraise ValueError('no')\n",
    }
    failed, elsewhere = broken_laws(own_rule(tmp_path, examples={**EXAMPLES, **wrong}))
    folder = tmp_path / "examples" / "queue_encrypted"
    assert (failed.law, failed.where) == (runs.LAW, str(folder / "good.py"))
    assert "ValueError" in failed.problem
    assert (elsewhere.law, elsewhere.where) == (answers.LAW, f"{folder / 'bad.py'}:4")
    assert str(elsewhere).startswith(f"{folder / 'bad.py'}:4: {answers.LAW}: Of open, ")


def test_an_example_that_cannot_be_read(tmp_path: Path) -> None:
    (one,) = broken_laws(own_rule(tmp_path, examples={**EXAMPLES, "worse": GOOD}))
    assert one.law == runs.LAW
    assert "name an example bad*.py, good*.py or undecided*.py" in one.problem


def test_laws_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    rule: AnyRule = own_rule(tmp_path)
    assert broken_laws(rule) == []
    assert os.listdir(temporary) == []
