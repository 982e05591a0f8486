"""The laws that every rule obeys. A new rule is found by itself; nothing here names one."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policypack.catalog.catalog import load_catalog
from policypack.catalog.schema import input_schema
from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome, ordered, until_known
from policypack.engine.judge import ask
from policypack.engine.options import options_schema, read_options
from policypack.engine.registry import all_rules, location
from policypack.engine.settings import Setting
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Secret
from policypack.rule import AnyRule, Bad, Example, Good, Rejection, ResourceRule, Undecided
from tests.examples import FORESEEN, run_example
from tests.generation.effort import effort
from tests.parts import parts
from tests.reading import Reading, properties_of

RULES = all_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule)]
UNDECIDED = [(rule, example) for rule, example in EXAMPLES if isinstance(example, Undecided)]
MOST_LINES = 3
"""Lines of a message without AWS's error, at 100 columns."""
LISTED = re.compile(r", | and | or |; ")
MARK = "marked-s3cr3t-value"
F_STRING = re.compile(r'\bf"[^"]*"')
PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w.]*\}")
SENTINEL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SOURCES = re.compile(
    r"https://(docs\.aws\.amazon\.com|aws\.amazon\.com|repost\.aws|www\.pulumi\.com|github\.com/[\w.-]+/[\w.-]+/(issues|pull|blob))/"
)


def name(of: object) -> str:
    if isinstance(of, Example):
        return f"{type(of).__name__}-{of.title}"
    return getattr(of, "id", str(of))


def default(rule: AnyRule) -> Setting:
    return Setting(rule, rule.level, read_options(rule.options, {}, rule.id))


def findings(rule: AnyRule, stack: Stack, deployment: Deployment) -> list[Finding]:
    found = []
    for resource in stack.of_type(rule.applies_to):
        found += ask(default(rule), resource, deployment, load_catalog(), stack)
    return found


def asked_after(changed: Resource, rule: AnyRule, stack: Stack) -> Stack:
    """The part of the stack with a resource changed, or that resource alone where the rule reads no other."""
    if isinstance(rule, ResourceRule):
        return Stack([changed])
    part = parts(stack)[changed.urn]
    asked = part if answers_alone(rule, stack, part[0].urn) else stack.resources
    return Stack(changed if one.urn == changed.urn else one for one in asked)


@lru_cache(maxsize=1024)
def answers_alone(rule: AnyRule, stack: Stack, urn: str) -> bool:
    """The rule says the same of the resource's part of the stack where there is nothing else."""
    part = parts(stack)[urn]
    urns = {one.urn for one in part}
    return said_of(rule, Stack(part)) == [one for one in said_of(rule, stack) if one[0] in urns]


@lru_cache(maxsize=1024)
def said_of(rule: AnyRule, stack: Stack) -> list[tuple[str, Outcome, str]]:
    """What the rule says of a stack in a region: URN, outcome and property."""
    found = findings(rule, stack, Deployment(config={"aws:region": "us-east-1"}))
    return [(one.urn, one.outcome, one.at) for one in found]


def told(found: list[Finding], outcome: Outcome) -> dict[str, set[str]]:
    """Resource name -> properties at fault, or properties that are not known."""
    result: dict[str, set[str]] = {}
    for one in found:
        if one.outcome is outcome:
            at = {one.at} if outcome is not Outcome.UNDETERMINED else {reason.property for reason in one.because}
            result.setdefault(one.resource_name, set()).update(at)
    return result


def stated(expected: Mapping[str, str | tuple[str, ...]]) -> dict[str, set[str]]:
    return {key: {at} if isinstance(at, str) else set(at) for key, at in expected.items()}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_examples_answer_exactly_as_stated(rule: AnyRule, example: Example) -> None:
    found = findings(rule, *run_example(example))
    violated, undetermined = told(found, Outcome.VIOLATED), told(found, Outcome.UNDETERMINED)
    assert told(found, Outcome.CRASHED) == {}
    assert violated == (stated(example.finds) if isinstance(example, Bad) else {})
    if isinstance(example, Undecided):
        assert undetermined == stated(example.because)
    if isinstance(example, Good) and undetermined:
        # What waits for resources of the program itself is foreseen.
        foreseen = findings(rule, *run_example(example, FORESEEN))
        assert told(foreseen, Outcome.VIOLATED) == {}
        assert told(foreseen, Outcome.UNDETERMINED) == {}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_messages_say_what_is_wrong_and_how_to_fix_it(rule: AnyRule, example: Example) -> None:
    for one in findings(rule, *run_example(example)):
        if one.outcome is Outcome.VIOLATED:
            text = f"{one.problem} {one.fix}"
            assert one.problem
            assert one.fix
            assert "not known" not in text, "a decided finding does not say that something is not known"
            assert '" not set' not in text, "an absent value is not printed beside another one"
            lines = textwrap.wrap(one.problem, 96, break_on_hyphens=False)
            assert len(lines) <= MOST_LINES or len(LISTED.findall(one.problem)) >= MOST_LINES, "too long, and no list"
            assert not PLACEHOLDER.findall(F_STRING.sub("", text)), "an f-string lacks its f"


