from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.codepipeline import action_types
from policypack.aws.codepipeline.rules.codepipeline_structure_valid import RULE
from policypack.testing import UNKNOWN, judge, secret

STORE = {"type": "S3", "location": "artifacts"}


def action(
    name: Any, category: Any, provider: Any, reads: Any = None, writes: Any = None, **more: Any
) -> dict[str, Any]:
    base = {"name": name, "category": category, "owner": "AWS", "provider": provider, "version": "1"}
    return {**base, "inputArtifacts": reads, "outputArtifacts": writes, **more}


SOURCE = action("Source", "Source", "S3", writes=["source"], configuration={"S3Bucket": "b", "S3ObjectKey": "k"})
BUILD = action("Build", "Build", "CodeBuild", ["source"], ["package"], configuration={"ProjectName": "orders"})
DEPLOY = action("Deploy", "Deploy", "S3", ["package"], configuration={"BucketName": "site", "Extract": "true"})


def stage(name: Any, *actions: Any) -> dict[str, Any]:
    return {"name": name, "actions": list(actions)}


FIRST, SECOND = stage("Source", SOURCE), stage("Build", BUILD)


def verdict(*stages: Any, **inputs: Any) -> str:
    given = {"artifactStores": [STORE], "stages": list(stages), "name": "orders", **inputs}
    return str(judge(RULE, config={"aws:region": "eu-south-2"}, **given))


def build(**changed: Any) -> str:
    return verdict(FIRST, stage("Build", {**BUILD, **changed}))


def test_the_usual_pipeline_is_fine() -> None:
    assert verdict(FIRST, SECOND, stage("Deploy", DEPLOY)) == "fine"


BUILT = "stages[1].actions[0]"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"name": "a" * 100}, "fine"),
        ({"name": "a" * 101}, f"violated: {BUILT}.name"),
        ({"name": "Build it"}, f"violated: {BUILT}.name"),
        ({"name": ""}, f"violated: {BUILT}.name"),
        ({"name": UNKNOWN}, f"undetermined: {BUILT}.name"),
        ({"name": secret("Build it")}, f"violated: {BUILT}.name"),
        ({"version": 1}, "fine"),
        ({"version": "2"}, f"violated: {BUILT}.version"),
        ({"owner": "Custom", "version": "2"}, "fine"),
        ({"provider": "Codebuild"}, f"violated: {BUILT}.provider"),
        ({"category": "Deploy"}, f"violated: {BUILT}.provider"),
        ({"category": "Test"}, "fine"),
        ({"provider": "NewerThanTheTable"}, "fine"),
        ({"provider": UNKNOWN}, f"undetermined: {BUILT}.provider"),
        ({"runOrder": 1}, "fine"),
        ({"runOrder": "999"}, "fine"),
        ({"runOrder": 0}, f"violated: {BUILT}.runOrder"),
        ({"runOrder": 1.5}, f"violated: {BUILT}.runOrder"),
        ({"runOrder": "first"}, f"undetermined: {BUILT}.runOrder"),
        ({"timeoutInMinutes": 86400}, "fine"),
        ({"timeoutInMinutes": 86401}, f"violated: {BUILT}.timeoutInMinutes"),
        ({"namespace": "Build-Variables_1@a"}, "fine"),
        ({"namespace": "build.variables"}, f"violated: {BUILT}.namespace"),
        ({"configuration": {"ProjectName": UNKNOWN}}, "fine"),
        ({"configuration": {"ProjectName": secret("orders")}}, "fine"),
        ({"configuration": {}}, f"violated: {BUILT}.configuration"),
        ({"configuration": None}, f"violated: {BUILT}.configuration"),
        ({"configuration": UNKNOWN}, f"undetermined: {BUILT}.configuration"),
        ({"commands": ["make"]}, f"violated: {BUILT}.commands"),
        ({"commands": []}, "fine"),
        ({"inputArtifacts": []}, f"violated: {BUILT}.inputArtifacts"),
        ({"inputArtifacts": UNKNOWN}, f"undetermined: {BUILT}.inputArtifacts"),
        ({"inputArtifacts": [UNKNOWN]}, f"undetermined: {BUILT}.inputArtifacts[0]"),
        ({"inputArtifacts": ["Source"]}, f"violated: {BUILT}.inputArtifacts[0]"),
        ({"inputArtifacts": ["package"]}, f"violated: {BUILT}.inputArtifacts[0]"),
        ({"outputArtifacts": ["source"]}, f"violated: {BUILT}.outputArtifacts[0]"),
        ({"outputArtifacts": ["app.zip"]}, f"violated: {BUILT}.outputArtifacts[0]"),
        ({"outputArtifacts": [f"o{at}" for at in range(6)]}, f"violated: {BUILT}.outputArtifacts"),
        ({"region": "eu-south-2"}, "fine"),
        ({"region": ""}, "fine"),
        ({"region": "eu-west-1"}, f"violated: {BUILT}.region"),
        ({"region": UNKNOWN}, f"undetermined: {BUILT}.region"),
    ],
)
def test_one_change_to_the_build_action(changed: dict[str, Any], expected: str) -> None:
    assert build(**changed) == expected


@pytest.mark.parametrize(
    ("order_of_deploy", "expected"),
    [
        (2, "fine"),
        (1, "violated: stages[1].actions[1].inputArtifacts[0]"),
        (None, "violated: stages[1].actions[1].inputArtifacts[0]"),
        (UNKNOWN, "undetermined: stages[1].actions[1].runOrder"),
    ],
)
def test_an_artifact_is_made_before_it_is_read(order_of_deploy: Any, expected: str) -> None:
    assert verdict(FIRST, stage("All", BUILD, {**DEPLOY, "runOrder": order_of_deploy})) == expected


