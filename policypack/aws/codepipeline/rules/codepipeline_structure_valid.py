"""codepipeline-structure-valid: Pipelines must have valid stages, actions and artifacts."""

from collections.abc import Iterator

from policypack.aws.codepipeline import API, GUIDE, INVALID_STRUCTURE, PATTERN, PIPELINE
from policypack.aws.codepipeline import action_demands as action
from policypack.aws.codepipeline import artifact_demands as artifact
from policypack.aws.codepipeline import stage_demands as stage
from policypack.aws.codepipeline import store_demands as store
from policypack.check import Resource, Verdict, undetermined
from policypack.constraint import Constraint, Inputs, Map, Remove, Set, argument, fix, form, joined, length, only_with
from policypack.rule import Context, constraints_rule

DECLARATION = API + "API_PipelineDeclaration.html"
V2: Inputs = {"pipelineType": "V2"}
ON_TAG = {
    "providerType": "CodeStarSourceConnection",
    "gitConfiguration": {"sourceActionName": "Source", "pushes": [{"tags": {"includes": ["v*"]}}]},
}
mode = argument("executionMode")


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
            "stages": [
                {
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
                },
                {
                    "name": "Build",
                    "actions": [
                        {
                            "name": "Build",
                            "category": "Build",
                            "owner": "AWS",
                            "provider": "CodeBuild",
                            "version": "1",
                            "inputArtifacts": ["source"],
                            "configuration": Map({"ProjectName": "orders"}),
                        }
                    ],
                },
            ],
        }
    },
    references=(stage.STRUCTURE, GUIDE + "reference-action-artifacts.html", API + "API_CreatePipeline.html"),
    check=check,
    rejections=(*stage.REJECTIONS, *store.REJECTIONS, *action.REJECTIONS, *artifact.REJECTIONS),
)
