"""The law that a rule says all that its readers need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.engine.options import options_schema
from policypack.laws.asking import file_of
from policypack.laws.broken import Broken
from policypack.rule import AnyRule, Bad, Example, Good, Undecided

LAW = "the rule is complete"
LONGEST_SUMMARY = 80


def complete(rule: AnyRule, examples: Sequence[Example]) -> Iterator[Broken]:
    """Examples of each kind, a summary, a rationale, and words for the check and for each option."""
    for kind, shows in (
        (Bad, "what it finds"),
        (Good, "what it has nothing to say of"),
        (Undecided, "what a preview cannot judge"),
    ):
        if not any(isinstance(one, kind) for one in examples):
            name = kind.__name__.lower()
            yield _broken(rule, f"It has no {name} example.", f"Write {name}.py, a program that shows {shows}.")
    for problem in _faults_of_summary(rule.summary):
        yield _broken(rule, problem, 'Write what the rule demands: "Buckets of logs must have a lifecycle rule".')
    if not rule.rationale.strip():
        yield _broken(rule, "It has no rationale.", "Say in a sentence or two what goes wrong without the rule.")
    if rule.check is None and rule.table is None:
        yield _broken(rule, "It has neither a check nor rows.", "Give it a check, a function that gives verdicts.")
    if rule.check is not None and not (rule.check.__doc__ or "").strip():
        yield _broken(rule, "Its check has no docstring.", "Say in the check's docstring when the demand holds.")
    for name, schema in options_schema(rule.options).items():
        if not schema["description"]:
            yield _broken(rule, f"Its option {name} has no description.", 'Annotate it: Annotated[int, "What it is"].')


def _faults_of_summary(summary: str) -> Iterator[str]:
    if not summary.strip():
        yield "It has no summary."
        return
    if " must " not in summary:
        yield 'Its summary has no "must".'
    if summary.endswith("."):
        yield "Its summary ends with a full stop."
    if len(summary) >= LONGEST_SUMMARY:
        yield f"Its summary has {len(summary)} characters; fewer than {LONGEST_SUMMARY} are expected."


def _broken(rule: AnyRule, problem: str, hint: str) -> Broken:
    return Broken(LAW, file_of(rule), problem, hint)
