"""What CodePipeline demands of artifacts: valid names, one maker, made before they are read, as many as a type takes.

https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-action-artifacts.html
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.codepipeline import Action, ActionType, Bounds, actions, documented, earlier, known_actions
from policypack.aws.codepipeline.stage_demands import Names
from policypack.model.alike import Alike
from policypack.model.facts import FALSE, Fact, all_of, any_fact, any_of, known
from policypack.model.resources import Resource
from policypack.model.values import Value, same, together
from policypack.model.verdicts import Verdict, require

ARTIFACT_NAME = r"[A-Za-z0-9_\-]{1,100}"


def artifact_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Artifacts have valid names, are made once, are made before they are read, and are as many as the type takes."""
    all_actions = actions(pipeline)
    outputs = Alike(((action, output), output) for action in all_actions for output in action.outputs())
    made = Names()
    for action in known_actions(pipeline):
        for artifact in action.outputs():
            yield _valid_artifact(artifact, action)
            yield require(
                made.is_first(artifact),
                at=artifact,
                problem=f"{action} makes the artifact {artifact}, which another action makes, too; AWS rejects it.",
                fix='"output_artifacts": ["package"]',
            )
        for artifact in action.inputs().elements():
            yield _valid_artifact(artifact, action)
            yield _made_before(artifact, action, all_actions, outputs)
        yield _number("input", action.inputs(), action)
        yield _number("output", _outputs(action), action)


def _valid_artifact(artifact: Value, action: Action) -> Verdict:
    return require(
        artifact.matches(ARTIFACT_NAME),
        at=artifact,
        problem=f"{action} names an artifact {artifact}, which AWS rejects: it takes 1 to 100 letters, digits, hyphens"
        " and underscores.",
        fix='"output_artifacts": ["build-output"]',
    )


def _made_before(
    artifact: Value, action: Action, all_actions: tuple[Action, ...], outputs: Alike[tuple[Action, Value]]
) -> Verdict:
    makers = (
        all_of(
            other.comes_before(action),
            together(lambda one, two: two is not None and same(one, two), artifact, output),
        )
        for other, output in outputs.like(artifact)
        if other.value.path != action.value.path
    )
    is_made = any_of(any_fact(makers), artifact.undecided() if artifact.is_unknown else FALSE)
    there = _made_by_earlier(action, all_actions) if is_made.truth is False else []
    return require(
        is_made,
        at=artifact,
        problem=f"{action} reads the artifact {artifact}, which no earlier action makes"
        f" (they make {', '.join(there) or 'none'}); AWS rejects it. Actions of one run order start together.",
        fix=f'"input_artifacts": [{there[-1] if there else ""}]',
    )


def _made_by_earlier(action: Action, all_actions: tuple[Action, ...]) -> list[str]:
    """The artifacts that are there for certain when the action starts, for the message."""
    before = [other for other, fact in earlier(action, all_actions) if fact.truth]
    return [str(output) for other in before for output in other.outputs() if output.is_known]


def _outputs(action: Action) -> Value:
    own = action["outputArtifactsForComputeActions"]
    return action["outputArtifacts"] if own.is_absent else own


def _number(kind: str, artifacts: Value, action: Action) -> Verdict:
    count = len(artifacts.elements())

    def fits(one: ActionType) -> Fact:
        bounds = one.inputs if kind == "input" else one.outputs
        if bounds is None:
            return known(True)
        return artifacts.undecided() if artifacts.is_unknown else known(bounds[0] <= count <= bounds[1])

    limits = action.type.say(lambda key: _said(key, kind), "another number")
    return require(
        action.of_type(fits),
        at=artifacts,
        problem=f"{action} has {count} {kind} artifact(s); AWS takes {limits} for its provider.",
        fix=f'"{kind}_artifacts": [...]',
    )


def _said(key: str, kind: str) -> str:
    found = documented(key)
    bounds: Bounds = None if found is None else found.inputs if kind == "input" else found.outputs
    if bounds is None:
        return "any number"
    return str(bounds[0]) if bounds[0] == bounds[1] else f"{bounds[0]} to {bounds[1]}"
