"""The indices of a stack answer exactly as asking ``link`` of every pair does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from policypack.check import UNKNOWN, Fact, Resource, Stack, any_fact
from policypack.model.links import link
from policypack.model.values import Secret
from tests.generation.effort import effort

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
COMPONENT = "acme:storage:Bucket"
ROOT = "pulumi:pulumi:Stack"
SAYING = ("random:index/randomId:RandomId", "pulumi:pulumi:StackReference", "aws:ssm/parameter:Parameter")
TYPES = (BUCKET, POLICY, BUCKET, POLICY, COMPONENT, "random:index/randomPassword:RandomPassword", ROOT, *SAYING)
MISSING = (*(f"urn:pulumi:dev::test::{token}::missing" for token in (BUCKET, POLICY, COMPONENT)), "no-urn")
SCALARS = ("logs", "assets", "", UNKNOWN, None, Secret("logs"), Secret(UNKNOWN), 1, True, 1.0, "1", Secret(None))
VALUES: tuple[Any, ...] = (
    *SCALARS,
    *([], ["logs"], ["logs", UNKNOWN], [UNKNOWN], ["assets", "logs"], [None], [["logs"]], Secret(["logs"])),
    *([Secret("logs"), 1], {"logs": 1}, [{"logs": 1}], {"id": "logs"}, {"id": UNKNOWN}, {"id": ["assets", UNKNOWN]}),
    *([{"id": "logs"}], {"id": {"id": "assets"}}, {"id": Secret("logs")}, {"logs": Secret(1)}),
)
WAYS = (("bucket",), ("bucket.id",), ("targets",), ("bucket", "targets"), ("targets.id", "bucket"))
NAMES = ((), ("bucket",), ("bucket", "name"))
MOST = 7
Choice = TypeVar("Choice")


@st.composite
def resources(draw: st.DrawFn) -> list[Resource]:
    """Resources whose properties hold or depend on anything, in any nesting, before they are made and after."""

    def one_of(choices: Sequence[Choice]) -> Choice:
        return choices[draw(st.integers(0, len(choices) - 1))]

    def some_of(choices: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one_of(choices) for _ in range(draw(st.integers(0, 2)))))

    types = [one_of(TYPES) for _ in range(draw(st.integers(1, MOST)))]
    urns = [f"urn:pulumi:dev::test::{token}::{number}" for number, token in enumerate(types)]
    everything = (*urns, *MISSING)
    return [
        Resource(
            urn=urn,
            type=token,
            name=urn[-1],
            inputs={key: one_of(VALUES) for key in ("bucket", "targets", "name")},
            outputs=one_of((None, None, {"id": "logs", "name": UNKNOWN}, {"arn": one_of(SCALARS), "bucket": 1})),
            parent=one_of(("", *everything)),
            property_dependencies={key: some_of(everything) for key in one_of((("bucket",), (), ("targets", "x")))},
        )
        for urn, token in zip(urns, types, strict=True)
    ]


def told(links: Sequence[tuple[Resource, Fact]]) -> list[tuple[str, Fact]]:
    return [(one.urn, fact) for one, fact in links if fact.truth is not False]


@settings(max_examples=effort(2_000), deadline=None)
@given(resources(), st.sampled_from(WAYS), st.sampled_from(NAMES), st.sampled_from(((BUCKET,), (POLICY, BUCKET))))
def test_the_indices_answer_as_comparing_each_pair_does(
    drawn: list[Resource], ways: tuple[str, ...], names: tuple[str, ...], types: tuple[str, ...]
) -> None:
    stack = Stack(drawn)
    asked = stack.of_type(types)
    for one in stack.resources:
        to_it = [(other, any_fact(link(stack, other, by, one, names) for by in ways)) for other in asked]
        assert told(stack.linked(types, to=one, by=ways, names=names).links) == told(to_it)
        for by in ways:
            from_it = [(other, link(stack, one, by, other, names)) for other in asked]
            assert told(stack.referred(one, by, types, names).links) == told(from_it)


@settings(max_examples=effort(1_000), deadline=None)
@given(resources())
def test_what_is_made_after_a_resource_is_what_it_is_made_before(drawn: list[Resource]) -> None:
    stack = Stack(drawn)
    for earlier in stack.resources:
        after = {later.urn for later in stack.resources if stack.comes_after(later, earlier)}
        assert stack.made_after(earlier) == after
