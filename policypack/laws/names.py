"""The law that what a rule names exists in pulumi-aws: a mistyped property reads as absent, a mistyped type as none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from policypack.catalog.schema import all_tokens, input_schema
from policypack.catalog.types import resource_type_facts
from policypack.engine.options import camel_case
from policypack.errors import CatalogError
from policypack.fix import Create
from policypack.laws.asking import Ran, file_of, findings
from policypack.laws.broken import Broken
from policypack.laws.reading import Reading
from policypack.rule import AnyRule

LAW = "each name exists"
_AWS = "aws:"
_MAJORS = (6, 7)


def names(rule: AnyRule, runs: Sequence[Ran], besides: Collection[str] = ()) -> Iterator[Broken]:
    """Each property that the rule reads is one of a type that it reads, each type one of pulumi-aws 6 or 7; ``besides``
    are properties of another version. Where pulumi-aws is not installed, there is nothing to say."""
    try:
        tokens = all_tokens()
    except CatalogError:
        return
    reading = Reading.of_rule(rule, [(one.stack, one.deployment) for one in runs])
    for token in sorted({*rule.applies_to, *reading.asked, *_made(rule, runs)}):
        if token.startswith(_AWS) and not token.endswith("*") and not _exists(token, tokens):
            near = _nearest(token, tokens)
            yield _broken(rule, token, f"pulumi-aws has no type {token}.", near, "a token of the provider's schema")
    known = {key for type_ in reading.types if type_ in tokens for key in input_schema(type_)}
    for key in reading.properties:
        if key not in known and key not in besides:
            types = ", ".join(type_ for type_ in reading.types if key in reading.by_type[type_])
            near = camel_case(key) if camel_case(key) in known else _nearest(key, sorted(known))
            problem = f"The rule reads {key} of {types}, and no type that it reads has this property."
            yield _broken(rule, key, problem, near, "the name of the provider's schema, as bucketPrefix")


def _made(rule: AnyRule, runs: Sequence[Ran]) -> Iterator[str]:
    """The types of the resources that fixes make."""
    for ran in runs:
        for one in findings(rule, ran.stack, ran.deployment):
            ways = (one.fix.steps, *one.fix.otherwise)
            yield from (step.type for way in ways for step in way if isinstance(step, Create))


def _exists(token: str, tokens: Collection[str]) -> bool:
    return token in tokens or any(resource_type_facts(token, major) is not None for major in _MAJORS)


def _nearest(name: str, known: Sequence[str]) -> str:
    return next(iter(get_close_matches(name, known, 1, 0.6)), "")


def _broken(rule: AnyRule, name: str, problem: str, near: str, form: str) -> Broken:
    hint = f"Did you mean {near}?" if near else f"Write {form}."
    return Broken(LAW, _where(rule, (f'"{name}"', f"'{name}'", f"{name}.", f"{name}[")), problem, hint)


def _where(rule: AnyRule, texts: Iterable[str]) -> str:
    """The first line of the rule's file that has one of the texts."""
    if rule.file:
        for text in texts:
            for number, line in enumerate(Path(rule.file).read_text(encoding="utf-8").splitlines(), 1):
                if text in line:
                    return f"{rule.file}:{number}"
    return file_of(rule)
