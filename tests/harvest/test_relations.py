"""What sentences and schemas say of arguments together, and the rows that sources make of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, replace

import pytest

from policypack.aws.arguments.rows import rows_of
from policypack.harvest.provider import Argument, Block, arguments_of
from policypack.harvest.refresh import type_data
from policypack.harvest.relations import Relation, RelationData, Relations, path_in, related
from policypack.harvest.sentences import said_relations
from policypack.harvest.shapes import RelationKind
from tools.provider_schema import Declared, Package, declared, relations_of

QUEUE = arguments_of("aws:sqs/queue:Queue")
GROUP = arguments_of("aws:autoscaling/group:Group")
REPOSITORY = "aws:ecr/repository:Repository"


def said(text: str, name: str = "namePrefix", block: Block = QUEUE) -> list[Relation]:
    argument = replace(block.arguments[name], text=text)
    return list(said_relations(argument, block, QUEUE))


@pytest.mark.parametrize(
    ("text", "kind", "arguments"),
    [
        ("A prefix. Conflicts with `name`.", "conflicts", ("name", "namePrefix")),
        ("A prefix (conflicts with `name`)", None, ()),
        ("A prefix `x` (conflicts with `name`).", "conflicts", ("name", "namePrefix")),
        ("This argument cannot be used together with `name`.", "conflicts", ("name", "namePrefix")),
        ("Exactly one of `name` or `name_prefix` must be specified.", "conflicts", ("name", "namePrefix")),
        (
            "At least one of `name`, `name_prefix`, or `policy` is required.",
            "at_least_one",
            ("name", "namePrefix", "policy"),
        ),
        ("Required if `name` is not set.", "at_least_one", ("name", "namePrefix")),
        ("Required when `policy` is set.", "requires", ("policy", "namePrefix")),
        ("Requires `policy` to be set.", "requires", ("namePrefix", "policy")),
        ("Required when `fifo_queue` is `true`.", "needed_with", ("namePrefix", "fifoQueue")),
        ("Only valid when `fifo_queue` is `true`.", "only_with", ("namePrefix", "fifoQueue")),
        ("Conflicts with `name` unless `policy` is set.", None, ()),
        ("Conflicts with `nosuch`.", None, ()),
        ("Conflicts with `name_prefix`.", None, ()),
        ("Required when the queue is old.", None, ()),
    ],
)
def test_a_whole_sentence_of_known_arguments_is_a_relation(
    text: str, kind: RelationKind | None, arguments: tuple[str, ...]
) -> None:
    found = [(one.kind, one.arguments) for one in said(text)]
    assert ((kind, arguments) in found) if kind else found == []


def test_conflicts_are_pairs_and_a_choice_is_pairs_and_a_demand() -> None:
    assert list(related("conflicts", ["a", "b", "c"])) == [
        Relation("conflicts", "", ("a", "b")),
        Relation("conflicts", "", ("a", "c")),
    ]
    assert [one.kind for one in related("exactly_one", ["x.a", "x.b", "x.c"])] == [*["conflicts"] * 3, "at_least_one"]
    assert {one.block for one in related("exactly_one", ["x.a", "x.b"])} == {"x"}


def test_blocks_of_a_list_are_not_compared_with_what_is_outside() -> None:
    assert list(related("conflicts", ["rules[].a", "b"])) == []
    assert list(related("conflicts", ["rules[].a", "rules[].b"])) == [Relation("conflicts", "rules[]", ("a", "b"))]
    assert list(related("conflicts", ["a.b", "a"])) == []


def test_names_of_other_tools_lead_to_arguments_of_blocks() -> None:
    path = "mixed_instances_policy.0.launch_template.0.override.0.instance_type"
    assert path_in(GROUP, path) == "mixedInstancesPolicy.launchTemplate.overrides[].instanceType"
    assert path_in(GROUP, "nosuch.0.thing") is None


def test_two_sources_make_a_row_certain_and_pairs_of_one_choice_are_one_row() -> None:
    known = Relations()
    choice = list(related("at_most_one", ["a", "b", "c"]))
    known.add("terraform", "aws_x", choice)
    known.add("pulumi-aws", "X", [choice[0]])
    rows = {one.arguments: one for one in known.rows({}, (), ())}
    assert set(rows) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert rows["a", "b"].certain
    assert not rows["a", "c"].certain
    (alone,) = _rows(choice, lasting=choice)
    assert (alone.arguments, alone.certain) == (("a", "b", "c"), True)
    assert [one.arguments for one in _rows(choice, refuted=["a,b conflicts"])] == [("a", "c"), ("b", "c")]


def test_a_default_that_would_break_it_makes_no_row_of_a_documentation() -> None:
    arguments = {name: Argument(name, QUEUE.arguments["name"].type, "Defaults to 5.") for name in ("a", "b")}
    known = Relations()
    known.add("pulumi-aws", "X", related("conflicts", ["a", "b"]))
    assert list(known.rows(arguments, (), ())) == []
    known.add("terraform", "aws_x", related("conflicts", ["a", "b"]))
    assert len(list(known.rows(arguments, (), ()))) == 1


def _rows(
    choice: list[Relation], lasting: list[Relation] | None = None, refuted: list[str] | None = None
) -> list[RelationData]:
    known = Relations()
    known.add("terraform", "aws_x", choice)
    return list(known.rows({}, refuted or (), lasting or ()))


SCHEMA = """
func resourceThing() *schema.Resource {
	return &schema.Resource{
		Schema: map[string]*schema.Schema{
			names.AttrName: {
				Type:          schema.TypeString,
				ConflictsWith: []string{names.AttrNamePrefix},
			},
			"policy": {
				Elem: &schema.Resource{
					Schema: map[string]*schema.Schema{
						"json": {ExactlyOneOf: choices},
					},
				},
			},
			"key": {RequiredWith: []string{"name"}},
		},
	}
}
"""


def test_a_schemas_declarations_are_read_with_their_place() -> None:
    package = Package({"AttrName": "name", "AttrNamePrefix": "name_prefix"})
    package.lists["choices"] = ("policy.0.json", "policy.0.arn")
    assert list(declared(SCHEMA, package)) == [
        Declared("conflicts", ("name",), ("name_prefix",)),
        Declared("exactly_one", ("policy", "json"), ("policy.0.json", "policy.0.arn")),
        Declared("requires", ("key",), ("name",)),
    ]


def test_a_choice_of_which_the_provider_lacks_one_demands_nothing() -> None:
    choice = Declared("exactly_one", ("name",), ("name", "name_prefix", "nosuch"))
    token, made = relations_of("aws_sqs_queue", [choice], Counter())
    assert token == "aws:sqs/queue:Queue"
    assert {one.kind for one in made.declared} == {"conflicts"}
    assert made.mutual == set(made.declared)


def test_a_source_that_is_read_alone_keeps_what_the_others_said() -> None:
    known = rows_of(REPOSITORY)
    assert known is not None
    made = type_data(REPOSITORY, ("terraform",), known)
    assert [asdict(one) for one in made.rows] == [asdict(one) for one in known.rows]
    alone = type_data(REPOSITORY, ("botocore",), known)
    assert {(one.path, one.kind) for one in known.rows} <= {(one.path, one.kind) for one in alone.rows}
    assert (alone.service, alone.source) == (known.service, known.source)
