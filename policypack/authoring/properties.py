"""What a new rule demands, to begin with: a property of its type, and values that are right and wrong."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from policypack.catalog.schema import Kind, PropertyType, input_schema
from policypack.catalog.sdk import sdk_version
from policypack.catalog.types import all_type_tokens, resource_type_facts
from policypack.errors import RuleError
from policypack.model.records import record

_START = "acme-"
_EXAMPLES: Mapping[Kind, Any] = {
    Kind.STRING: "example",
    Kind.INTEGER: 1,
    Kind.NUMBER: 1,
    Kind.BOOLEAN: False,
    Kind.MAP: {},
    Kind.ANY: "example",
}


@record(frozen=True, slots=True)
class Demand:
    """A demand on one property.

    ``fact`` asks it of a check's ``value``, with what ``words`` the check imports; ``fix`` is the value that the fix
    sets, of what ``imports`` has; ``row`` are the keys of a YAML row. ``right`` and ``wrong`` are values of it
    (None: not set), ``base`` is what the provider requires besides.
    """

    type: str
    property: str
    must: str
    fact: str
    fix: str
    imports: tuple[str, ...]
    row: Mapping[str, Any]
    right: Any
    wrong: Any
    base: Mapping[str, Any]
    words: tuple[str, ...] = ()


def demand_on(token: str, name: str | None = None, *, only_texts: bool = False) -> Demand:
    """The demand that a new rule begins with, with ``only_texts`` on a text.

    Raises RuleError where there is no such type or property, and where such a rule has to be written by hand.
    """
    try:
        schema = input_schema(token)
    except KeyError:
        near = _near(token, all_type_tokens())
        raise RuleError(f"--type {token}: the installed pulumi-aws has no such type{near}") from None
    if name is not None and name not in schema:
        raise RuleError(f"--property {name}: {token} has no such property{_near(name, schema)}")
    found = schema[name] if name is not None else _chosen(token, schema, only_texts=only_texts)
    if found is None or found.kind not in ({Kind.STRING} if only_texts else _MADE):
        told = f"--property {name}" if name else f"--type {token}"
        raise RuleError(f"{told}: there is no text, number, switch or map to begin with; name one by --property NAME.")
    base = {one.name: example(one) for one in schema.values() if one.required and one.name != found.name}
    return _MADE[found.kind](token, found, base)


def example(of: PropertyType, depth: int = 0) -> Any:
    """A value that the SDK takes for a property."""
    if of.enum:
        return of.enum[0]
    if of.kind is Kind.LIST:
        return [example(of.element, depth + 1)] if of.element is not None and depth < 8 else []
    if of.kind is Kind.OBJECT:
        return {one.name: example(one, depth + 1) for one in of.fields.values() if one.required and depth < 8}
    return _EXAMPLES.get(of.kind, "example")


def _chosen(token: str, schema: Mapping[str, PropertyType], *, only_texts: bool) -> PropertyType | None:
    """Tags if the type has any, else its name, the first text that may be left out, a switch or a number."""
    if not only_texts and "tags" in schema and schema["tags"].kind is Kind.MAP:
        return schema["tags"]
    facts = resource_type_facts(token, int(sdk_version().partition(".")[0]))
    if facts is not None and facts.name is not None and facts.name in schema:
        return schema[facts.name]
    optional = [one for one in schema.values() if not (one.required or one.deprecated or one.name == "region")]
    kinds = (Kind.STRING,) if only_texts else (Kind.STRING, Kind.BOOLEAN, Kind.INTEGER)
    plain = [one for kind in kinds for one in optional if one.kind is kind]
    return next((one for one in plain if not one.enum), None)


def _text(token: str, of: PropertyType, base: Mapping[str, Any]) -> Demand:
    words = f"a text that starts with {_START}"
    return Demand(
        type=token,
        property=of.name,
        must=f"must start with {_START}",
        fact=f'value.starts_with("{_START}")',
        fix=f'Blank("{words}")',
        imports=("Blank", "Set", "fix"),
        row={"matches": f"{_START}.*", "words": words, "right": f"{_START}example", "wrong": "example"},
        right=f"{_START}example",
        wrong="example",
        base=base,
    )


def _switch(token: str, of: PropertyType, base: Mapping[str, Any]) -> Demand:
    return Demand(
        type=token,
        property=of.name,
        must="must be true",
        fact="value.is_true()",
        fix="True",
        imports=("Set", "fix"),
        row={"equals": True},
        right=True,
        wrong=False,
        base=base,
    )


def _number(token: str, of: PropertyType, base: Mapping[str, Any]) -> Demand:
    return Demand(
        type=token,
        property=of.name,
        must="must be at least 2",
        fact="value.at_least(2)",
        fix="2",
        imports=("Set", "fix"),
        row={"atLeast": 2},
        right=2,
        wrong=1,
        base=base,
    )


def _map(token: str, of: PropertyType, base: Mapping[str, Any]) -> Demand:
    return Demand(
        type=token,
        property=of.name,
        must="must have the key owner",
        fact='is_not(value["owner"].is_empty())',
        words=("is_not",),
        fix='Map({"owner": "payments"})',
        imports=("Map", "Set", "fix"),
        row={"property": f"{of.name}.owner", "set": True, "right": "payments"},
        right={"owner": "payments"},
        wrong=None,
        base=base,
    )


_MADE = {
    Kind.STRING: _text,
    Kind.BOOLEAN: _switch,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.MAP: _map,
}


def _near(word: str, known: Any) -> str:
    found = get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else "."
