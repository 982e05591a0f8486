"""What CodePipeline demands of artifacts: valid names, one maker, made before they are read, as many as a type allows.

https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policypack.aws.codepipeline import (
    API,
    GUIDE,
    INVALID_ACTION,
    PATTERN,
    Action,
    Bounds,
    Names,
    actions,
    documented,
    earlier,
    known_actions,
    only,
)
from policypack.aws.codepipeline.stage_demands import STRUCTURE
from policypack.fix import Add, Blank, Fix, Remove, Set, fix
from policypack.model.alike import Alike
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_fact, any_of, known
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, same, together
from policypack.model.verdicts import Verdict, require

NAME = r"A-Za-z0-9_\-"
"""The characters of an artifact's name."""
LONGEST_NAME = 100

INVALID_NAME = Rejection(
    service="CodePipeline",
    condition="An artifact's name has a period",
    error=PATTERN + r"[a-zA-Z0-9_\-]+",
    source=API + "API_OutputArtifact.html",
    invalid="dotted-artifact",
    valid="two-stages",
)
MADE_TWICE = Rejection(
    service="CodePipeline",
    condition="Two actions make one output artifact",
    error="Output Artifact Bundle name must be unique within the pipeline. CreateOutput has been used more than once.",
    source="https://github.com/aws-cloudformation/cfn-lint/issues/1688",
    invalid="made-twice",
    valid="two-sources",
)
NEVER_MADE = Rejection(
    service="CodePipeline",
    condition="No action makes an input artifact",
    error=INVALID_ACTION,
    source=STRUCTURE,
    invalid="never-made",
    valid="by-order",
)
MADE_TOO_LATE = Rejection(
    service="CodePipeline",
    condition="An input artifact is made at the same time or later",
    error=INVALID_ACTION,
    source=STRUCTURE,
    invalid="made-at-once",
    valid="by-order",
)
TOO_FEW = Rejection(
    service="CodePipeline",
    condition="An action has fewer artifacts than its provider requires",
    error="InvalidActionDeclarationException: Action Build declares 0 input artifacts which is less than the minimum"
    " count (1)",
    source="https://github.com/awsdocs/aws-cloudformation-user-guide/pull/941",
    invalid="builds-nothing",
    valid="five-inputs",
)
TOO_MANY = Rejection(
    service="CodePipeline",
    condition="An action has more artifacts than its provider allows",
    error=INVALID_ACTION,
    source=GUIDE + "reference-action-artifacts.html",
    invalid="six-inputs",
    valid="five-inputs",
)
REJECTIONS = (INVALID_NAME, MADE_TWICE, NEVER_MADE, MADE_TOO_LATE, TOO_FEW, TOO_MANY)


