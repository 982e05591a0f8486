"""What the relations of a type say of a resource: arguments that exclude or need one another.

Set, where a relation forbids it, is what the provider sends: no empty text, no list without elements, not 0 and not
false. Set, where a relation demands it, is all that a program says: an output of another resource, false and 0, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.aws.arguments.rows import (
    AT_LEAST_ONE,
    CONFLICTS,
    NEEDED_WITH,
    ONLY_WITH,
    REQUIRES,
    Relation,
    TypeRows,
)
from policypack.fix import NO_FIX, Blank, Fix, Remove, Set, fix
from policypack.model.conditions import listed
from policypack.model.facts import Fact, all_of, any_fact, any_of, count_facts, is_not, known
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value
from policypack.model.verdicts import Verdict, require

_NOT_SENT = ("0", "0.0", "false")
_SOURCE = "https://github.com/hashicorp/terraform-provider-aws"


def verdicts(rows: TypeRows, relation: Relation, resource: Resource) -> Iterator[Verdict]:
    """One for each block that has the arguments, of a relation that may speak of the resource."""
    for arguments in arguments_of(resource, relation):
        yield _verdict(rows, relation, arguments)


def arguments_of(resource: Resource, relation: Relation) -> Iterator[tuple[Value, ...]]:
    """The arguments that are related, of each block that the resource has."""
    if not relation.block:
        yield tuple(resource.at(one) for one in relation.arguments)
        return
    for block in resource.each(relation.block):
        if not block.is_absent:
            yield tuple(block.at(one) for one in relation.arguments)


def holds(relation: Relation, arguments: tuple[Value, ...]) -> Fact:
    """The arguments are as the relation says."""
    first, second = arguments[:2]
    said = [_is_said(value, name) for value, name in zip(arguments, relation.arguments, strict=True)]
    if relation.kind == CONFLICTS:
        return is_not(count_facts(map(is_sent, arguments)).at_least(2))
    if relation.kind == REQUIRES:
        return any_of(is_not(is_sent(first)), said[1])
    if relation.kind == AT_LEAST_ONE:
        return any_fact(said)
    has_value = _is_one_of(second, relation.values)
    if relation.kind == ONLY_WITH:
        # Without it the argument has its default, which may be one of the values.
        return any_of(is_not(is_sent(first)), known(second.is_absent), has_value)
    return any_of(is_not(has_value), said[0])


def is_sent(value: Value) -> Fact:
    """The provider sends it: it is said, and no empty text, list or block, not 0 and not false."""
    text = value.as_text()
    is_list_or_block = text.is_unknown and not value.is_unknown
    zero = known(False) if is_list_or_block else text.test(lambda text: text in _NOT_SENT)
    return all_of(is_not(value.is_empty()), is_not(zero))


def _is_said(value: Value, name: str) -> Fact:
    """The program says something; an output counts, but whether a block that is not known has it is not known."""
    if value.is_unknown and not value.path.endswith(name):
        return value.undecided()
    return known(not value.is_absent)


def _is_one_of(value: Value, values: tuple[str, ...]) -> Fact:
    folded = {one.lower() for one in values}
    return value.as_text().test(lambda text: text.lower() in folded)


def _verdict(rows: TypeRows, relation: Relation, arguments: tuple[Value, ...]) -> Verdict:
    answer = holds(relation, arguments)
    broken = answer.truth is False
    return require(
        answer,
        at=_at(relation, arguments),
        problem=f"{_problem(relation, arguments)} ({relation.member})." if broken else "",
        fix=_fix(relation, arguments) if broken else NO_FIX,
        rejects=rejection(rows, relation) if broken and relation.certain else None,
    )


def _at(relation: Relation, arguments: tuple[Value, ...]) -> Value:
    if relation.kind == CONFLICTS:
        return next((one for one in arguments if not one.is_absent), arguments[0])
    return arguments[0]


def _problem(relation: Relation, arguments: tuple[Value, ...]) -> str:
    names = [one.rpartition(".")[2] for one in relation.arguments]
    if relation.kind == CONFLICTS:
        own = [name for name, value in zip(names, arguments, strict=True) if is_sent(value).truth]
        return f"{' and '.join(own)} are set together: only one of them can be"
    if relation.kind == REQUIRES:
        return f"{names[0]} is set without {names[1]}: it needs it"
    if relation.kind == AT_LEAST_ONE:
        return f"None of {_listed(names)} is set: one of them must be"
    value = f"{names[1]} is {arguments[1]}"
    if relation.kind == ONLY_WITH:
        return f"{names[0]} is set and {value}: it can be only where {names[1]} is {listed(relation.values)}"
    return f"{value} and {names[0]} is not set: it must be"


def _listed(names: Sequence[str]) -> str:
    """Names of arguments stand without quotes."""
    return f"{', '.join(names[:-1])} or {names[-1]}"


def condition(relation: Relation) -> str:
    """What is rejected, as a clause."""
    names = [f"{relation.block}.{one}" if relation.block else one for one in relation.arguments]
    if relation.kind == CONFLICTS:
        return f"more than one of {_listed(names)}"
    if relation.kind == REQUIRES:
        return f"{names[0]} without {names[1]}"
    if relation.kind == AT_LEAST_ONE:
        return f"none of {_listed(names)}"
    values = listed(relation.values)
    if relation.kind == ONLY_WITH:
        return f"{names[0]} where {names[1]} is not {values}"
    return f"no {names[0]} where {names[1]} is {values}"


def rejection(rows: TypeRows, relation: Relation) -> Rejection:
    """What the provider says of it, which checks its own schema, or the service."""
    own = "terraform" in relation.said_by
    return Rejection(
        service="AWS provider" if own else rows.service,
        condition=condition(relation),
        error=_error(relation),
        source=_SOURCE if own or not rows.source else rows.source,
        invalid="",
        valid="",
    )


def _error(relation: Relation) -> str:
    """The error of Terraform's schemas, whose names of arguments are those of programs in Python."""
    names = [_snake(one) for one in relation.arguments]
    if relation.kind == CONFLICTS:
        return f'"{names[0]}": conflicts with {", ".join(names[1:])}'
    if relation.kind == AT_LEAST_ONE:
        return f'"{names[0]}": one of `{",".join(names)}` must be specified'
    return f'"{names[0]}": all of `{",".join(names)}` must be specified'


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _fix(relation: Relation, arguments: tuple[Value, ...]) -> Fix:
    first, second = arguments[:2]
    if relation.kind == CONFLICTS:
        own = [value for value in arguments if is_sent(value).truth]
        return fix(*(Remove(one.path) for one in own[1:]), otherwise=Remove(own[0].path))
    if relation.kind == REQUIRES:
        return fix(Set(second.path, Blank()), otherwise=Remove(first.path))
    if relation.kind == AT_LEAST_ONE:
        return fix(Set(first.path, Blank()), otherwise=Set(second.path, Blank()))
    if relation.kind == NEEDED_WITH:
        return fix(Set(first.path, Blank()))
    only = relation.values[0] if len(relation.values) == 1 else Blank(listed(relation.values))
    return fix(Remove(first.path), otherwise=Set(second.path, only))
