"""JSON schemas of the files that people write, for their editors; made of what reads these files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from policypack.engine.configuration import document
from policypack.engine.index import SomeRule
from policypack.engine.options import options_schema
from policypack.engine.own import places
from policypack.engine.own.keys import RULE_KEYS
from policypack.engine.policies import PACK_POLICIES
from policypack.engine.presets import MEANINGS
from policypack.model.headings import SEVERITIES, Level
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
    one_or_more: Schema = {"anyOf": [_TEXT, _TEXTS]}
    properties: Schema = {
        document.RULES: _described(
            "The organization's own rules.",
            _object(
                {
                    places.FOLDERS: _described("Folders of rules, from this file's own folder on.", one_or_more),
                    places.PACKAGES: _described("Installed packages of rules.", one_or_more),
                }
            ),
        ),
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


def rule(_: Iterable[SomeRule] = ()) -> Schema:
    """Of a rule that is YAML: rows of what an organization demands of arguments."""
    one_or_more: Schema = {"anyOf": [_TEXT, _TEXTS]}
    value: Schema = {"type": ["string", "number", "boolean", "array", "object"]}
    values: Schema = {"type": "array", "items": value, "minItems": 1}
    number: Schema = {"type": "number"}
    demands: Schema = {
        "equals": _described("The one right value.", value),
        "oneOf": _described(
            "The right values; the first is the fix.", {"type": "array", "items": value, "minItems": 1}
        ),
        "noneOf": _described("The wrong values; right is the fix.", values),
        "atLeast": _described("The lowest right number.", number),
        "atMost": _described("The highest right number.", number),
        "longest": _described("The most characters.", {"type": "integer", "minimum": 1}),
        "matches": _described("A regular expression for the whole text; with words, right and wrong.", _TEXT),
        "contains": _described("What the list has to have.", one_or_more),
        "set": _described(
            "Whether the property must be set (with right) or must not (with wrong).", {"type": "boolean"}
        ),
    }
    row: Schema = {
        "property": _described("The argument, as the provider's schema names it: tracingConfig.mode.", _TEXT),
        **demands,
        "each": _described("A list of blocks: the property is a field of each of them.", _TEXT),
        "when": _described("Arguments and their values; a list means one of several.", _OBJECT),
        "unset": _described("Whether the property may be left out.", {"enum": ["fine", "wrong"]}),
        "message": _described("What is wrong, in place of the sentence that is made of the demand.", _TEXT),
        "right": _described("A right value, for examples and fixes.", value),
        "wrong": _described("A wrong value, for examples.", value),
        "words": _described("Completes: the property must be ...", _TEXT),
        "error": _described("AWS's own error, of what AWS rejects.", _TEXT),
        "source": _described("The URL of what says so.", _TEXT),
        "controls": _described("Controls of AWS Security Hub that the row answers.", one_or_more),
    }
    fields: Schema = {
        "summary": _described("What the rule demands, with must.", _TEXT),
        "why": _described("What comes of it otherwise; messages end in it.", _TEXT),
        "level": _described("Default: advisory.", {"enum": _LEVELS}),
        "consequence": _described("What comes of a violation; default: hygiene.", {"enum": list(SEVERITIES)}),
        "since": _described("The version that brought the rule.", _TEXT),
        "types": _described("Resource types: aws:rds/instance:Instance.", one_or_more),
        "service": _described("Who answers with the rows' errors: RDS.", _TEXT),
        "references": _described("URLs.", one_or_more),
        "controls": _described("Controls of AWS Security Hub that the rule answers.", one_or_more),
        "aliases": _described("IDs that the rule had before.", one_or_more),
        "base": _described("Arguments that examples have besides.", _OBJECT),
        "rows": _described("The demands.", _list_of(_object(row, required=["property"]))),
    }
    ordered = {key: fields[key] for key in RULE_KEYS}
    whole = _object(ordered, required=["summary", "why", "types", "rows"])
    return {"$schema": _DIALECT, "title": "A rule of rows", **whole}


SCHEMAS: Mapping[str, Callable[[Iterable[SomeRule]], Schema]] = {
    "guardrails": guardrails,
    "rule": rule,
    "answers": answers,
}
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
