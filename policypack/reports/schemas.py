"""JSON schemas of the files that people write, for their editors; made of what reads these files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from policypack.engine.configuration import document
from policypack.engine.index import SomeRule
from policypack.engine.options import options_schema
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.presets import MEANINGS
from policypack.model.headings import Level
from policypack.model.languages import LANGUAGES

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEVELS = list(get_args(Level))
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_OBJECT: Schema = {"type": "object"}


def guardrails(rules: Iterable[SomeRule]) -> Schema:
    """Of ``guardrails.yaml``: levels and options of these rules, exemptions, and what concerns the pack as a whole."""
    rules = tuple(rules)
    settings: Schema = {
        document.PRESET: _described("The levels of rules that nothing names.", _choice(MEANINGS)),
        document.LEVELS: _levels(rules),
        document.OPTIONS: _options(rules),
    }
    language = _described("The language of fixes; default: the program's.", {"enum": list(LANGUAGES)})
    properties: Schema = {
        **settings,
        document.LANGUAGE: language,
        document.ENVIRONMENTS: _described(
            "Settings for some stacks, over the rest of the file; of several, the later ones win.",
            _list_of(_object({**settings, document.LANGUAGE: language, **_environment()})),
        ),
        document.EXEMPTIONS: exemptions(),
        document.MAX_EXEMPTION_DAYS: _described(
            "How many days ahead an exemption may end.", {"type": "integer", "minimum": 1, "maximum": 3660}
        ),
        document.BASELINE: _described("The file of findings that were there before, beside this one.", _TEXT),
        document.STACKS_MAY: _described(
            "What stacks and programs may decide, by globs of rules.",
            _object({"levels": _TEXTS, "options": _TEXTS, "exempt": _TEXTS}),
        ),
        document.ON_RULE_ERROR: _described(
            "How a rule that fails counts: at its level, or as advice.", {"enum": list(document.ON_RULE_ERROR_WORDS)}
        ),
    }
    ordered = {key: properties[key] for key in document.OF_FILE}
    return {"$schema": _DIALECT, "title": "guardrails.yaml", **_object(ordered)}


def exemptions() -> Schema:
    """Of the list under ``exemptions``."""
    fields: Schema = {
        "rule": _described("A rule's ID, or a glob.", _TEXT),
        "resource": _described("A logical name or a URN, or a glob.", _TEXT),
        "reason": _described("Why; reports show it.", _TEXT),
        "owner": _described("Who answers for it.", _TEXT),
        "expires": _described("The last day, as 2027-01-31.", {"type": "string", "format": "date"}),
    }
    return _list_of(_object(fields, required=["rule", "resource", "reason"]))


def answers(_: Iterable[SomeRule] = ()) -> Schema:
    """Of a file of answers for data sources, by the function's token."""
    answer = _described("The fields of the result; one without a value is not answered.", {"type": ["object", "null"]})
    by_arguments = _object(
        {"args": _described("The question has at least these arguments.", _OBJECT), "answer": answer},
        required=["args", "answer"],
    )
    return {
        "$schema": _DIALECT,
        "title": "guardrails-answers.yaml",
        "description": "Answers of functions, of resources that are read, and of other stacks, by token.",
        "type": "object",
        "additionalProperties": {"anyOf": [_list_of(by_arguments), answer]},
    }


SCHEMAS: Mapping[str, Callable[[Iterable[SomeRule]], Schema]] = {"guardrails": guardrails, "answers": answers}
"""Name -> what makes the schema, of the pack's rules."""


def written(name: str, rules: Iterable[SomeRule]) -> str:
    """The text of a schema, ending in a newline."""
    return json.dumps(SCHEMAS[name](rules), indent=1) + "\n"


def _levels(rules: Iterable[SomeRule]) -> Schema:
    """Each rule and policy by its ID, with what it demands; a glob is any other key."""
    level: Schema = {"enum": _LEVELS}
    named = {one.id: {"description": one.summary, **level} for one in (*rules, *PACK_POLICIES)}
    return {
        "type": "object",
        "description": "Levels by rule, by glob, or for all.",
        "properties": {document.ALL: {"description": "All rules.", **level}, **named},
        "additionalProperties": level,
    }


def _options(rules: Iterable[SomeRule]) -> Schema:
    schemas = {one.id: _schema_of(one) for one in (*rules, *PACK_POLICIES)}
    properties = {rule: _object(schema) for rule, schema in schemas.items() if schema}
    return {**_object(properties), "description": "Options by rule."}


def _schema_of(one: Any) -> Schema:
    """The schema of each option of a rule or policy."""
    told = getattr(one, "schema", None)
    return dict(told) if told else options_schema(one.options, one.options() if one.options else None)


def _environment() -> Schema:
    return {
        "stack": _described("A glob of stack names, or several.", {"anyOf": [_TEXT, _TEXTS]}),
        "tags": _described("Tags that the stack has, by glob.", {"type": "object", "additionalProperties": _TEXT}),
    }


def _choice(meanings: Mapping[Any, str]) -> Schema:
    return {"oneOf": [{"const": name, "description": meaning} for name, meaning in meanings.items()]}


def _described(text: str, schema: Schema) -> Schema:
    return {"description": text, **schema}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Any], required: Iterable[str] = ()) -> Schema:
    needed = list(required)
    named = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**named, "required": needed} if needed else named
