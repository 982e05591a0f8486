"""eventbridge-input-valid: EventBridge target inputs must be valid JSON and templates."""

import re
from itertools import combinations

from policypack.aws.eventbridge import TARGET
from policypack.constraint import (
    Blank,
    Constraint,
    Inputs,
    Json,
    Map,
    Remove,
    Set,
    argument,
    fits,
    fix,
    note,
    of_text,
)
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html"
TRANSFORM = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"
EVENT = "<aws.events.event.json>"
PATH = r"""\$(?s:(?!.*\[["']).*)"""
MOST_PATHS = 100
KEY = Map({"key": "$.detail.object.key"})

sent = argument("input")
template, paths = argument("inputTransformer.inputTemplate"), argument("inputTransformer.inputPaths")


def placeholder_error(text: Plain, defined: Plain) -> str | None:
    """Each placeholder of an input template is the name of an input path."""
    names = set(defined) if isinstance(defined, dict) else set()
    unknown = (name for name in re.findall(r"<([A-Za-z0-9_-]+)>", str(text or "")) if name not in names)
    return next((f"<{name}> is not in inputPaths" for name in unknown), None)


def path_error(defined: Plain) -> str | None:
    """Each path begins with $ and has no quotes."""
    for name, path in defined.items() if isinstance(defined, dict) else ():
        if isinstance(path, str) and not re.fullmatch(PATH, path):
            return f'the path of {name} is "{path}"'
    return None


def too_many_paths(defined: Plain) -> str | None:
    """A transformer has a hundred paths at most."""
    number = len(defined) if isinstance(defined, dict) else 0
    return f"it has {number} paths" if number > MOST_PATHS else None


def transformer(text: str, number: int = 0) -> Inputs:
    """A transformer with one input path, or with so many numbered ones."""
    numbered = Map({f"key{one}": "$.detail.object.key" for one in range(number)})
    return {"inputTransformer.inputPaths": numbered if number else KEY, "inputTransformer.inputTemplate": text}


FORMS: dict[str, Inputs] = {
    "input": {"input": "{}"},
    "inputPath": {"inputPath": "$.detail"},
    "inputTransformer": transformer('"<key>"'),
}
RULE = constraints_rule(
    id="eventbridge-input-valid",
    service="EventBridge",
    summary="EventBridge target inputs must be valid JSON and templates",
    rationale="""
        A target gets a constant input, a part of the event or a template that is filled in, one of the three. The
        constant is JSON, so EventBridge rejects a bare word. Each placeholder of an input template is the name of an
        input path; those that begin with aws.events. are EventBridge's own. An input made of values that do not exist
        yet is checked in the update, before the target is made.
    """,
    since="0.1.0",
    constraints={
        TARGET: (
            *(
                Constraint(
                    demand=argument(other).is_empty(),
                    when=argument(own).is_given(),
                    at=other,
                    error="ValidationException: Only one of Input, InputPath, or InputTransformer must be provided for"
                    " target orders.",
                    source=API,
                    fix=fix(Remove(other), otherwise=Remove(own)),
                    invalid={**FORMS[own], **FORMS[other]},
                    valid=(FORMS[own], FORMS[other]),
                )
                for own, other in combinations(FORMS, 2)
            ),
            Constraint(
                demand=argument("inputPath").matches(PATH, "a path that begins with $, without quotes"),
                when=argument("inputPath").is_given().unsaid(),
                error="ValidationException: InputPath for target orders is invalid.",
                source=API,
                fix=fix(Set("inputPath", Blank("a path, such as $.detail.state"))),
                correct=of_text(lambda text: None if text.startswith("$") else f"$.{text}"),
                invalid=({"inputPath": "detail.state"}, {"inputPath": "$.detail['state']"}),
                valid=({"inputPath": "$.detail.items[0]"}, {"inputPath": "$"}),
            ),
            Constraint(
                demand=paths.holds("paths that begin with $, without quotes", path_error),
                when=paths.is_given().unsaid(),
                error="ValidationException: InputPathsMap for target orders is invalid.",
                source="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
                fix=note("each path begins with $, such as $.detail.state"),
                condition="a path of inputPaths does not begin with $, or has quotes",
                invalid={**transformer('"<key>"'), "inputTransformer.inputPaths": Map({"key": "detail.key"})},
                valid=transformer('"<key>"'),
            ),
            Constraint(
                demand=paths.holds(f"at most {MOST_PATHS} paths", too_many_paths),
                when=paths.is_given().unsaid(),
                error="InputPathsMap is capped at 100 entries and may not use reserved variable names",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/events/"
                "pf-events-input-transformer-limits/meta.yaml",
                fix=note(f"at most {MOST_PATHS} paths"),
                condition=f"inputPaths has more than {MOST_PATHS} paths",
                invalid=transformer('"<key0>"', MOST_PATHS + 1),
                valid=transformer('"<key0>"', MOST_PATHS),
            ),
            Constraint(
                demand=template.matches(r"(?s:\s*\{.*)", "a JSON object"),
                when=template.matches(f"(?s:.*{EVENT}.*)", f"a text with {EVENT}"),
                error="ValidationException: InputTemplate for target orders contains placeholder aws.events.event.json"
                " valid only for JSON template.",
                source=TRANSFORM,
                fix=fix(Set("inputTransformer.inputTemplate", Blank("a JSON object with the event as a value"))),
                invalid=(transformer(f"[{EVENT}]"), transformer(f'"The event was {EVENT}"')),
                valid=transformer(f'{{"event": {EVENT}, "key": <key>}}'),
            ),
            Constraint(
                demand=sent.is_json(),
                when=sent.is_given().unsaid(),
                error="ValidationException: JSON syntax error in input for target orders",
                source=API,
                fix=fix(Set("input", Blank("valid JSON, in which texts have quotes"))),
                invalid={"input": "nightly"},
                valid=({"input": '"nightly"'}, {"input": Json({"kind": "nightly"})}),
            ),
            Constraint(
                demand=fits(
                    template,
                    "a template whose placeholders are in inputPaths",
                    placeholder_error,
                    template.of,
                    paths.whole,
                ),
                when=template.is_given().unsaid(),
                error="ValidationException: InputTemplate for target orders contains invalid placeholder size.",
                source=TRANSFORM,
                fix=fix(Set("inputTransformer.inputPaths", Blank("the paths, with one for each placeholder"))),
                invalid=transformer('{"key": "<key>", "size": "<size>"}'),
                valid=transformer('"<key> by <aws.events.rule-name>"'),
            ),
        )
    },
    base={TARGET[0]: {"rule": "uploads", "arn": "arn:aws:sns:us-east-1:123456789012:orders"}},
)
