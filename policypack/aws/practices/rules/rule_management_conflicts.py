"""rule-management-conflicts: Rules, routes, policies and bucket settings must be managed once."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.practices.managed_twice import PARTS, SINGLE_SETTINGS, SOURCES, Part
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_fact, is_not, require
from policypack.fix import note
from policypack.rule import StackContext, StackRule


def check(owner: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No separate resource is of a part that the owner has inline, and none sets again what another one sets."""
    if owner.type in s3.BUCKET:
        yield from settings_once(owner, context.stack)
    elif owner.inputs is not owner.outputs:
        # A state without inputs is not asked: there the separate parts are in the owner's outputs, too.
        yield from parts_once(owner, context.stack)


def settings_once(bucket: Resource, stack: Stack) -> Iterator[Verdict]:
    """Of the resources for one setting of the bucket, all but the first are reported."""
    for types in SINGLE_SETTINGS:
        earlier: list[Fact] = []
        for one, fact in s3.linked(stack, types, bucket).links:
            if earlier:
                yield require(
                    is_not(all_of(fact, any_fact(earlier))),
                    at="bucket",
                    problem=f"Another {one.short_type} sets the same of {bucket}: each update of one undoes the other.",
                    fix=note("one resource that says what both say"),
                    on=one,
                )
            earlier[:] = [any_fact((*earlier, fact))]


def parts_once(owner: Resource, stack: Stack) -> Iterator[Verdict]:
    """A part of the owner is inline or separate."""
    parts: dict[str, list[Part]] = {}
    for part in PARTS[owner.type]:
        parts.setdefault(part.inline, []).append(part)
    for inline, forms in parts.items():
        if owner.ignores_changes_of(inline):
            continue
        separate = [one for part in forms for one in found(part, owner, stack)]
        first = next((one for one, fact in separate if fact.truth), None)
        yield require(
            is_not(all_of(owner[inline].count().at_least(1), any_fact(fact for _, fact in separate))),
            at=inline,
            problem=f"{inline} is set, and {first} manages the same from outside: an update or a refresh of one undoes"
            " what the other has made.",
            fix=note(f"make each element of {inline} a resource like {first}, and leave {inline} out"),
        )


def found(part: Part, owner: Resource, stack: Stack) -> Iterator[tuple[Resource, Fact]]:
    """The separate resources of the part, each with the fact that it is one."""
    for one, fact in stack.linked(part.separate, to=owner, by=part.by, names=part.names).links:
        yield one, all_of(fact, part.concerns(one))


RULE = StackRule(
    id="rule-management-conflicts",
    summary="Rules, routes, policies and bucket settings must be managed once",
    rationale="""
        The provider can manage the rules of a security group as arguments of the group or as resources, and so it is
        with routes, entries of network ACLs, policies of roles, volumes of instances and tags of Auto Scaling groups.
        With both, the owner removes what it does not know when it is updated or refreshed, and the separate resource
        brings it back at the next update: connections break in between, and a preview never comes to rest. Ingress and
        egress are compared each for itself: a group may have one inline and the other separate. A bucket has one
        lifecycle, one replication and one CORS configuration: of two resources each overwrites the other. An owner
        whose option `ignoreChanges` names the argument does not remove anything, and is not asked.
    """,
    level="mandatory",
    consequence="downtime",
    since="0.3.0",
    applies_to=(*PARTS, *s3.BUCKET),
    references=SOURCES,
    check=check,
)
