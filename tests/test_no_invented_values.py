"""The law of values: a fix has no text that neither AWS nor the program defines. What the reader chooses is a blank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from policypack.constraint import BoundRow
from policypack.engine.examples import examples_of
from policypack.engine.registry import all_rules
from policypack.fix import Add, Archive, Create, Edit, Fix, Json, Map, Ref, Set, Step
from policypack.laws.fixes import violated
from policypack.model.values import Plain
from policypack.rule import AnyRule, Bad
from tests.examples import run_example
from tests.test_every_rule import name

BAD = [(rule, example) for rule in all_rules() for example in examples_of(rule) if isinstance(example, Bad)]
TABLES = [(rule, rule.table) for rule in all_rules() if rule.table is not None]
ROWS = [pytest.param(one, id=f"{rule.id}-{one.number}") for rule, table in TABLES for one in table.bound]

WORDS = frozenset((Path(__file__).parent / "words_of_aws.txt").read_text(encoding="utf-8").split())
"""Members of AWS's enumerations, and names of its own things."""
PARTS = frozenset({"alias", "mnt", "fifo", "sg", "arn", "aws", "iam"})
"""What AWS demands in front of a name or behind it."""
FORMS = re.compile(
    r"\*|-1|"  # everything
    r"\d+(?:\.\d+)*\+?|2012-10-17|"  # numbers, versions, the version of policies
    r"[a-z0-9-]+:(?:\*|[A-Z][A-Za-z]*\*?)|"  # actions
    r"(?:[a-z0-9-]+\.)+amazonaws\.com|com\.amazonaws\.[a-z0-9.-]+|"  # services
    r"[a-z]{2}(?:-[a-z]+)+-\d[a-z]?|[a-z]+\d+-az\d|"  # regions and zones
    r"(?:db|cache)\.[a-z0-9]+\.[a-z0-9]+|(?:[a-z-]+)\d+(?:\.(?:\d+|x))*|"  # classes, families, runtimes
    r"aws/codebuild/[\w.:-]+|"
    r"(?:[a-z]{3}:)?\d\d:\d\d-(?:[a-z]{3}:)?\d\d:\d\d|"  # windows, which are options
    r"0\.0\.0\.0/0|::/0"
)


def texts(tree: Plain) -> Iterator[str]:
    """Each text in a value of a fix, but for the keys."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Json):
        yield from texts(tree.tree)
    elif isinstance(tree, Map):
        yield from texts(dict(tree.entries))
    elif isinstance(tree, Archive):
        yield tree.path
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from texts(item)
    elif isinstance(tree, list | tuple):
        for item in tree:
            yield from texts(item)


def references(tree: Plain) -> Iterator[str]:
    """The name of each resource that the value refers to and that is not one of the stack."""
    if isinstance(tree, Ref):
        if tree.target is None or not tree.target.urn:
            yield tree.name
    elif isinstance(tree, Json):
        yield from references(tree.tree)
    elif isinstance(tree, Map):
        yield from references(dict(tree.entries))
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from references(item)
    elif isinstance(tree, list | tuple):
        for item in tree:
            yield from references(item)


def values(way: tuple[Step, ...]) -> Iterator[Plain]:
    """What the steps write."""
    for step in way:
        if isinstance(step, Create):
            yield step.arguments
        elif isinstance(step, Set | Add | Edit):
            yield step.value


def words(text: str) -> set[str]:
    """The words and numbers, which survive a correction; accents do not."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z]+|\d+", plain))


def is_made_of(text: str, program: str) -> bool:
    """The text has the program's words, whole or their beginnings, or its letters in their order; a block of addresses
    has one of the program's."""
    if re.fullmatch(r"[\d.]+/\d+", text):
        return any(ip_address(one) in ip_network(text) for one in re.findall(r"\d+(?:\.\d+){3}", program))
    known = words(program) | PARTS
    parts = (word for word in words(text) if len(set(word)) > 1)
    return all(any(one.startswith(word) for one in known) for word in parts) or letters(text) in letters(program)


def letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]", text.lower()))


def invented(one: Fix, program: str) -> set[str]:
    """The texts of a fix that are neither AWS's words nor made of the program's."""
    found: set[str] = set()
    for way in (one.steps, *one.otherwise):
        made = {step.name for step in way if isinstance(step, Create)}
        for value in values(way):
            found |= {text for text in texts(value) if text not in WORDS and not FORMS.fullmatch(text)}
            found |= {ref for ref in references(value) if ref not in made}
    return {text for text in found if not is_made_of(text, program)}


@pytest.mark.parametrize(("rule", "example"), BAD, ids=name)
def test_a_fix_has_only_values_that_aws_or_the_program_defines(rule: AnyRule, example: Bad) -> None:
    stack, deployment = run_example(example)
    wrong = set()
    for one in violated([rule], stack.resources, stack, deployment).values():
        wrong |= invented(one.fix, example.program)
    assert wrong == set()


@pytest.mark.parametrize("one", ROWS)
def test_the_fix_of_a_row_has_only_values_that_aws_defines(one: BoundRow) -> None:
    given = " ".join(one.row.when.words.holds.split())
    assert invented(one.row.fix, given) == set()
