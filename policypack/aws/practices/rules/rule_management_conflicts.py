"""rule-management-conflicts: Rules, routes and policies must be inline or separate, not both."""

from collections.abc import Iterator

from policypack.aws.practices.managed_twice import PARTS, SOURCES, Part
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_fact, is_not, require
from policypack.fix import Remove, fix
from policypack.rule import StackContext, StackRule


def check(owner: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No separate resource is of a part that the owner has inline."""
    if owner.inputs is owner.outputs:
        return  # A state without inputs: there the separate parts are in the owner's outputs, too.
    parts: dict[str, list[Part]] = {}
    for part in PARTS[owner.type]:
        parts.setdefault(part.inline, []).append(part)
    for inline, forms in parts.items():
        separate = [one for part in forms for one in found(part, owner, context.stack)]
        first = next((one for one, fact in separate if fact.truth), None)
        yield require(
            is_not(all_of(owner[inline].count().at_least(1), any_fact(fact for _, fact in separate))),
            at=inline,
            problem=f"{inline} is set, and {first} manages the same from outside: an update or a refresh of one undoes"
            " what the other has made.",
            fix=fix(Remove(inline), note=f"make each element of {inline} a resource like {first}"),
        )


def found(part: Part, owner: Resource, stack: Stack) -> Iterator[tuple[Resource, Fact]]:
    """The separate resources of the part, each with the fact that it is one."""
    for one, fact in stack.linked(part.separate, to=owner, by=part.by, names=part.names).links:
        yield one, all_of(fact, part.concerns(one))


RULE = StackRule(
    id="rule-management-conflicts",
    summary="Rules, routes and policies must be inline or separate, not both",
    rationale="""
        The provider can manage the rules of a security group as arguments of the group or as resources, and so it is
        with routes, entries of network ACLs, policies of roles, volumes of instances and tags of Auto Scaling groups.
        With both, the owner removes what it does not know when it is updated or refreshed, and the separate resource
        brings it back at the next update: connections break in between, and a preview never comes to rest. Ingress and
        egress are compared each for itself: a group may have one inline and the other separate. An owner whose option
        `ignoreChanges` names the argument does not remove anything, which no policy sees: it needs an exemption.
    """,
    level="mandatory",
    consequence="downtime",
    since="0.3.0",
    applies_to=tuple(PARTS),
    references=SOURCES,
    check=check,
)