def test_undetermined_findings_have_a_text_of_their_own() -> None:
    for rule, example in EXAMPLES:
        if isinstance(example, Undecided):
            for one in findings(rule, *run_example(example)):
                assert one.outcome is Outcome.UNDETERMINED
                assert one.problem == until_known(one.because, one.resource_name)
                assert not one.fix


@pytest.mark.parametrize(("rule", "example"), UNDECIDED, ids=name)
def test_an_unknown_argument_is_reported_once(rule: AnyRule, example: Example) -> None:
    """However many demands wait for it."""
    found = ordered(findings(rule, *run_example(example)))
    texts = [(one.urn, one.at, one.problem) for one in found if one.outcome is Outcome.UNDETERMINED]
    assert texts
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_forgetting_a_value_never_changes_a_decided_answer(rule: AnyRule, example: Example) -> None:
    stack, deployment = run_example(example)
    first = told(findings(rule, stack, deployment), Outcome.VIOLATED)
    for changed in with_one_value_forgotten(rule, stack):
        before = {one.name: first[one.name] for one in changed.resources if one.name in first}
        found = findings(rule, changed, deployment)
        after, undetermined = told(found, Outcome.VIOLATED), told(found, Outcome.UNDETERMINED)
        assert told(found, Outcome.CRASHED) == {}
        for resource, properties in after.items():
            assert properties <= before.get(resource, set()), f"{resource} is violated only when less is known"
        for resource in before:
            assert resource in after or undetermined, f"{resource} is fine only when less is known"


def with_one_value_forgotten(rule: AnyRule, stack: Stack) -> Iterator[Stack]:
    """The stack with each value that the rule reads replaced by an unknown one, one at a time."""
    read = properties_of(rule, stack)
    for resource in stack.resources:
        for key in sorted(read.get(resource.type, ())):
            if key in resource.inputs:
                for inputs in forgotten(dict(resource.inputs), key):
                    changed = dataclasses.replace(resource, inputs=inputs, outputs=None)
                    yield asked_after(changed, rule, stack)


def forgotten(inputs: dict[str, object], key: str) -> Iterator[dict[str, object]]:
    yield {**inputs, key: UNKNOWN}
    value = inputs[key]
    if isinstance(value, list):
        for index in range(len(value)):
            yield {**inputs, key: [UNKNOWN if at == index else item for at, item in enumerate(value)]}
    if isinstance(value, dict):
        for part in value:
            yield {**inputs, key: {**value, part: UNKNOWN}}


SECRETS = ([Secret(MARK)], {"status": Secret(MARK)}, Secret([MARK]), Secret({MARK: MARK}))
"""Forms of a secret, which arguments get by turns."""


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_no_message_shows_a_secret(rule: AnyRule, example: Example) -> None:
    stack, deployment = run_example(example)
    read = properties_of(rule, stack)
    for resource in stack.resources:
        keys = [key for key in read.get(resource.type, ()) if key in resource.inputs]
        for number, key in enumerate(sorted(keys)):
            for value in (Secret(MARK), SECRETS[number % len(SECRETS)]):
                changed = dataclasses.replace(resource, inputs={**resource.inputs, key: value})
                for one in findings(rule, asked_after(changed, rule, stack), deployment):
                    text = f"{one.problem} {one.fix} {one.at} {one.because}"
                    assert MARK not in text
                    assert not SENTINEL.search(text)


junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.floats(),
        st.text(max_size=20),
        st.just(UNKNOWN),
        st.sampled_from(["", "0", "-1", "99999999999", "{", "[]", "null", "*", "arn:aws:s3:::x", "10.0.0.0/16", "aws"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(max_size=5), inner, max_size=3),
        inner.map(Secret),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_no_input_makes_a_rule_crash(rule: AnyRule) -> None:
    bad = next(example for example in examples_of(rule) if isinstance(example, Bad))
    stack, deployment = run_example(bad)
    read = properties_of(rule, stack)
    targets = [(resource, key) for resource in stack.resources for key in sorted(read.get(resource.type, ()))]

    @settings(max_examples=effort(30), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def fuzz(data: st.DataObject) -> None:
        before = stack.resources
        replaced: dict[str, Resource] = {resource.urn: resource for resource in before}
        for resource, key in data.draw(st.lists(st.sampled_from(targets), min_size=1, max_size=4)):
            current = replaced[resource.urn]
            replaced[resource.urn] = dataclasses.replace(current, inputs={**current.inputs, key: data.draw(junk)})
        changed = (one for one in replaced.values() if not isinstance(rule, ResourceRule) or one not in before)
        assert told(findings(rule, Stack(changed), deployment), Outcome.CRASHED) == {}

    if targets:
        fuzz()


ONLY_IN_6 = {"redshift-audit-logs": {"logging"}}
"""Rule -> arguments that pulumi-aws 6 has and 7 has not."""


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_each_property_that_a_check_reads_exists(rule: AnyRule) -> None:
    """A mistyped name would read as absent."""
    reading = Reading.of_rule(rule, [run_example(example) for example in examples_of(rule)])
    known: dict[str, set[str]] = {}
    for type_ in reading.types:
        if type_.startswith("aws:"):
            known[type_] = set(input_schema(type_))
    for key in sorted({*reading.properties} - ONLY_IN_6.get(rule.id, set())):
        assert any(key in names for names in known.values()), f"no type that {rule.id} reads has the property {key}"


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_is_complete(rule: AnyRule) -> None:
    kinds = {type(example) for example in examples_of(rule)}
    assert kinds >= {Bad, Good, Undecided}
    assert rule.references
    assert all(SOURCES.match(reference) for reference in rule.references)
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert " must " in rule.summary, "a finding's headline is what the rule demands"
    assert len(rule.summary) < 80
    assert rule.rationale.strip()
    assert rule.table is not None or (rule.check is not None and rule.check.__doc__)
    assert all(schema["description"] for schema in options_schema(rule.options).values())
    assert location(rule.id) is not None


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


rejecting = [rule for rule in RULES if rule.rejections and rule.level == "mandatory"]
good_examples = [(rule, example) for rule, example in EXAMPLES if isinstance(example, Good)]


@pytest.mark.parametrize(("rule", "example"), good_examples, ids=name)
def test_nothing_that_rejects_fires_on_what_another_rule_calls_good(rule: AnyRule, example: Example) -> None:
    stack, deployment = run_example(example)
    for other in rejecting:
        assert told(findings(other, stack, deployment), Outcome.VIOLATED) == {}, f"{other.id} fires"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.rejections], ids=name)
def test_each_rejection_is_shown_refused_and_its_neighbour_accepted(rule: AnyRule) -> None:
    found = {resource for example in examples_of(rule) if isinstance(example, Bad) for resource in example.finds}
    good = [run_example(example)[0] for example in examples_of(rule) if isinstance(example, Good)]
    accepted = {resource.name for stack in good for resource in stack.resources}
    for rejection in rule.rejections:
        assert rejection.invalid in found, rejection.condition
        assert rejection.valid in accepted, rejection.condition
        assert SOURCES.match(rejection.source), rejection.source
        assert rejection.error
    conditions = [rejection.condition for rejection in rule.rejections]
    assert len(set(conditions)) == len(conditions)


def bound(rule: AnyRule) -> Iterator[tuple[str, Rejection | None]]:
    """Resource -> the rejection that a violation of one of the rule's bad examples names."""
    for example in examples_of(rule):
        if isinstance(example, Bad):
            for one in findings(rule, *run_example(example)):
                if one.outcome is Outcome.VIOLATED:
                    yield one.resource_name, one.rejects


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.rejections], ids=name)
def test_each_rejection_is_bound_to_the_demand_that_finds_it(rule: AnyRule) -> None:
    """Swapping the errors of two demands would show another rejection on their resources."""
    found = list(bound(rule))
    named = {(rejection.condition, resource) for resource, rejection in found if rejection is not None}
    for rejection in rule.rejections:
        assert (rejection.condition, rejection.invalid) in named, rejection.condition
    assert {condition for condition, _ in named} <= {rejection.condition for rejection in rule.rejections}
