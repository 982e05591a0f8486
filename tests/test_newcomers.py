"""The law of fixes over whole programs, each with several faults as beginners make them: applied together, the fixes
remove what they were for, bring up nothing that stops, and leave a program that runs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.registry import all_rules
from policypack.fixing.outcomes import Kind
from policypack.fixing.rounds import apply_in_rounds
from policypack.offline import preview
from policypack.reports.run import Run
from tests.fixed import keys

PROGRAMS = sorted((Path(__file__).parent / "newcomers").glob("*.py"))
REASONS = ("fill in: ", "the call also makes ", "the program does not run with it: ")
SAID = (" comes from elsewhere: ", " is not written in the call: ", " may come from ")
"""Why a fix is left: it is the reader's choice, or the code does not say the value where the resource is made."""


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda file: file.stem)
def test_a_beginners_program_gets_all_fixes_that_need_no_choice(program: Path) -> None:
    def again(contents: Mapping[Path, bytes]) -> Run:
        return preview(program, Configuration(all_rules()), config={"aws:region": "us-east-1"}, contents=contents)

    first = again({})
    applied, last = apply_in_rounds(first, again)
    done = [one.finding for one in applied.outcomes if one.kind is Kind.APPLIED]
    assert len(done) >= 5
    assert keys(done) & keys(last.findings) == set()
    assert keys(one for one in last.findings if one.stops) <= keys(first.findings)
    left = [one for one in applied.outcomes if one.finding.stops and one.kind is Kind.DECLINED]
    assert len(left) * 2 <= sum(one.stops for one in first.findings)
    for one in left:
        assert one.text.startswith(REASONS) or any(part in one.text for part in SAID), one.text
        assert one.place
