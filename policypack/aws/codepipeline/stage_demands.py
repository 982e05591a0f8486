"""What CodePipeline demands of a pipeline as a whole: its stages, its artifact stores, its type.

https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.aws.codepipeline import actions, is_v2, known_actions
from policypack.model.alike import Alike
from policypack.model.facts import Fact, all_of, any_fact, any_of, is_not, known, unknown
from policypack.model.resources import Resource
from policypack.model.values import Value, same, together
from policypack.model.verdicts import Verdict, require

NAME = r"[A-Za-z0-9.@\-_]{1,100}"
VARIABLE_NAME = r"[A-Za-z0-9@\-_]{1,128}"
_LEAST_STAGES = 2
_NEEDS_V2 = ("QUEUED", "PARALLEL")
_CODE_OF_V2 = 'pipeline_type="V2"'


class Names:
    """Names in the order in which they are given, of which none may repeat another."""

    def __init__(self) -> None:
        self._before: Alike[Value] = Alike()

    def is_first(self, value: Value) -> Fact:
        """No name given before it means the same; an absent one repeats nothing."""
        like = self._before.like(value)
        self._before.add(value, value)
        return any_of(is_not(value.is_set()), is_not(any_fact(together(same, value, other) for other in like)))


def stage_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Two stages or more, each with a name of its own and an action; sources in the first, and nothing else there."""
    stages = pipeline["stages"].elements()
    yield require(
        pipeline["stages"].count().at_least(_LEAST_STAGES),
        at="stages",
        problem=f"The pipeline has {len(stages)} stage(s); AWS rejects one with fewer than {_LEAST_STAGES}.",
        fix='stages=[{"name": "Source", "actions": [...]}, {"name": "Build", "actions": [...]}]',
    )
    names = Names()
    for stage in stages:
        is_first = names.is_first(stage["name"])
        if stage.is_unknown:
            yield _not_known(stage)
            continue
        yield _valid_name(stage["name"], "stage")
        yield require(
            is_first,
            at=stage["name"],
            problem=f"Two stages are named {stage['name']}; AWS rejects it, a stage's name is its own in the pipeline.",
            fix='name="Deploy-Production"',
        )
        yield require(
            is_not(stage["actions"].is_empty()),
            at=stage["actions"],
            problem=f"Stage {stage['name']} has no action; AWS rejects it.",
            fix='"actions": [{"name": "Build", "category": "Build", "owner": "AWS", "provider": "CodeBuild", ...}]',
        )
    yield from _source_verdicts(pipeline)


def _not_known(part: Value) -> Verdict:
    """One answer for a part of which nothing is known, in the place of all that would be asked of it."""
    return require(part.undecided(), at=part, problem="", fix="")


def _source_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    for action in actions(pipeline):
        if action.value.is_unknown:
            yield _not_known(action.value)
            continue
        first = action.stage == 0
        yield require(
            action.is_a("Source") if first else is_not(action.is_a("Source")),
            at=action["category"],
            problem=f"{action} in the first stage has category {action['category']}; AWS takes sources only there."
            if first
            else f"{action} is a source action in stage {action.stage + 1}; AWS takes them in the first stage only.",
            fix='move the action to a stage after the first: {"name": "Build", "actions": [...]}'
            if first
            else 'move the action to the first stage: {"name": "Source", "actions": [...]}',
        )


