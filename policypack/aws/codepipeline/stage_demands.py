"""What CodePipeline demands of stages and of the names of stages and actions.

https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.codepipeline import (
    API,
    GUIDE,
    INVALID_STRUCTURE,
    PATTERN,
    Names,
    actions,
    build_action,
    made_by_sources,
    only,
)
from policypack.fix import Add, Blank, Set, fix, note
from policypack.model.facts import any_of, is_not
from policypack.model.fixes import NO_FIX
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Value
from policypack.model.verdicts import Verdict, require

STRUCTURE = GUIDE + "reference-pipeline-structure.html"
NAME = r"A-Za-z0-9.@\-_"
"""The characters of a name."""
LONGEST_NAME = 100
_LEAST_STAGES = 2

TOO_FEW_STAGES = Rejection(
    service="CodePipeline",
    condition="A pipeline has fewer than two stages",
    error="InvalidStructureException: Pipeline has only 1 stage(s). There should be a minimum of 2 stages",
    source=STRUCTURE,
    invalid="one-stage",
    valid="two-stages",
)
NO_SOURCE_IN_FIRST_STAGE = Rejection(
    service="CodePipeline",
    condition="The first stage has another action than a source",
    error="InvalidStructureException: Pipeline should start with a stage that only contains source actions",
    source="https://github.com/aws-cloudformation/cfn-lint/issues/29",
    invalid="builds-first",
    valid="two-sources",
)
SOURCE_IN_LATER_STAGE = Rejection(
    service="CodePipeline",
    condition="A stage after the first has a source action",
    error=INVALID_STRUCTURE,
    source=STRUCTURE,
    invalid="late-source",
    valid="two-sources",
)
EMPTY_STAGE = Rejection(
    service="CodePipeline",
    condition="A stage has no action",
    error=INVALID_STRUCTURE,
    source=STRUCTURE,
    invalid="empty-stage",
    valid="two-stages",
)
REPEATED_STAGE = Rejection(
    service="CodePipeline",
    condition="Two stages have one name",
    error=INVALID_STRUCTURE,
    source=STRUCTURE,
    invalid="same-stage-names",
    valid="names-by-stage",
)
REPEATED_ACTION = Rejection(
    service="CodePipeline",
    condition="Two actions of a stage have one name",
    error=INVALID_STRUCTURE,
    source=STRUCTURE,
    invalid="same-action-names",
    valid="names-by-stage",
)
INVALID_NAME = Rejection(
    service="CodePipeline",
    condition="The name of a stage or an action has a space, or more than 100 characters",
    error=PATTERN + r"[A-Za-z0-9.@\-_]+",
    source=API + "API_StageDeclaration.html",
    invalid="spaced-name",
    valid="longest-name",
)
REJECTIONS = (
    TOO_FEW_STAGES,
    NO_SOURCE_IN_FIRST_STAGE,
    SOURCE_IN_LATER_STAGE,
    EMPTY_STAGE,
    REPEATED_STAGE,
    REPEATED_ACTION,
    INVALID_NAME,
)


def stage_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Two stages or more, each with a name of its own and an action; sources in the first, and nothing else there."""
    stages = pipeline["stages"].elements()
    build = build_action(made_by_sources(pipeline))
    yield require(
        pipeline["stages"].count().at_least(_LEAST_STAGES),
        at="stages",
        problem=f"The pipeline has {len(stages)} stage(s); the least is {_LEAST_STAGES}.",
        fix=fix(Add("stages", {"name": Blank("a name of the stage"), "actions": [build]})),
        rejects=TOO_FEW_STAGES,
    )
    names = Names()
    for stage in stages:
        is_first = names.is_first(stage["name"])
        if stage.is_unknown:
            yield not_known(stage)
            continue
        yield _valid_name(stage["name"], "stage")
        yield require(
            is_first,
            at=stage["name"],
            problem=f"Two stages have the name {stage['name']}; each stage of a pipeline must have a name of its own.",
            fix=fix(Set(stage["name"].path, Blank("a name that no other stage has"))),
            rejects=REPEATED_STAGE,
        )
        yield require(
            is_not(stage["actions"].is_empty()),
            at=stage["actions"],
            problem=f"Stage {stage['name']} has no action; each stage must have at least one.",
            fix=fix(Set(stage["actions"].path, [build])),
            rejects=EMPTY_STAGE,
        )
    yield from _source_verdicts(pipeline)
    yield from _action_name_verdicts(pipeline)


def not_known(part: Value) -> Verdict:
    """One answer for a part of which nothing is known, in the place of all that would be asked of it."""
    return require(part.undecided(), at=part, problem="", fix=NO_FIX)


def _source_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    for action in actions(pipeline):
        if action.value.is_unknown:
            yield not_known(action.value)
        elif action.stage == 0:
            yield require(
                action.is_a("Source"),
                at=action["category"],
                problem=f"{action} in the first stage has category {action['category']}; the first stage must have"
                " source actions only.",
                fix=note("move the action to a stage after the first"),
                rejects=NO_SOURCE_IN_FIRST_STAGE,
            )
        else:
            yield require(
                is_not(action.is_a("Source")),
                at=action["category"],
                problem=f"{action} is a source action in stage {action.stage + 1}; source actions must be in the first"
                " stage.",
                fix=note("move the action to the first stage"),
                rejects=SOURCE_IN_LATER_STAGE,
            )


def _action_name_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    for stage in pipeline["stages"].elements():
        names = Names()
        for name in [action["name"] for action in stage["actions"].elements() if action.is_known]:
            yield _valid_name(name, "action")
            yield require(
                names.is_first(name),
                at=name,
                problem=f"Two actions of stage {stage['name']} have the name {name}; each action of a stage must have a"
                " name of its own.",
                fix=fix(Set(name.path, Blank("a name that no other action of the stage has"))),
                rejects=REPEATED_ACTION,
            )


def _valid_name(name: Value, kind: str) -> Verdict:
    return require(
        any_of(is_not(name.is_set()), name.matches(rf"[{NAME}]{{1,{LONGEST_NAME}}}")),
        at=name,
        problem=f"The name of the {kind} is {name}; it must have 1 to {LONGEST_NAME} letters, digits, periods, hyphens,"
        " underscores and at signs.",
        fix=fix(Set(name.path, only(NAME, name))),
        rejects=INVALID_NAME,
    )
