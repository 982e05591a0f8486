"""eventbridge-input-valid: EventBridge target inputs must be valid JSON and templates."""

import re

from policypack.aws.eventbridge import TARGET
from policypack.constraint import Blank, Constraint, Inputs, Json, Map, Set, argument, fits, fix
from policypack.model.conditions import known_or_not
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html"
TRANSFORM = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"
KEY = Map({"key": "$.detail.object.key"})

sent = argument("input")
template, paths = argument("inputTransformer.inputTemplate"), argument("inputTransformer.inputPaths")


def placeholder_error(text: Plain, defined: Plain) -> str | None:
    """Each placeholder of an input template is the name of an input path."""
    names = set(defined) if isinstance(defined, dict) else set()
    unknown = (name for name in re.findall(r"<([A-Za-z0-9_-]+)>", str(text or "")) if name not in names)
    return next((f"<{name}> is not in inputPaths" for name in unknown), None)


def transformer(text: str) -> Inputs:
    """A transformer with one input path."""
    return {"inputTransformer.inputPaths": KEY, "inputTransformer.inputTemplate": text}


RULE = constraints_rule(
    id="eventbridge-input-valid",
    service="EventBridge",
    summary="EventBridge target inputs must be valid JSON and templates",
    rationale="""
        The constant input of a target is JSON, so EventBridge rejects a bare word. Each placeholder of an input
        template is the name of an input path; those that begin with aws.events. are EventBridge's own. An input made of
        values that do not exist yet is checked in the update, before the target is made.
    """,
    since="0.1.0",
    constraints={
        TARGET: (
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
                    lambda target: known_or_not(paths.of(target)),
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