def artifact_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Artifacts have valid names, are made once, are made before they are read, and are as many as the type allows."""
    all_actions = actions(pipeline)
    outputs = Alike(((action, output), output) for action in all_actions for output in action.outputs())
    made = Names()
    for action in known_actions(pipeline):
        for artifact in action.outputs():
            yield _valid_name(artifact, action)
            yield require(
                made.is_first(artifact),
                at=artifact,
                problem=f"{action} makes the artifact {artifact}, which another action makes, too.",
                fix=fix(Set(artifact.path, Blank("a name that no other output artifact has"))),
                rejects=MADE_TWICE,
            )
        for artifact in action.inputs().elements():
            yield _valid_name(artifact, action)
            yield _made_before(artifact, action, all_actions, outputs)
        available = [name for name in _made_by_earlier(action, all_actions) if name]
        yield from _number("input", action.inputs(), action, available)
        yield from _number("output", _outputs(action), action, [])


def _valid_name(artifact: Value, action: Action) -> Verdict:
    return require(
        artifact.matches(rf"[{NAME}]{{1,{LONGEST_NAME}}}"),
        at=artifact,
        problem=f"{action} has an artifact named {artifact}; the name must have 1 to {LONGEST_NAME} letters, digits,"
        " hyphens and underscores.",
        fix=fix(Set(artifact.path, only(NAME, artifact))),
        rejects=INVALID_NAME,
    )


def _made_before(
    artifact: Value, action: Action, all_actions: tuple[Action, ...], outputs: Alike[tuple[Action, Value]]
) -> Verdict:
    makers = [(other, output) for other, output in outputs.like(artifact) if other.value.path != action.value.path]
    is_made = any_of(
        any_fact(
            all_of(
                other.comes_before(action),
                together(lambda one, two: two is not None and same(one, two), artifact, output),
            )
            for other, output in makers
        ),
        artifact.undecided() if artifact.is_unknown else FALSE,
    )
    available = [name for name in _made_by_earlier(action, all_actions) if name] if is_made.truth is False else []
    late = [other for other, output in makers if output.is_known]
    quoted = ", ".join(f'"{name}"' for name in available)
    return require(
        is_made,
        at=artifact,
        problem=f"{action} reads the artifact {artifact}, which no earlier action makes (they make {quoted or 'none'})."
        " Actions of one run order start together.",
        fix=_read_another(artifact, action, late, available),
        rejects=MADE_TOO_LATE if late else NEVER_MADE,
    )


def _read_another(artifact: Value, action: Action, makers: list[Action], available: list[str]) -> Fix:
    """Start after the maker, where it is in the same stage; else read what is there."""
    orders = [maker.order.say(str, "") for maker in makers if maker.stage == action.stage]
    if orders and orders[0]:
        return fix(Set(action["runOrder"].path, int(float(orders[0])) + 1))
    present = [one.say(str, "") for one in action.inputs().elements()]
    other: Plain = next((name for name in available if name not in present), None)
    return fix(Set(artifact.path, other or Blank("an output artifact of an earlier action")))


def _made_by_earlier(action: Action, all_actions: tuple[Action, ...]) -> list[str]:
    """The artifacts that are there for certain when the action starts, the latest first; secret names are empty."""
    before = [other for other, fact in earlier(action, all_actions) if fact.truth]
    return [output.say(str, "") for other in reversed(before) for output in other.outputs()]


def _outputs(action: Action) -> Value:
    own = action["outputArtifactsForComputeActions"]
    return action["outputArtifacts"] if own.is_absent else own


def _number(kind: str, artifacts: Value, action: Action, available: list[str]) -> Iterator[Verdict]:
    """Neither fewer nor more artifacts than the type allows; ``available`` are those that it could read."""
    count = len(artifacts.elements())

    def holds(question: Callable[[tuple[int, int]], bool]) -> Fact:
        def ask(bounds: Bounds) -> Fact:
            if bounds is None:
                return TRUE
            return artifacts.undecided() if artifacts.is_unknown else known(question(bounds))

        return action.of_type(lambda one: ask(one.inputs if kind == "input" else one.outputs))

    least, most = _bounds(action, kind)
    blank = Blank("an output artifact of an earlier action" if kind == "input" else "a name of its own")
    present = [one.say(str, "") for one in artifacts.elements()]
    candidates = [name for name in available if name not in present]
    added: Plain = candidates[0] if candidates else blank
    yield require(
        holds(lambda bounds: count >= bounds[0]),
        at=artifacts,
        problem=f"{action} has {count} {kind} artifact(s); its provider requires at least {least}.",
        fix=fix(Add(artifacts.path, added) if count else Set(artifacts.path, [added])),
        rejects=TOO_FEW,
    )
    surplus = artifacts.elements()[most:]
    yield require(
        holds(lambda bounds: count <= bounds[1]),
        at=artifacts,
        problem=f"{action} has {count} {kind} artifact(s); its provider allows at most {most}.",
        fix=fix(*([Remove(one.path) for one in surplus] if most else [Remove(artifacts.path)])),
        rejects=TOO_MANY,
    )


def _bounds(action: Action, kind: str) -> tuple[int, int]:
    """The bounds of the type for a message and a fix; 0 where its type is not known."""
    found = documented(action.type.say(str, ""))
    bounds: Bounds = None if found is None else found.inputs if kind == "input" else found.outputs
    return bounds or (0, 0)
