"""eventbridge-input-valid: EventBridge target inputs must be valid JSON and templates."""

from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.faults import complete, json_fault
from policypack.aws.eventbridge.targets import placeholder_fault
from policypack.check import Resource, Verdict, combined, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(target: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """An input is JSON, and a template uses only what its input paths define."""
    sent = target["input"]
    yield require(
        json_fault(sent, lambda _: None).is_empty(),
        when=is_not(sent.is_empty()),
        at=sent,
        problem="input is not valid JSON, which EventBridge refuses: JSON syntax error in input for target.",
        fix='input=json.dumps({"kind": "nightly"})  # a text is JSON only in quotes',
    )
    transformer = target["inputTransformer"]
    template, paths = transformer["inputTemplate"], transformer["inputPaths"]
    wrong = combined(placeholder_fault, template, complete(paths))
    yield require(
        wrong.is_empty(),
        when=is_not(template.is_empty()),
        at=template,
        problem=f"inputTemplate {wrong.say(str, 'has a placeholder without a path')}, which EventBridge refuses:"
        " InputTemplate for target contains invalid placeholder.",
        fix='input_transformer={"input_paths": {"key": "$.detail.object.key"}, "input_template": \'{"key": "<key>"}\'}',
    )


_TRANSFORM = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"
_TARGET = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html"

RULE = ResourceRule(
    id="eventbridge-input-valid",
    summary="EventBridge target inputs must be valid JSON and templates",
    rationale="""
        The constant input of a target is JSON, so a bare word is refused. Each placeholder of an input template names
        an input path; those that begin with aws.events. are EventBridge's own. An input made of values that do not
        exist yet is judged in the update, before the target is made.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.TARGET,
    references=(_TARGET, _TRANSFORM),
    rejections=(
        Rejection(
            service="EventBridge",
            condition="A target's input is not JSON",
            error="ValidationException: JSON syntax error in input for target orders",
            source=_TARGET,
            invalid="word",
            valid="quoted",
        ),
        Rejection(
            service="EventBridge",
            condition="An input template uses a placeholder that no input path defines",
            error="ValidationException: InputTemplate for target orders contains invalid placeholder size.",
            source=_TRANSFORM,
            invalid="undefined",
            valid="defined",
        ),
    ),
    check=check,
)
