"""The laws that every rule obeys. A new rule is found by itself; nothing here names one."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome, ordered, until_known
from policypack.engine.registry import all_rules, location
from policypack.laws.answers import answers
from policypack.laws.asking import crashes, findings, told
from policypack.laws.complete import complete
from policypack.laws.knowledge import forgetting
from policypack.laws.messages import messages, shows_no_secret
from policypack.laws.names import names
from policypack.laws.reading import properties_of
from policypack.laws.rejections import rejections
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Secret
from policypack.rule import AnyRule, Bad, Example, Good, ResourceRule, Undecided
from tests.examples import ran, run_example
from tests.generation.effort import effort

RULES = all_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule)]
UNDECIDED = [(rule, example) for rule, example in EXAMPLES if isinstance(example, Undecided)]
SOURCES = re.compile(
    r"https://(docs\.aws\.amazon\.com|aws\.amazon\.com|repost\.aws|www\.pulumi\.com|github\.com/[\w.-]+/[\w.-]+/(issues|pull|blob))/"
)


def name(of: object) -> str:
    if isinstance(of, Example):
        return f"{type(of).__name__}-{of.title}"
    return getattr(of, "id", str(of))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_examples_answer_exactly_as_stated(rule: AnyRule, example: Example) -> None:
    assert list(answers(rule, ran(example))) == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_messages_say_what_is_wrong_and_how_to_fix_it(rule: AnyRule, example: Example) -> None:
    assert list(messages(rule, ran(example))) == []


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
    assert list(forgetting(rule, ran(example))) == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_no_message_shows_a_secret(rule: AnyRule, example: Example) -> None:
    assert list(shows_no_secret(rule, ran(example))) == []


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
        assert list(crashes("no input", rule, Stack(changed), deployment, "on these inputs")) == []

    if targets:
        fuzz()


ONLY_IN_6 = {"redshift-audit-logs": {"logging"}}
"""Rule -> arguments that pulumi-aws 6 has and 7 has not."""


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_each_name_that_a_rule_reads_exists(rule: AnyRule) -> None:
    runs = [ran(example) for example in examples_of(rule)]
    assert list(names(rule, runs, ONLY_IN_6.get(rule.id, ()))) == []


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_is_complete(rule: AnyRule) -> None:
    assert list(complete(rule, examples_of(rule))) == []
    assert rule.references
    assert all(SOURCES.match(reference) for reference in rule.references)
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
def test_each_rejection_is_shown_by_the_demand_that_finds_it(rule: AnyRule) -> None:
    """Refused, and its neighbour accepted. Swapping the errors of two demands would show another rejection on their
    resources."""
    assert list(rejections(rule, [ran(example) for example in examples_of(rule)])) == []
    assert [one.source for one in rule.rejections if not SOURCES.match(one.source)] == []
