"""Fields of states: which exclude each other, which numbers and paths they hold, and which query language they are of.

https://states-language.net/spec.html and
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html, read in November 2026. Each
function returns what Step Functions objects to, None where it does not. A text in braces and percent signs is an
expression of JSONata, which is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.stepfunctions.definitions import Tree, states_of
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

EXPRESSION = "{%"
LONGEST_NAME = 80
"""Characters of a state's name."""
MOST_SECONDS = 99_999_999

ONE_OF = (
    ("TimeoutSeconds", "TimeoutSecondsPath"),
    ("HeartbeatSeconds", "HeartbeatSecondsPath"),
    ("MaxConcurrency", "MaxConcurrencyPath"),
    ("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
    ("ToleratedFailureCount", "ToleratedFailureCountPath"),
    ("Error", "ErrorPath"),
    ("Cause", "CausePath"),
    ("ItemProcessor", "Iterator"),
    ("Seconds", "SecondsPath", "Timestamp", "TimestampPath"),
)
"""Fields of which a state has one at most."""
TIMES = ONE_OF[-1]
"""How long a Wait state waits: one of these."""
BOUNDS: dict[str, tuple[float, float | None]] = {
    "TimeoutSeconds": (1, MOST_SECONDS),
    "HeartbeatSeconds": (1, MOST_SECONDS),
    "Seconds": (0, MOST_SECONDS),
    "MaxConcurrency": (0, None),
    "ToleratedFailurePercentage": (0, 100),
}
RETRY_BOUNDS: dict[str, tuple[float, float | None]] = {
    "MaxAttempts": (0, MOST_SECONDS),
    "BackoffRate": (1, None),
    "MaxDelaySeconds": (1, 31_622_400),
}
"""The numbers that a field, and one of a retrier, may have."""

_PATHS = ("InputPath", "OutputPath", "ResultPath")
_NUMBERS_BY_PATH = tuple(field for fields in ONE_OF for field in fields if field.endswith("Path"))
ONLY_JSONPATH = (*_PATHS, "ItemsPath", "Parameters", "ResultSelector", "Result", *_NUMBERS_BY_PATH)
ONLY_JSONATA = ("Arguments", "Output", "Items")
"""Fields that only states of one query language have."""
TEMPLATES = ("Parameters", "ResultSelector", "ItemSelector", "Assign")
"""Fields whose keys that end with .$ have a path, or a call of an intrinsic function, in JSONPath."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_SEVERAL = re.compile(r"\.\.|\*|\[\?|@")


def several_error(definition: Plain) -> str | None:
    """A state has one of the fields that say the same thing in two ways; a Wait state has one of four."""
    for path, state in states_of(definition):
        for fields in ONE_OF:
            given = [field for field in fields if field in state]
            if len(given) > 1:
                return f"{path} has {' and '.join(given)}"
    return None


def waiting_time_error(definition: Plain) -> str | None:
    """A Wait state says how long it waits."""
    for path, state in states_of(definition):
        if state.get("Type") == "Wait" and not any(field in state for field in TIMES):
            return f"{path} is a Wait and has none of {', '.join(TIMES)}"
    return None


def number_error(definition: Plain) -> str | None:
    """Numbers are in their bounds, and are not written as texts."""
    for path, state in states_of(definition):
        blocks = [(path, state, BOUNDS)]
        blocks += [(f"{path}/Retry[{place}]", one, RETRY_BOUNDS) for place, one in enumerate(_blocks(state, "Retry"))]
        for own, block, bounds in blocks:
            for field, (low, high) in bounds.items():
                wrong = _out_of_bounds(block.get(field), low, high)
                if wrong:
                    return f"{own}/{field} {wrong}"
    return None


def _out_of_bounds(value: Plain, low: float, high: float | None) -> str:
    if isinstance(value, str) and not value.startswith(EXPRESSION):
        return "is a text, not a number"
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    if value < low:
        return f"is {value}: it must be at least {low:,}"
    return f"is {value}: it must be at most {high:,}" if high is not None and value > high else ""


def name_error(definition: Plain) -> str | None:
    """The name of a state is not too long."""
    for path, _ in states_of(definition):
        name = path.rpartition("/States/")[2]
        if len(name) > LONGEST_NAME:
            return f'the name of the state "{name[:20]}..." has {len(name)} characters, and may have {LONGEST_NAME}'
    return None


def repeated_name_error(definition: Plain) -> str | None:
    """No two states have the same name, not in branches or processors of items either."""
    seen = set()
    for path, _ in states_of(definition):
        name = path.rpartition("/States/")[2]
        if name in seen:
            return f'two states have the name "{name}", one of them {path}'
        seen.add(name)
    return None


def language_error(definition: Plain) -> str | None:
    """A state has no field of the other query language."""
    for path, state, language in _in_languages(definition):
        others = ONLY_JSONPATH if language == "JSONata" else ONLY_JSONATA
        for field in others:
            if field in state:
                return f"{path} is in {language}, which has no {field}"
        for place, rule in enumerate(_blocks(state, "Choices")):
            field = "Variable" if language == "JSONata" else "Condition"
            if field in rule:
                return f"{path}/Choices[{place}] is in {language}, which has no {field}"
    return None


def mixed_language_error(definition: Plain) -> str | None:
    """A machine in JSONata has no state in JSONPath."""
    if not isinstance(definition, dict) or definition.get("QueryLanguage") != "JSONata":
        return None
    for path, state in states_of(definition):
        if state.get("QueryLanguage") == "JSONPath":
            return f"{path} is in JSONPath, and the machine in JSONata"
    return None


def path_error(definition: Plain) -> str | None:
    """A path starts with $, and so does a variable of a choice."""
    for path, state, language in _in_languages(definition):
        if language != "JSONPath":
            continue
        written = [(f"{path}/{field}", state.get(field)) for field in _PATHS]
        choices = enumerate(_blocks(state, "Choices"))
        written += [(f"{path}/Choices[{place}]/Variable", rule.get("Variable")) for place, rule in choices]
        for own, value in written:
            if isinstance(value, str) and not value.startswith("$"):
                return f"{own} does not start with $"
    return None


def result_path_error(definition: Plain) -> str | None:
    """A ResultPath names one place."""
    for path, state, language in _in_languages(definition):
        value = state.get("ResultPath")
        if language == "JSONPath" and isinstance(value, str) and not is_opaque(value):
            found = _SEVERAL.search(_QUOTED.sub("", value))
            if found:
                return f'{path}/ResultPath is "{value}": with {found.group()!r} it names more than one place'
    return None


def template_error(definition: Plain) -> str | None:
    """A key that ends with .$ has a path, or a call of an intrinsic function."""
    for path, state, language in _in_languages(definition):
        if language != "JSONPath":
            continue
        for field in TEMPLATES:
            for key, value in _keys(state.get(field)):
                if key.endswith(".$") and not (isinstance(value, str) and value.startswith(("$", "States."))):
                    shown = f'"{value}"' if isinstance(value, str) and not is_opaque(value) else "another value"
                    return f'{path}/{field} has "{key}" with {shown}: without .$ in the key it is a plain value'
    return None


def _keys(template: Plain) -> Iterator[tuple[str, Plain]]:
    """Every key of a template, at every depth, with its value."""
    pending = [template]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            yield from one.items()
            pending += one.values()
        elif isinstance(one, list):
            pending += one


def _in_languages(definition: Plain) -> Iterator[tuple[str, Tree, str]]:
    """The states whose query language is certain: their own, or the machine's where no state around has one."""
    default = definition.get("QueryLanguage", "JSONPath") if isinstance(definition, dict) else "JSONPath"
    own = [path for path, state in states_of(definition) if "QueryLanguage" in state]
    for path, state in states_of(definition):
        if "QueryLanguage" in state:
            language = state["QueryLanguage"]
        elif any(path.startswith(f"{one}/") for one in own):
            continue
        else:
            language = default
        if language in ("JSONPath", "JSONata"):
            yield path, state, language


def _blocks(state: Tree, field: str) -> list[Tree]:
    """The objects in a list of the state."""
    value = state.get(field)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
