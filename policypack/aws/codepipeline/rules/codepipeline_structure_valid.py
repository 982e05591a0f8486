"""codepipeline-structure-valid: Pipelines must have valid stages, actions and artifacts."""

from collections.abc import Iterator, Mapping

from policypack.aws.codepipeline import API, GUIDE, INVALID_STRUCTURE, PATTERN, PIPELINE
from policypack.aws.codepipeline import action_demands as action
from policypack.aws.codepipeline import artifact_demands as artifact
from policypack.aws.codepipeline import stage_demands as stage
from policypack.aws.codepipeline import store_demands as store
from policypack.check import Resource, Verdict, undetermined
from policypack.constraint import (
    Constraint,
    Inputs,
    Map,
    Remove,
    Set,
    argument,
    fits,
    fix,
    form,
    joined,
    length,
    note,
    only_with,
)
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain
from policypack.rule import Context, constraints_rule

DECLARATION = API + "API_PipelineDeclaration.html"
V2: Inputs = {"pipelineType": "V2"}
ON_TAG = {
    "providerType": "CodeStarSourceConnection",
    "gitConfiguration": {"sourceActionName": "Source", "pushes": [{"tags": {"includes": ["v*"]}}]},
}
SOURCE_STAGE = {
    "name": "Source",
    "actions": [
        {
            "name": "Source",
            "category": "Source",
            "owner": "AWS",
            "provider": "CodeStarSourceConnection",
            "version": "1",
            "outputArtifacts": ["source"],
            "configuration": Map(
                {
                    "ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/1",
                    "FullRepositoryId": "acme/orders",
                    "BranchName": "main",
                }
            ),
        }
    ],
}
mode = argument("executionMode")


def build_stage(configuration: dict[str, str]) -> dict[str, Plain]:
    """A stage that builds."""
    action: Plain = {
        "name": "Build",
        "category": "Build",
        "owner": "AWS",
        "provider": "CodeBuild",
        "version": "1",
        "inputArtifacts": ["source"],
        "configuration": Map(configuration),
    }
    return {"name": "Build", "actions": [action]}


def empty_value_error(stages: Plain) -> str | None:
    """No value of an action's configuration is an empty text."""
    for stage_ in stages if isinstance(stages, list) else ():
        actions = stage_.get("actions") if isinstance(stage_, Mapping) else None
        for one in actions if isinstance(actions, list) else ():
            values = one.get("configuration") if isinstance(one, Mapping) else None
            for key, value in values.items() if isinstance(values, Mapping) else ():
                if isinstance(value, str) and not is_opaque(value) and value == "":
                    return f'"{key}" is empty'
    return None


def check(pipeline: Resource, context: Context[None]) -> Iterator[Verdict]:
    """Stages, names, artifact stores, actions and artifacts are as CreatePipeline requires them."""
    yield from store.store_verdicts(pipeline, context.region(pipeline))
    stages = pipeline["stages"]
    if stages.is_unknown:
        yield undetermined(stages.reason, at=stages.path)
        return
    yield from stage.stage_verdicts(pipeline)
    yield from action.action_verdicts(pipeline)
    yield from artifact.artifact_verdicts(pipeline)


RULE = constraints_rule(
    id="codepipeline-structure-valid",
    service="CodePipeline",
    summary="Pipelines must have valid stages, actions and artifacts",
    rationale="""
        CodePipeline checks a pipeline's structure only when it is created or updated: by then its role, buckets, keys
        and projects exist, and the rest of the update waits. This rule checks it before anything is made: at least
        two stages, sources in the first and nowhere else, names that are valid and not repeated, action types that
        exist, with the artifacts and the configuration that each requires, artifacts that an earlier action makes, an
        artifact store for each region, and what only pipelines of type V2 can have. A pipeline without a type has type
        V1, which the provider sends.

        Not checked: providers that the pack's table of action types does not have, quotas, values of configurations
        and references to variables in them (a preview seldom knows them), and conditions of stages.
    """,
    since="0.1.0",
    constraints={
        PIPELINE: (
            form(
                "name",
                rf"[{stage.NAME}]+",
                "letters, digits, periods, hyphens, underscores and at signs",
                invalid="orders pipeline",
                valid="orders-pipeline",
                correct=joined(stage.NAME),
                error=PATTERN + r"[A-Za-z0-9.@\-_]+",
                source=DECLARATION,
            ),
            length(
                "name",
                stage.LONGEST_NAME,
                error=f"ValidationException: Member must have length less than or equal to {stage.LONGEST_NAME}",
                source=DECLARATION,
            ),
            only_with(
                "triggers",
                [ON_TAG],
                V2,
                beside={"pipelineType": "V1"},
                error="InvalidStructureException: Triggers on tag can only be used with V2 pipelines",
                source="https://github.com/cloudposse/terraform-aws-ecs-codepipeline/issues/145",
            ),
            only_with(
                "variables",
                [{"name": "tag"}],
                V2,
                beside={"pipelineType": None},
                error=INVALID_STRUCTURE,
                source=GUIDE + "pipeline-types-planning.html",
            ),
            form(
                "name",
                r"[A-Za-z0-9@\-_]{1,128}",
                "1 to 128 letters, digits, hyphens, underscores and at signs",
                invalid="release tag",
                valid="release-tag",
                correct=joined(r"A-Za-z0-9@\-_", 128),
                error=PATTERN + r"[A-Za-z0-9@\-_]+",
                source=API + "API_PipelineVariableDeclaration.html",
            ).inside("variables[]"),
            Constraint(
                demand=fits(argument("stages"), "stages without empty values in configurations", empty_value_error),
                when=argument("stages").is_given().unsaid(),
                error="ValidationException: Value at 'pipeline.stages.2.member.actions.1.member.configuration' failed"
                " to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal"
                " to 50000, Member must have length greater than or equal to 1]",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/41023",
                problem="The configuration of an action in stages has an empty value.",
                fix=note("leave the key of the empty value out of the configuration"),
                invalid={"stages": [SOURCE_STAGE, build_stage({"ProjectName": "orders", "EnvironmentVariables": ""})]},
                valid={"stages": [SOURCE_STAGE, build_stage({"ProjectName": "orders", "EnvironmentVariables": "[]"})]},
                condition="the configuration of an action has an empty value",
            ),
            Constraint(
                demand=argument("pipelineType").equals("V2"),
                when=mode.one_of("QUEUED", "PARALLEL"),
                at="executionMode",
                error=INVALID_STRUCTURE,
                source=DECLARATION,
                fix=fix(Set("pipelineType", "V2"), otherwise=Remove("executionMode")),
                invalid={"executionMode": "QUEUED", "pipelineType": None},
                valid=({"executionMode": "QUEUED"}, {"executionMode": "SUPERSEDED", "pipelineType": "V1"}),
            ),
        )
    },
    base={
        PIPELINE[0]: {
            **V2,
            "roleArn": "arn:aws:iam::123456789012:role/pipeline",
            "artifactStores": [{"type": "S3", "location": "artifacts"}],
            "stages": [SOURCE_STAGE, build_stage({"ProjectName": "orders"})],
        }
    },
    references=(stage.STRUCTURE, GUIDE + "reference-action-artifacts.html", API + "API_CreatePipeline.html"),
    check=check,
    rejections=(*stage.REJECTIONS, *store.REJECTIONS, *action.REJECTIONS, *artifact.REJECTIONS),
)
