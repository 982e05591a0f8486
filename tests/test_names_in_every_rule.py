"""A sentence of a rule has names of properties outside quotes, and keys of JSON texts and values inside of them: what
is outside follows the program's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema
from policypack.engine.findings import Outcome
from policypack.fix.languages import blanks
from policypack.fix.names import names_in
from policypack.laws.asking import findings
from policypack.model.fixes import Add, Create, Edit, Fix, Set
from policypack.rule import AnyRule, Bad
from tests.engine.stand_ins.schema import output_properties
from tests.examples import run_example
from tests.test_every_rule import EXAMPLES, name

BAD = [(rule, example) for rule, example in EXAMPLES if isinstance(example, Bad)]
ELSEWHERE = {"getSecretVersion", "arnSuffix"}
"""A function of the SDK, and an output of a type that the example does not have."""


@pytest.mark.parametrize(("rule", "example"), BAD, ids=name)
def test_what_reads_as_a_name_is_one(rule: AnyRule, example: Bad) -> None:
    stack, deployment = run_example(example)
    known = ELSEWHERE.union(*(properties(one.type) for one in stack.resources))
    for one in findings(rule, stack, deployment):
        if one.outcome is Outcome.VIOLATED:
            known |= set().union(*(properties(step.type) for step in one.fix.steps if isinstance(step, Create)))
            for sentence in (one.problem, *sentences(one.fix)):
                names = {part for path in names_in(sentence) for part in re.findall(r"[a-z]\w*", path)}
                assert {part for part in names if part != part.lower()} <= known, f"quote it: {sentence}"


def sentences(fix: Fix) -> Iterator[str]:
    """The note, and what may be written into the blanks."""
    yield fix.note
    for step in (*fix.steps, *(one for way in fix.otherwise for one in way)):
        if isinstance(step, Set | Add | Edit):
            yield from blanks(step.value)
        elif isinstance(step, Create):
            yield from blanks(dict(step.arguments))


@cache
def properties(token: str) -> frozenset[str]:
    """The names of all inputs of a type, those inside of blocks, too, and of its outputs."""
    if token not in all_tokens():
        return frozenset()
    names = {output.name for output in output_properties(token)}
    seen: set[PropertyType] = set()
    waiting = [*input_schema(token).values()]
    while waiting:
        one = waiting.pop()
        names.add(one.name)
        if one not in seen:
            seen.add(one)
            waiting += one.fields.values() if one.kind is not Kind.STRING else ()
            waiting += (one.element,) if one.element is not None else ()
    return frozenset(names)
