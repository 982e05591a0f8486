"""explicit-dependencies: Resources must depend on what they need to exist first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from policypack.aws.stacks.race_links import applies, must_come_first
from policypack.aws.stacks.races import Race, later_types, races_of
from policypack.check import (
    Fact,
    Linked,
    Resource,
    Verdict,
    all_facts,
    all_of,
    any_fact,
    any_of,
    is_not,
    known,
    require,
)
from policypack.fix import Depend, Fix, Ref, Set, fix
from policypack.rule import StackContext, StackRule


def check(later: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Whatever must exist before this resource is created before it, by any path of dependencies."""
    for race in races_of(later.type):
        applied = applies(race, later)
        is_judged = applied.truth is not False
        earlier = must_come_first(race, later, context.stack, context.deployment) if is_judged else Linked()
        before = context.stack.made_before(later) if earlier.links else frozenset()
        late = tuple(one for one in earlier if one.urn not in before)
        yield require(
            is_ordered(race, earlier, before),
            when=all_of(earlier.exists(), applied),
            at="dependsOn",
            problem=problem(race, late),
            fix=partial(ordering, race, later, late),
        )


def is_ordered(race: Race, earlier: Linked, before: frozenset[str]) -> Fact:
    """Each of the earlier resources comes first; where the race needs only one of them, one does."""
    each = all_facts(any_of(is_not(meant), known(one.urn in before)) for one, meant in earlier.links)
    one_is_enough = any_fact(all_of(meant, known(one.urn in before)) for one, meant in earlier.links)
    return each if race.each else any_of(each, one_is_enough)


def problem(race: Race, late: Sequence[Resource]) -> str:
    """What it does not wait for, what goes wrong, and AWS's error."""
    names = ", ".join(map(str, late[:3])) + (" and others" if len(late) > 3 else "")
    error = f' AWS answers "{race.error}".' if race.error else ""
    return f"Nothing makes it wait for {names}: {race.problem}{error}"


def ordering(race: Race, later: Resource, late: Sequence[Resource]) -> Fix:
    """The dependencies that order them, or the argument that orders them by itself."""
    arguments = [path[0].argument for path in race.meeting.paths]
    named = next((one for one in arguments if not later.at(one).is_absent), "")
    if race.output and named and late:
        return fix(Set(named, Ref.to(late[0], race.output)))
    return fix(*(Depend(Ref.to(one)) for one in late))


RULE = StackRule(
    id="explicit-dependencies",
    summary="Resources must depend on what they need to exist first",
    rationale="""
        Pulumi creates resources in parallel unless an argument orders them. Where AWS needs one resource before another
        and no argument says so, the stack works on one day and fails on the next: a NAT gateway before the internet
        gateway, a pipeline before its role's policies, a bucket's ACL before the ownership controls that allow it. The
        pack has a table of such races, each with its source. Any path orders: `depends_on`, an argument, a parent, a
        component that either depends on, and any chain of these. Where AWS only checks that one exists, as a permission
        of a role that has several policies, one of them first is enough. An elastic IP of a NAT gateway is checked
        through the gateway: only its association needs the internet gateway. Two resources that name a third by
        literals, one by its ARN and one by its name or URL, race even if the stack does not create the third. Other
        resources that the stack does not create, or that another provider creates, are not known.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=later_types(),
    references=(
        "https://www.pulumi.com/docs/iac/concepts/resources/options/dependson/",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
        "https://github.com/pulumi/pulumi-aws/issues/1570",
    ),
    check=check,
)
