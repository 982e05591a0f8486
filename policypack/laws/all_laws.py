"""All laws, asked of one rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome
from policypack.errors import RuleError
from policypack.laws.answers import answers
from policypack.laws.asking import Ran, file_of, findings
from policypack.laws.broken import Broken
from policypack.laws.complete import complete
from policypack.laws.fixes import fixes
from policypack.laws.inputs import absent, junk
from policypack.laws.knowledge import forgetting
from policypack.laws.messages import messages, shows_no_secret
from policypack.laws.names import names
from policypack.laws.rejections import rejections
from policypack.laws.rows import rows
from policypack.laws.runs import LAW as RUNS
from policypack.laws.runs import runs_of
from policypack.rule import AnyRule, Example

_OF_EXAMPLES = (answers, messages, forgetting, absent, junk, shows_no_secret, fixes)
"""The laws of a rule and one example."""


def broken_laws(rule: AnyRule) -> list[Broken]:
    """What does not hold of a rule, each thing once, in the order of the laws; empty where all laws hold.

    A rule that fails on an example of its own is asked nothing else: what it would answer says nothing.
    """
    try:
        examples = examples_of(rule)
    except RuleError as error:
        return [Broken(RUNS, file_of(rule), str(error), "Correct the example.")]
    ran = runs_of(rule, examples)
    failed = [one for one in ran if isinstance(one, Broken)]
    return [*failed, *broken_by(rule, examples, [one for one in ran if isinstance(one, Ran)])]


def broken_by(rule: AnyRule, examples: Sequence[Example], runs: Sequence[Ran]) -> list[Broken]:
    """What does not hold of a rule with these examples, of which ``runs`` are those that ran."""
    fails = any(one.outcome is Outcome.CRASHED for ran in runs for one in findings(rule, ran.stack, ran.deployment))
    found = (broken for one in runs for broken in answers(rule, one)) if fails else _of_all(rule, runs)
    return list(dict.fromkeys((*complete(rule, examples), *found)))


def _of_all(rule: AnyRule, runs: Sequence[Ran]) -> Iterator[Broken]:
    for law in _OF_EXAMPLES:
        for one in runs:
            yield from law(rule, one)
    yield from names(rule, runs)
    yield from rows(rule)
    yield from rejections(rule, runs)
