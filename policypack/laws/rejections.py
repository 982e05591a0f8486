"""The law that what AWS rejects is shown: refused on one resource of an example, and accepted on its neighbour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policypack.engine.findings import Outcome
from policypack.laws.asking import Ran, file_of, findings
from policypack.laws.broken import Broken
from policypack.rule import AnyRule, Bad, Good

LAW = "rejections are shown by the resources that they name"


def rejections(rule: AnyRule, runs: Sequence[Ran]) -> Iterator[Broken]:
    """Each rejection has AWS's error, its resources are in a bad and in a good example, and the demand that finds the
    bad one names it."""
    for condition, count in Counter(one.condition for one in rule.rejections).items():
        if count > 1:
            yield _broken(rule, condition, f"is declared {count} times.", "Give each rejection a condition of its own.")
    found = {resource for ran in runs if isinstance(ran.example, Bad) for resource in ran.example.finds}
    accepted = {one.name for ran in runs if isinstance(ran.example, Good) for one in ran.stack.resources}
    named = set(_named(rule, runs))
    for one in rule.rejections:
        if not one.error:
            yield _broken(rule, one.condition, "has no error.", "Quote the error that AWS returns.")
        if one.invalid not in found:
            problem = f"names the invalid resource {one.invalid}, which no bad example finds fault with."
            yield _broken(rule, one.condition, problem, f"Add {one.invalid} to a bad example: # finds: property")
        elif (one.condition, one.invalid) not in named:
            problem = f"is not what the finding on {one.invalid} names."
            yield _broken(rule, one.condition, problem, "Give the demand that finds it rejects=, with this rejection.")
        if one.valid not in accepted:
            problem = f"names the valid resource {one.valid}, which no good example has."
            yield _broken(rule, one.condition, problem, f"Add {one.valid} to a good example.")
    for condition in sorted({condition for condition, _ in named} - {one.condition for one in rule.rejections}):
        problem = "is named by a finding, but the rule does not declare it."
        yield _broken(rule, condition, problem, "Add it to the rule's rejections.")


def _named(rule: AnyRule, runs: Sequence[Ran]) -> Iterator[tuple[str, str]]:
    """The condition of each rejection that a violation of a bad example names, and the resource that it is of."""
    for ran in runs:
        if isinstance(ran.example, Bad):
            for one in findings(rule, ran.stack, ran.deployment):
                if one.outcome is Outcome.VIOLATED and one.rejects is not None:
                    yield one.rejects.condition, one.resource_name


def _broken(rule: AnyRule, condition: str, problem: str, hint: str) -> Broken:
    return Broken(LAW, file_of(rule), f'The rejection "{condition}" {problem}', hint)
