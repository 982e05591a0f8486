"""Which operation and which CloudFormation type a resource type is made of, and which member each argument is.

A mapping is proposed by names, and kept where the provider's own types agree: a text is a text, a block has arguments
that are members of the structure. What several operations could be meant by is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policypack.catalog.schema import Kind, PropertyType
from policypack.harvest.names import noun, plain, singular, verb
from policypack.harvest.provider import Argument, Block
from policypack.harvest.shapes import RelationKind, Shape

_TYPES = {
    Kind.STRING: "text",
    Kind.INTEGER: "number",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "flag",
    Kind.LIST: "list",
    Kind.OBJECT: "block",
    Kind.MAP: "map",
}
_OTHERS = frozenset({"region", "tags", "tagsAll", "id", "arn"})
"""Arguments that nearly every type has, and that say nothing of which operation makes it."""
_VERBS = ("Create", "Register", "Put", "Run", "Allocate", "Request", "Import", "Add", "Start", "Associate", "Attach")
_ALIKE, _SAME = 1, 2


@dataclass(frozen=True, slots=True)
class Match:
    """An argument and the member that it is, ``CreateFunction.MemorySize``."""

    argument: Argument
    member: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation, or a CloudFormation type, that may be what a resource type is made of."""

    name: str
    shape: Shape
    likeness: int
    share: float
    matched: int


def chosen(block: Block, class_name: str, shapes: Mapping[str, Shape], prefixes: Iterable[str]) -> list[Candidate]:
    """The operations that a type is made of, the one that makes it first; none where names do not decide it."""
    wanted = plain(class_name)
    own = [argument for name, argument in block.arguments.items() if name not in _OTHERS]
    found = [
        Candidate(name, shape, likeness, matched / max(1, len(own)), matched)
        for name, shape in shapes.items()
        if (matched := sum(1 for _ in _pairs(block, shape, wanted)))
        and (likeness := _likeness(wanted, noun(name), prefixes)) is not None
    ]
    same = [one for one in found if one.likeness == _SAME and (one.share >= 0.25 or one.matched == len(own))]
    if same:
        return sorted(same, key=_rank)
    alike = [one for one in found if one.likeness == _ALIKE and one.share >= 0.5 and one.matched >= 2]
    if alike:
        return _only_noun(alike)
    return _only_noun([one for one in found if one.share >= 0.75 and one.matched >= 4])


def matches(block: Block, shape: Shape, member: str, resource: str, depth: int = 0) -> Iterator[Match]:
    """Each argument of the block, and of the blocks in it, that is a member of the shape."""
    for argument, name, own in _pairs(block, shape, resource if depth == 0 else ""):
        path = f"{member}.{name}"
        yield Match(argument, path, own)
        inner = block.below(argument)
        element = own.element if own.type == "list" and own.element is not None else own
        if inner is not None and element.type == "block" and depth < 7:
            yield from matches(inner, element, path, resource, depth + 1)


def relations(
    block: Block, shape: Shape, resource: str, depth: int = 0
) -> Iterator[tuple[RelationKind, tuple[str, ...]]]:
    """Each relation of members as one of arguments, by their paths: of a choice where all are arguments."""
    own = {name: argument for argument, name, _ in _pairs(block, shape, resource if depth == 0 else "")}
    for kind, names in shape.relations:
        paths = tuple(own[name].path for name in names if name in own)
        if names[0] in own and (len(paths) == len(names) or kind in ("conflicts", "requires")):
            yield kind, paths
    for name, argument in own.items():
        member = shape.members[name]
        inner = block.below(argument)
        element = member.element if member.type == "list" and member.element is not None else member
        if inner is not None and element.type == "block" and depth < 7:
            yield from relations(inner, element, resource, depth + 1)


def _pairs(block: Block, shape: Shape, resource: str) -> Iterator[tuple[Argument, str, Shape]]:
    by_name: dict[str, list[str]] = {}
    for name in shape.members:
        for known in {plain(name), singular(plain(name))}:
            by_name.setdefault(known, []).append(name)
    for name, argument in block.arguments.items():
        own = plain(name)
        wanted = [own, singular(own)]
        if resource:
            wanted += [resource + own, singular(resource) + own]
        for one in wanted:
            names = [name for name in by_name.get(one, ()) if _agree(argument.type, shape.members[name])]
            if len(names) == 1:
                yield argument, names[0], shape.members[names[0]]
                break


def _agree(type_: PropertyType, shape: Shape) -> bool:
    """Whether the provider's type can be the shape: a list of blocks may stand for one block."""
    own = _TYPES.get(type_.kind, "other")
    if own == "list" and type_.element is not None:
        element = _TYPES.get(type_.element.kind, "other")
        if shape.type == "block":
            return element == "block"
        return shape.type == "list" and shape.element is not None and element == shape.element.type
    if own == "block" and shape.type == "list" and shape.element is not None:
        return shape.element.type == "block"
    return own == shape.type


def _likeness(wanted: str, name: str, prefixes: Iterable[str]) -> int | None:
    names = {name, singular(name)}
    if wanted in names or any(prefix + wanted in names for prefix in prefixes):
        return _SAME
    ends = any(one and (wanted.endswith(one) or one.endswith(wanted)) for one in names)
    return _ALIKE if ends else 0


def _rank(one: Candidate) -> tuple[int, int]:
    own = verb(one.name)
    return (_VERBS.index(own) if own in _VERBS else len(_VERBS), -one.matched)


def _only_noun(found: list[Candidate]) -> list[Candidate]:
    """The candidates where one noun is the best by far."""
    if not found:
        return []
    best = max(found, key=lambda one: (one.matched, -_rank(one)[0]))
    rivals = [one for one in found if noun(one.name) != noun(best.name) and one.matched >= best.matched]
    return [] if rivals else sorted((one for one in found if noun(one.name) == noun(best.name)), key=_rank)