def test_stages() -> None:
    assert verdict(FIRST) == "violated: stages"
    assert str(judge(RULE, artifactStores=[STORE], stages=[])) == "violated: stages"
    assert str(judge(RULE, artifactStores=[STORE], stages=UNKNOWN)) == "undetermined: stages"
    assert verdict(UNKNOWN) == "violated: stages"
    assert verdict(FIRST, UNKNOWN) == "undetermined: stages[1]"
    assert verdict(FIRST, stage("Build", UNKNOWN)) == "undetermined: stages[1].actions[0]"
    assert verdict(FIRST, stage("Build")) == "violated: stages[1].actions"
    assert verdict(FIRST, stage("Source", BUILD)) == "violated: stages[1].name"
    assert verdict(FIRST, stage("source", BUILD)) == "fine"
    assert verdict(FIRST, stage(UNKNOWN, BUILD)) == "undetermined: stages[1].name"


def test_only_sources_stand_in_the_first_stage_and_nowhere_else() -> None:
    assert verdict(SECOND, FIRST).startswith("violated: stages[0].actions[0].category, stages[1].actions[0].category")
    unknown = {**SOURCE, "category": UNKNOWN}
    assert verdict(stage("Source", unknown), SECOND) == "undetermined: stages[0].actions[0].category"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"executionMode": "SUPERSEDED"}, "fine"),
        ({"executionMode": "PARALLEL"}, "violated: executionMode"),
        ({"executionMode": "PARALLEL", "pipelineType": "V2"}, "fine"),
        ({"executionMode": "PARALLEL", "pipelineType": UNKNOWN}, "undetermined: pipelineType"),
        ({"triggers": []}, "fine"),
        ({"triggers": [{"providerType": "CodeStarSourceConnection"}], "pipelineType": "V1"}, "violated: triggers"),
        ({"variables": [{"name": "tag"}]}, "violated: variables"),
        ({"variables": [{"name": "tag"}], "pipelineType": "V2"}, "fine"),
        ({"variables": [{"name": "the tag"}], "pipelineType": "V2"}, "violated: variables[0].name"),
        ({"name": None}, "fine"),
        ({"name": "orders pipeline"}, "violated: name"),
    ],
)
def test_the_pipeline_itself(inputs: dict[str, Any], expected: str) -> None:
    assert verdict(FIRST, SECOND, **inputs) == expected


@pytest.mark.parametrize(
    ("regions", "of_deploy", "expected"),
    [
        ([None], None, "fine"),
        ([""], None, "fine"),
        (["eu-south-2"], None, "violated: artifactStores[0].region"),
        (["eu-south-2", "eu-west-1"], "eu-west-1", "fine"),
        (["eu-south-2", "eu-west-1"], "eu-west-2", "violated: stages[2].actions[0].region"),
        (["eu-west-2", "eu-west-1"], "eu-west-1", "violated: artifactStores"),
        (["eu-south-2", None], None, "violated: artifactStores[1].region"),
        (["eu-south-2", "eu-west-1", "eu-west-1"], None, "violated: artifactStores[2].region"),
        (["eu-south-2", UNKNOWN], "eu-west-1", "undetermined: artifactStores[1].region"),
    ],
)
def test_artifact_stores(regions: list[Any], of_deploy: Any, expected: str) -> None:
    stores = [{**STORE, "region": region} for region in regions]
    assert verdict(FIRST, SECOND, stage("Deploy", {**DEPLOY, "region": of_deploy}), artifactStores=stores) == expected


def test_unknown_stores_and_regions_leave_the_rest_decided() -> None:
    assert verdict(FIRST, SECOND, artifactStores=UNKNOWN) == "undetermined: artifactStores"
    assert verdict(FIRST, artifactStores=UNKNOWN) == "violated: stages"
    abroad = stage("Deploy", {**DEPLOY, "region": "eu-west-1"})
    nowhere = judge(RULE, artifactStores=[STORE], stages=[FIRST, SECOND, abroad])
    assert str(nowhere) == "undetermined: region"


def test_a_compute_action_makes_artifacts_in_an_argument_of_its_own() -> None:
    commands = action("Test", "Compute", "Commands", ["source"], commands=["make"])
    made = {**commands, "outputArtifactsForComputeActions": [{"name": "package", "files": ["dist/*"]}]}
    assert verdict(FIRST, stage("Test", made), stage("Deploy", DEPLOY), pipelineType="V2") == "fine"
    assert verdict(FIRST, stage("Test", commands)) == "violated: stages[1].actions[0].provider"
    twice = [{"name": "a"}, {"name": "b"}]
    too_many = {**commands, "outputArtifactsForComputeActions": twice}
    assert verdict(FIRST, stage("Test", too_many), pipelineType="V2").startswith(
        "violated: stages[1].actions[0].output"
    )


def test_no_message_shows_a_secret() -> None:
    pipeline = judge(RULE, artifactStores=[STORE], stages=[FIRST, stage("Build", {**BUILD, "name": secret("se cret")})])
    assert "[secret]" in pipeline.messages[0]
    assert "se cret" not in pipeline.messages[0]


def test_the_table_of_action_types_is_sound() -> None:
    categories = {"Source", "Build", "Test", "Deploy", "Approval", "Invoke", "Compute"}
    for key, one in action_types().items():
        category, owner, _ = key.split("/")
        assert category in categories, key
        assert owner in {"AWS", "ThirdParty", "Custom"}, key
        for bounds in (one.inputs, one.outputs):
            assert bounds is None or 0 <= bounds[0] <= bounds[1], key
        if category == "Source" and owner != "Custom":
            assert (one.inputs, one.outputs) == ((0, 0), (1, 1)), key
