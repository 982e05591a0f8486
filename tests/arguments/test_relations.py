"""The laws of relations of data, over all of them in one process, and what is said of a resource that breaks one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from policypack.aws.arguments.judging import Options, certain, likely
from policypack.aws.arguments.relations import verdicts
from policypack.aws.arguments.rows import (
    AT_LEAST_ONE,
    CONFLICTS,
    NEEDED_WITH,
    ONLY_WITH,
    RELATIONS,
    REQUIRES,
    Relation,
    TypeRows,
    each_type,
)
from policypack.aws.arguments.rules.aws_arguments_valid import RULE as VALID
from policypack.catalog.schema import Kind, PropertyType, input_schema
from policypack.harvest import declared, modules
from policypack.harvest.relations import Relation as Harvested
from policypack.harvest.relations import related
from policypack.model.paths import EACH, Step, steps
from policypack.model.values import UNKNOWN, Secret
from policypack.model.verdicts import Answer, Verdict
from policypack.rule import AnyRule
from policypack.testing import Judged, judge_stack, resource, secret

TYPES = tuple(each_type())
ALL = [(rows, one) for rows in TYPES for one in rows.relations]
PLAIN: dict[Kind, Any] = {Kind.INTEGER: 5, Kind.NUMBER: 5, Kind.BOOLEAN: True}
GROUP = "aws:autoscaling/group:Group"
ROLE = "aws:iam/role:Role"


def judged(rule: AnyRule, type_: str, **inputs: object) -> Judged:
    return judge_stack(rule, resource(type_, "it", inputs))["it"]


def of(rows: TypeRows, relation: Relation, inputs: dict[str, Any]) -> list[Verdict]:
    return list(verdicts(rows, relation, resource(rows.type, "it", inputs)))


def argument(type_: str, path: str) -> PropertyType:
    own = PropertyType("", Kind.OBJECT)
    fields = input_schema(type_)
    for step in steps(path):
        assert step != EACH or own.element is not None, f"{type_} {path}"
        own = own.element if step == EACH and own.element is not None else fields[str(step)]
        fields = own.fields
    return own


def example(own: PropertyType, depth: int = 0) -> Any:
    """Something that the provider would send."""
    if own.kind is Kind.LIST:
        return [example(own.element, depth)] if own.element is not None else ["a"]
    if own.kind is Kind.MAP:
        return {"a": "b"}
    if own.kind is Kind.OBJECT:
        name, field = next(iter(own.fields.items()), ("other", None))
        return {name: example(field, depth + 1) if field is not None and depth < 4 else "a"}
    return PLAIN.get(own.kind, "a")


def put(tree: Any, at: tuple[Step, ...], value: Any) -> Any:
    """The tree with the value, in the first element of each list."""
    if not at:
        return value
    if at[0] == EACH:
        return [put(tree[0] if tree else None, at[1:], value)]
    name = str(at[0])
    return {**(tree or {}), name: put((tree or {}).get(name), at[1:], value)}


def inputs(rows: TypeRows, relation: Relation, values: dict[str, Any]) -> dict[str, Any]:
    """The block with these arguments, and another one that keeps it from being empty."""
    made: dict[str, Any] = put({}, tuple(steps(relation.block)), {"other": "a"}) if relation.block else {"other": "a"}
    for name, value in values.items():
        made = put(made, tuple(steps(f"{relation.block}.{name}" if relation.block else name)), value)
    return made


def examples(rows: TypeRows, relation: Relation) -> dict[str, Any]:
    return {
        one: example(argument(rows.type, f"{relation.block}.{one}" if relation.block else one))
        for one in relation.arguments
    }


def broken(rows: TypeRows, relation: Relation) -> dict[str, Any]:
    own = examples(rows, relation)
    first, second = relation.arguments[:2]
    if relation.kind == CONFLICTS:
        return {first: own[first], second: own[second]}
    if relation.kind == AT_LEAST_ONE:
        return {}
    if relation.kind == REQUIRES:
        return {first: own[first]}
    return (
        {second: relation.values[0]} if relation.kind == NEEDED_WITH else {first: own[first], second: "no such value"}
    )


def kept(rows: TypeRows, relation: Relation) -> Iterator[dict[str, Any]]:
    own = examples(rows, relation)
    first, second = relation.arguments[:2]
    if relation.kind in (CONFLICTS, AT_LEAST_ONE):
        yield from ({one: own[one]} for one in relation.arguments)
    elif relation.kind == REQUIRES:
        yield {first: own[first], second: own[second]}
        yield {second: own[second]}
    else:
        yield {first: own[first], second: relation.values[0]}


def test_relations_are_told_apart_and_of_arguments_that_the_provider_has() -> None:
    names = {f"{rows.type} {one.path} {one.kind} {one.values}" for rows, one in ALL}
    assert len(names) == len(ALL) > 1_000
    for rows, one in ALL:
        assert one.kind in RELATIONS
        assert len(set(one.arguments)) == len(one.arguments) > 1
        assert bool(one.values) is (one.kind in (ONLY_WITH, NEEDED_WITH))
        assert examples(rows, one)


def test_what_breaks_a_relation_is_found_and_what_keeps_it_is_not() -> None:
    for rows, one in ALL:
        name = f"{rows.type} {one.path} {one.kind}"
        (verdict,) = of(rows, one, inputs(rows, one, broken(rows, one)))
        assert verdict.answer is Answer.VIOLATED, name
        assert verdict.fix.steps, name
        assert bool(verdict.rejects) is one.certain
        for values in kept(rows, one):
            found = {verdict.answer for verdict in of(rows, one, inputs(rows, one, values))}
            assert found <= {Answer.FINE}, name


def test_what_is_not_known_is_no_violation_and_a_secret_is_not_shown() -> None:
    for rows, one in ALL:
        name = f"{rows.type} {one.path} {one.kind}"
        own = broken(rows, one)
        for hidden in own:
            answers = {verdict.answer for verdict in of(rows, one, inputs(rows, one, {**own, hidden: UNKNOWN}))}
            assert answers == {Answer.UNDETERMINED}, name
        if one.kind == ONLY_WITH:
            for verdict in of(rows, one, inputs(rows, one, {**own, one.arguments[1]: Secret("s3cr3t-value")})):
                assert "s3cr3t" not in verdict.problem


def test_what_the_provider_leaves_out_conflicts_with_nothing() -> None:
    for rows, one in ALL:
        if one.kind in (CONFLICTS, ONLY_WITH, REQUIRES):
            own = broken(rows, one)
            for empty in ("", [], {}, 0, False, None):
                answers = {
                    verdict.answer for verdict in of(rows, one, inputs(rows, one, {**own, one.arguments[0]: empty}))
                }
                assert answers <= {Answer.FINE}, f"{rows.type} {one.path} {empty!r}"


def test_two_sources_or_lasting_schemas_make_a_relation_certain() -> None:
    for rows, one in ALL:
        assert set(one.said_by) <= {"cfn-lint", "pulumi-aws", "terraform"}
        assert one.member
        if one.certain and len(one.said_by) == 1:
            assert one.said_by == ("terraform",)
            pairs = set(related("at_most_one", Harvested("conflicts", one.block, one.arguments).paths))
            assert pairs <= declared.lasting(rows.type), f"{rows.type} {one.path}"


def test_no_relation_is_of_what_a_working_program_refuted() -> None:
    refuted = set(modules.refuted())
    for rows, one in ALL:
        own = Harvested(one.kind, one.block, one.arguments)  # type: ignore[arg-type]
        parts = related("at_most_one", own.paths) if one.kind == CONFLICTS else [own]
        assert not {f"{rows.type} {','.join(part.paths)} {one.kind}" for part in parts} & refuted


def test_a_message_names_the_arguments_and_the_providers_error() -> None:
    (message,) = judged(VALID, ROLE, name="orders", namePrefix="orders-").messages
    assert message.startswith("name and namePrefix are set together: only one of them can be (aws_iam_role).")
    assert 'AWS provider rejects this: "name": conflicts with name_prefix.' in message


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"name": "orders", "namePrefix": "orders-"}, "violated: name"),
        ({"name": "orders", "namePrefix": secret("orders-")}, "violated: name"),
        ({"name": "orders", "namePrefix": ""}, "fine"),
        ({"name": "orders", "namePrefix": UNKNOWN}, "undetermined: namePrefix"),
        ({"name": "orders"}, "fine"),
        ({"namePrefix": "orders-"}, "not applicable"),
    ],
)
def test_a_name_and_its_prefix(given: dict[str, object], answer: str) -> None:
    assert str(judged(VALID, ROLE, **given)) == answer


def test_arguments_of_each_block_are_compared_with_one_another() -> None:
    template = {"launchTemplateName": "orders", "launchTemplateId": "lt-1"}
    overrides = [
        {"launchTemplateSpecification": {"launchTemplateId": "lt-1"}},
        {"launchTemplateSpecification": template},
    ]
    found = judged(VALID, GROUP, mixedInstancesPolicy={"launchTemplate": {"overrides": overrides}})
    assert str(found) == (
        "violated: mixedInstancesPolicy.launchTemplate.overrides[1].launchTemplateSpecification.launchTemplateId"
    )


def test_what_is_certain_is_said_by_one_rule_and_advice_by_the_other() -> None:
    for rows, relation in ALL:
        it = resource(rows.type, "it", inputs(rows, relation, broken(rows, relation)))
        problem = next(verdict.problem for verdict in verdicts(rows, relation, it))
        stops = [one.problem for one in certain(it, Options())]
        advises = [one.problem for one in likely(it, Options())]
        assert (problem in stops, problem in advises) == (relation.certain, not relation.certain)


def test_an_organization_turns_off_a_kind_or_one_relation() -> None:
    given = {"name": "orders", "namePrefix": "orders-"}
    for ignored in ("conflicts", "iam", f"{ROLE} name,namePrefix conflicts"):
        found = judge_stack(VALID, resource(ROLE, "it", given), options={"ignored": [ignored]})["it"]
        assert str(found) in ("fine", "not applicable")
