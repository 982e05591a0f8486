"""What the provider's documentation says of arguments together: whole sentences of a few forms, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from policypack.harvest.provider import Argument, Block
from policypack.harvest.relations import Relation, path_in, related
from policypack.harvest.shapes import RelationKind

_Form: TypeAlias = RelationKind | Literal["required_by", "needed_without"]
_SENTENCE = re.compile(r"(?<=[.;])\s+|\s+(?=>)|\s+\(?(?=Conflicts with)|(?<=[`.,])\s+\((?=conflicts with)")
_NAME = r"`[\w.]+`"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, and (?:a )?|, or |, | and (?:a )?| or | nor ){_NAME})*)"
_VALUE = r"`\"?[^`]+`"
_VALUES = rf"(?P<values>true|false|(?:one of |either |any of )?{_VALUE}(?:(?:, and |, or |, | and | or ){_VALUE})*)"
_SET = r"(?:set|specified|used|provided|configured|given|supplied|present|defined|passed|included|enabled|required)"
_MUST = r"(?:must|has to|needs to|is required to)"
_IS = r"(?:is|is set to|=|equals|is equal to)"
_CHOICE = rf"(?:{_MUST} be {_SET}|is required)"
_START = (
    r"(?:> ?)?(?:\*\*NOTE:?\*\*:? |NOTE: |Note that |Note: )?"
    r"(?:(?:This|It) (?:(?:argument|parameter|field|block|value|option|attribute) )?)?"
)
_WORDS: tuple[tuple[_Form, str], ...] = (
    ("conflicts", rf"conflicts (?:with|w/) {_NAMES}"),
    (
        "conflicts",
        rf"(?:can ?not|can't|may not|must not) be {_SET}"
        rf" (?:together |along |in conjunction |at the same time )?(?:with|if|when|as) {_NAMES}"
        rf"(?: (?:is|are) (?:also )?{_SET})?",
    ),
    ("conflicts", rf"(?:is )?mutually exclusive with {_NAMES}"),
    ("at_most_one", rf"(?:you can specify )?only one of {_NAMES}(?: (?:can|may) be {_SET})?"),
    (
        "exactly_one",
        rf"(?:you must specify )?(?:exactly|only|precisely) one of (?:either )?{_NAMES} {_CHOICE}(?::.*)?",
    ),
    ("exactly_one", rf"(?:note that )?either {_NAMES},? {_MUST} be {_SET},? but not both"),
    ("exactly_one", rf"(?:note that )?either {_NAMES},? \(?,?but not both,?\)? {_MUST} be {_SET}"),
    ("at_least_one", rf"(?:at least )?one of (?:either )?{_NAMES} {_CHOICE}"),
    ("at_least_one", rf"must specify at least one of {_NAMES}"),
    ("at_least_one", rf"(?:note that )?either {_NAMES} {_CHOICE}"),
    ("requires", rf"(?:if {_SET}, )?requires {_NAMES}(?: to (?:also )?be {_SET})?"),
    ("requires", rf"must (?:also )?be {_SET} (?:together |along |in conjunction )?with {_NAMES}"),
    ("requires", rf"required with {_NAMES}"),
    ("requires", rf"if {_SET},? {_NAMES} (?:must|needs to) (?:also )?be {_SET}(?: too| as well)?"),
    ("required_by", rf"(?:is )?required (?:if|when|with) (?P<names>{_NAME}(?: or {_NAME})*) (?:is|are) {_SET}"),
    ("needed_without", rf"(?:is )?required (?:if|when) (?P<names>{_NAME}) is not {_SET}"),
    ("needed_without", rf"(?:is )?required unless (?P<names>{_NAME}) is {_SET}"),
    ("needed_with", rf"(?:(?:is )?required|must be {_SET}) (?:if|when|for) (?P<names>{_NAME}) {_IS} {_VALUES}"),
    (
        "only_with",
        rf"(?:is |are )?(?:only (?:be )?(?:\w+ )?|(?:\w+ )?only |can only be {_SET} )(?:if|when|with|for)"
        rf" (?P<names>{_NAME}) {_IS} {_VALUES}",
    ),
)
_FORMS = tuple((kind, re.compile(rf"^{_START}{form}[.;)]*$", re.IGNORECASE)) for kind, form in _WORDS)


def said_relations(argument: Argument, block: Block, root: Block) -> Iterator[Relation]:
    """What the documentation of an argument says of it and of others of its block, or of the resource."""
    places = (block,) if "[]" in argument.path else (block, root)
    for sentence in _SENTENCE.split(argument.text):
        for kind, form in _FORMS:
            match = form.match(sentence.strip())
            if match is not None:
                others = [_path(name, places) for name in re.findall(r"`([\w.]+)`", match["names"])]
                values = _values(match["values"]) if "values" in form.groupindex else ()
                if None not in others:
                    yield from _made(kind, argument.path, [one for one in others if one is not None], values)
                break


def _made(kind: _Form, own: str, others: Sequence[str], values: Sequence[str]) -> Iterator[Relation]:
    if kind in ("exactly_one", "at_least_one", "at_most_one"):
        yield from related(kind, others)
    elif own in others:
        return
    elif kind == "required_by":
        for other in others:
            yield from related("requires", [other, own])
    elif kind == "needed_without":
        yield from related("at_least_one", [own, *others])
    else:
        yield from related(kind, [own, *others], values)


def _path(name: str, places: Sequence[Block]) -> str | None:
    return next((path for place in places if (path := path_in(place, name)) is not None), None)


def _values(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"`\"?([^`\"]+)\"?`", text) or [text.lower()]))
