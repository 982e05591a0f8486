"""What CodePipeline and the provider demand of artifact stores and regions.

https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policypack.aws.codepipeline import (
    GUIDE,
    INVALID_ACTION,
    INVALID_STRUCTURE,
    PROVIDER_ISSUES,
    Names,
    known_actions,
)
from policypack.aws.codepipeline.stage_demands import not_known
from policypack.fix import Add, Blank, Remove, Set, Step, fix
from policypack.model.facts import FALSE, Fact, all_of, any_fact, any_of, is_not, unknown
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, same, together
from policypack.model.verdicts import Verdict, require

_STORES = PROVIDER_ISSUES + "18113"
REGION_OF_ONLY_STORE = Rejection(
    service="CodePipeline",
    condition="A pipeline's only artifact store has a region",
    error="region cannot be set for a single-region CodePipeline Pipeline",
    source=_STORES,
    invalid="one-store-with-region",
    valid="two-stages",
)
STORE_WITHOUT_REGION = Rejection(
    service="CodePipeline",
    condition="One of several artifact stores has no region",
    error="region must be set for a cross-region CodePipeline Pipeline",
    source=_STORES,
    invalid="store-without-region",
    valid="cross-region",
)
TWO_STORES_FOR_ONE_REGION = Rejection(
    service="CodePipeline",
    condition="Two artifact stores have one region",
    error="only one Artifact Store can be defined per region for a cross-region CodePipeline Pipeline",
    source=_STORES,
    invalid="stores-of-one-region",
    valid="cross-region",
)
NO_STORE_FOR_ACTION = Rejection(
    service="CodePipeline",
    condition="No artifact store is in the region of an action",
    error=INVALID_STRUCTURE,
    source=GUIDE + "actions-create-cross-region.html",
    invalid="no-store-abroad",
    valid="cross-region",
)
NO_STORE_FOR_PIPELINE = Rejection(
    service="CodePipeline",
    condition="None of several artifact stores is in the pipeline's own region",
    error=INVALID_STRUCTURE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
    "aws-properties-codepipeline-pipeline-artifactstoremap.html",
    invalid="no-store-at-home",
    valid="cross-region",
)
SOURCE_IN_OTHER_REGION = Rejection(
    service="CodePipeline",
    condition="A source action is in another region than the pipeline",
    error=INVALID_ACTION,
    source="https://github.com/aws/aws-cdk/pull/4303",
    invalid="source-abroad",
    valid="source-at-home",
)
REJECTIONS = (
    REGION_OF_ONLY_STORE,
    STORE_WITHOUT_REGION,
    TWO_STORES_FOR_ONE_REGION,
    NO_STORE_FOR_ACTION,
    NO_STORE_FOR_PIPELINE,
    SOURCE_IN_OTHER_REGION,
)


def store_verdicts(pipeline: Resource, region: Value) -> Iterator[Verdict]:
    """One artifact store without a region, or one for each region in which the pipeline or an action runs."""
    if pipeline["artifactStores"].is_unknown:
        yield not_known(pipeline["artifactStores"])
        return
    regions = [store["region"] for store in pipeline["artifactStores"].elements()]
    if len(regions) > 1:
        yield from _several_stores(regions, region)
    for own in regions if len(regions) == 1 else ():
        yield require(
            own.is_empty(),
            at=own,
            problem=f"region of the only artifact store is {own}; only one of several stores has a region.",
            fix=fix(Remove(own.path)),
            rejects=REGION_OF_ONLY_STORE,
        )
    yield from _action_verdicts(pipeline, region, regions)


def _several_stores(regions: Sequence[Value], region: Value) -> Iterator[Verdict]:
    names = Names()
    for own in regions:
        yield require(
            is_not(own.is_empty()),
            at=own,
            problem="The artifact store has no region; each of several stores must have one.",
            fix=fix(Set(own.path, Blank("the region of its bucket"))),
            rejects=STORE_WITHOUT_REGION,
        )
        yield require(
            names.is_first(own),
            at=own,
            problem=f"Two artifact stores have region {own}; a region can have only one.",
            fix=fix(Set(own.path, Blank("a region that no other store has"))),
            rejects=TWO_STORES_FOR_ONE_REGION,
        )
    yield require(
        any_fact(_same_region(store, region) for store in regions),
        at="artifactStores",
        problem=f"No artifact store is in {region}, the region of the pipeline itself.",
        fix=fix(_add_store(region)),
        rejects=NO_STORE_FOR_PIPELINE,
    )


def _action_verdicts(pipeline: Resource, region: Value, regions: Sequence[Value]) -> Iterator[Verdict]:
    """Each region in which an action runs has its store; sources and other owners' actions run in the pipeline's."""
    several = len(regions) > 1
    first: list[Step] = [] if several else [Set("artifactStores[0].region", _shown(region))]
    for action in known_actions(pipeline):
        own = action["region"]
        at_home = any_of(own.is_empty(), _same_region(own, region))
        yield require(
            any_of(at_home, any_fact(_same_region(store, own) for store in regions) if several else FALSE),
            at=own,
            problem=f"{action} is in {own} and no artifact store is in that region.",
            fix=fix(*first, _add_store(own)),
            rejects=NO_STORE_FOR_ACTION,
        )
        yield require(
            any_of(at_home, all_of(is_not(action.is_a("Source")), action["owner"].equals("AWS"))),
            at=own,
            problem=f"{action} is in {own}, another region than the pipeline; source actions, and actions of custom and"
            " third-party owners, must be in the pipeline's region.",
            fix=fix(Remove(own.path)),
            rejects=SOURCE_IN_OTHER_REGION,
        )


def _add_store(region: Value) -> Step:
    return Add(
        "artifactStores",
        {"type": "S3", "location": Blank("the name of a bucket in the region"), "region": _shown(region)},
    )


def _shown(region: Value) -> Plain:
    return region.say(str, "") or Blank("the pipeline's region")


def _same_region(one: Value, other: Value) -> Fact:
    """Both name the same region; unknown where nothing sets the one."""
    for value in (one, other):
        if value.is_absent:
            return unknown(value.reason)
    return together(same, one, other)
