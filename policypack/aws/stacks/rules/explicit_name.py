"""explicit-name: Resources must have explicit names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from policypack.aws.common import names
from policypack.check import EVERY_AWS_TYPE, FALSE, Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, ResourceRule


@dataclass(frozen=True)
class Options:
    """What is not asked."""

    ignored_types: Annotated[tuple[str, ...], "Resource types whose names may be made up (`aws:iam/role:Role`)."] = ()


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """A type that may be named has a name, or a prefix of one, that the program says."""
    facts = names.type_facts(resource)
    if facts is None or facts.name is None or facts.name_required or resource.type in context.options.ignored_types:
        return
    name = resource[facts.name]
    prefix = says_something(resource[facts.prefix]) if facts.prefix else FALSE
    yield require(
        any_of(prefix, all_of(says_something(name), is_not(names.is_automatic(name, resource)))),
        at=name,
        problem=problem(name),
        fix=names.code_of_name(resource, facts.name),
    )


def says_something(name: Value) -> Fact:
    """The argument is given and not empty; the provider reads an empty text as not given."""
    return is_not(name.is_empty())


def problem(name: Value) -> str:
    """What stands where a name should."""
    what = f"{name.path} is not set, so a name is made up"
    if name.is_known:
        what = f"{name.path} is {name}, made up of the logical name and random digits"
    return f"{what}: alarms, IAM policies, scripts and people cannot rely on it, and it changes with each replacement."


RULE = ResourceRule(
    id="explicit-name",
    summary="Resources must have explicit names",
    rationale="""
        Where a program names no resource, the provider takes the logical name and seven random hexadecimal digits. Such
        a name is another in each stack and after each replacement: nobody can grant access to it beforehand, find
        it in a log, or write it into a runbook. A prefix argument is a name, too. Types that have no name, or that
        cannot be made without one, are not asked. A name that a program says must be changed before AWS can replace the
        resource, because two of the same name cannot exist at once; where that matters more, use the prefix.

        An automatic name is told by its form, because the engine does not say who wrote it: the logical name and seven
        digits with at least one letter and one figure among them. One automatic name in thirty has figures alone and is
        not found, nor are the names that Glue's and Lex's types get, which end in letters, nor those that a
        stack's own `pulumi:autonaming` pattern makes.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=("https://www.pulumi.com/docs/iac/concepts/resources/names/",),
    options=Options,
    check=check,
)