def name_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Pipeline, actions and variables have names that AWS takes; no two actions of a stage share one."""
    yield _valid_name(pipeline["name"], "pipeline")
    for stage in pipeline["stages"].elements():
        names = Names()
        for name in [action["name"] for action in stage["actions"].elements() if action.is_known]:
            yield _valid_name(name, "action")
            yield require(
                names.is_first(name),
                at=name,
                problem=f"Two actions of stage {stage['name']} are named {name}; AWS rejects it: an action's name"
                " is its own in the stage.",
                fix='"name": "Deploy-Europe"',
            )
    for variable in pipeline["variables"].elements():
        yield require(
            _matches(variable["name"], VARIABLE_NAME),
            at=variable["name"],
            problem=f"Variable {variable['name']} has a name that AWS rejects: it takes 1 to 128 letters, digits,"
            " hyphens, underscores and at signs.",
            fix='variables=[{"name": "release-tag"}]',
        )


def _valid_name(name: Value, kind: str) -> Verdict:
    return require(
        _matches(name, NAME),
        at=name,
        problem=f"The name of the {kind} is {name}, which AWS rejects: it takes 1 to 100 letters, digits, full stops,"
        " hyphens, underscores and at signs, and no spaces.",
        fix='name="Deploy-to-production"',
    )


def _matches(name: Value, pattern: str) -> Fact:
    return any_of(is_not(name.is_set()), name.matches(pattern))


def type_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """What only pipelines of type V2 have: triggers, variables, queued and parallel executions, some actions."""
    v2 = is_v2(pipeline)
    for key, what in (("triggers", "triggers"), ("variables", "variables")):
        yield require(
            any_of(v2, pipeline[key].is_empty()),
            at=key,
            problem=f"The pipeline has {what} and is of type {_type_of(pipeline)}; AWS takes them in pipelines of"
            " type V2 only.",
            fix=_CODE_OF_V2,
        )
    mode = pipeline["executionMode"]
    yield require(
        any_of(v2, is_not(mode.is_in(_NEEDS_V2))),
        at="executionMode",
        problem=f"executionMode is {mode} and the pipeline is of type {_type_of(pipeline)}; AWS takes that in"
        " pipelines of type V2 only.",
        fix=_CODE_OF_V2,
    )
    for action in known_actions(pipeline):
        yield require(
            any_of(v2, action.of_type(lambda one: known(not one.v2_only))),
            at=action["provider"],
            problem=f"{action} has provider {action['provider']}, which only pipelines of type V2 can have; this"
            f" one is of type {_type_of(pipeline)}.",
            fix=_CODE_OF_V2,
        )


def _type_of(pipeline: Resource) -> str:
    type_ = pipeline["pipelineType"]
    return "V1, which is the provider's default" if type_.is_absent else str(type_)


def store_verdicts(pipeline: Resource, region: Value) -> Iterator[Verdict]:
    """One artifact store without a region, or one for each region in which the pipeline or an action runs."""
    if pipeline["artifactStores"].is_unknown:
        yield _not_known(pipeline["artifactStores"])
        return
    stores = pipeline["artifactStores"].elements()
    several = len(stores) > 1
    regions = [store["region"] for store in stores]
    names = Names()
    for own in regions:
        yield require(
            is_not(own.is_empty()) if several else own.is_empty(),
            at=own,
            problem="Each of several artifact stores must name its region; the provider refuses this one."
            if several
            else f"region of the only artifact store is {own}; the provider refuses a region where there is one store.",
            fix='artifact_stores=[{"type": "S3", "location": bucket.bucket, "region": "eu-west-1"}, ...]'
            if several
            else 'artifact_stores=[{"type": "S3", "location": bucket.bucket}]',
        )
        if several:
            yield require(
                names.is_first(own),
                at=own,
                problem=f"Two artifact stores are for region {own}; the provider refuses more than one for a region.",
                fix="one store for each region",
            )
    yield from _region_verdicts(pipeline, region, regions if several else [])


def _region_verdicts(pipeline: Resource, region: Value, stores: Sequence[Value]) -> Iterator[Verdict]:
    """Each region in which something runs has its store; sources and actions of others stay in the pipeline's own."""
    if stores:
        yield require(
            any_fact(_same_region(store, region) for store in stores),
            at="artifactStores",
            problem=f"No artifact store is for {region}, the region of the pipeline itself; AWS rejects it.",
            fix='{"type": "S3", "location": bucket.bucket, "region": "..."} for the region of the pipeline',
        )
    for action in known_actions(pipeline):
        own = action["region"]
        at_home = any_of(own.is_empty(), _same_region(own, region))
        yield require(
            any_of(at_home, any_fact(_same_region(store, own) for store in stores)),
            at=own,
            problem=f"{action} runs in {own} and no artifact store is for that region; AWS rejects it.",
            fix=f'artifact_stores=[..., {{"type": "S3", "location": bucket.bucket, "region": {own}}}]',
        )
        yield require(
            any_of(at_home, all_of(is_not(action.is_a("Source")), action["owner"].equals("AWS"))),
            at=own,
            problem=f"{action} runs in {own}, another region than the pipeline; AWS takes neither source actions nor"
            " actions of custom and third-party providers there.",
            fix="leave out region, or move the pipeline",
        )


def _same_region(one: Value, other: Value) -> Fact:
    """Both name the same region; unknown where nothing says the one."""
    for value in (one, other):
        if value.is_absent:
            return unknown(value.reason)
    return together(same, one, other)
