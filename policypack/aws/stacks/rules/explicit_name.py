"""explicit-name: Resources must have explicit names."""

from collections.abc import Iterator
from typing import Annotated, Literal

from policypack.aws.common import names
from policypack.check import EVERY_AWS_TYPE, FALSE, Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import fix
from policypack.model.records import record
from policypack.rule import Context, ResourceRule


@record(frozen=True)
class Options:
    """What is not checked."""

    ignored_types: Annotated[tuple[str, ...], "Resource types whose names may be generated (`aws:iam/role:Role`)."] = ()
    show: Annotated[
        Literal["summary", "each"], "One advisory finding for the stack, which lists the resources, or one for each."
    ] = "summary"


def check(resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
    """A type that may be named has a name, or a prefix of one, that the program sets."""
    facts = names.type_facts(resource)
    if facts is None or facts.name is None or facts.name_required or resource.type in context.options.ignored_types:
        return
    name = resource[facts.name]
    prefix = is_given(resource[facts.prefix]) if facts.prefix else FALSE
    yield require(
        any_of(prefix, all_of(is_given(name), is_not(names.is_automatic(name, resource)))),
        at=name,
        problem=problem(name),
        fix=lambda: fix(names.explicit_name(resource, facts)),
    )


def is_given(name: Value) -> Fact:
    """The argument is given and not empty; the provider reads an empty text as not given."""
    return is_not(name.is_empty())


def problem(name: Value) -> str:
    """Whether there is no name, or a generated one."""
    what = f"{name.path} is not set, so the provider generates a name"
    if name.is_known:
        what = f"{name.path} is {name}, which the provider generated from the logical name and random digits"
    return f"{what}: alarms, IAM policies, scripts and people cannot rely on it, and it changes with each replacement."


RULE = ResourceRule(
    id="explicit-name",
    summary="Resources must have explicit names",
    rationale="""
        Where a program sets no name, the provider generates one from the logical name and seven random hexadecimal
        digits. It differs in each stack and after each replacement, so it cannot be used in access policies, log
        queries or runbooks beforehand. A prefix argument is a name, too. Types that have no name, or that
        cannot be created without one, are not checked. A name that a program sets must be changed before AWS can
        replace the resource, because two with the same name cannot exist at once; where that matters more, use the
        prefix.

        The engine does not show who set a name, so a generated name is recognized by its form: the logical name and
        seven digits with at least one letter and one figure among them. One generated name in thirty has figures only
        and is not found, nor are the generated names of Glue's and Lex's types, which end in letters, nor those of a
        stack's own `pulumi:autonaming` pattern.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=(EVERY_AWS_TYPE,),
    references=("https://www.pulumi.com/docs/iac/concepts/resources/names/",),
    options=Options,
    together=(
        "The provider generates these names from logical names and random digits: alarms, IAM policies, scripts and"
        " people cannot rely on them, and they change with each replacement."
    ),
    check=check,
)
