"""codepipeline-structure-valid: Pipelines must have valid stages, actions and artifacts."""

from collections.abc import Iterator

from policypack.aws import codepipeline
from policypack.aws.codepipeline.action_demands import action_verdicts
from policypack.aws.codepipeline.artifact_demands import artifact_verdicts
from policypack.aws.codepipeline.rejections import API, GUIDE, REFUSED, STRUCTURE
from policypack.aws.codepipeline.stage_demands import name_verdicts, stage_verdicts, store_verdicts, type_verdicts
from policypack.check import Resource, Verdict, undetermined
from policypack.rule import Context, Rejection, ResourceRule


def check(pipeline: Resource, context: Context[None]) -> Iterator[Verdict]:
    """Stages, names, artifact stores, actions and artifacts are as CreatePipeline takes them."""
    stages = pipeline["stages"]
    yield from store_verdicts(pipeline, context.region(pipeline))
    if stages.is_unknown:
        yield undetermined(stages.reason, at=stages.path)
        return
    yield from stage_verdicts(pipeline)
    yield from name_verdicts(pipeline)
    yield from type_verdicts(pipeline)
    yield from action_verdicts(pipeline)
    yield from artifact_verdicts(pipeline)


PARTS = """
            import pulumi_aws as aws

            def action(category, provider, reads=(), writes=(), **more):
                return {"name": category, "category": category, "owner": "AWS", "provider": provider, "version": "1",
                        "input_artifacts": list(reads), "output_artifacts": list(writes), **more}

            def stage(name, *actions):
                return {"name": name, "actions": list(actions)}

            def store(bucket, **more):
                return {"type": "S3", "location": bucket, **more}

            def pipeline(name, *stages, artifact_stores=(store("artifacts"),), **more):
                aws.codepipeline.Pipeline(name, name=f"orders-{name}", stages=list(stages), **more,
                                          role_arn="arn:aws:iam::123456789012:role/pipeline",
                                          artifact_stores=list(artifact_stores))

            def named(name, one):
                return {**one, "name": name}

            S3 = {"S3Bucket": "releases", "S3ObjectKey": "release.zip"}
            ORDERS = {"ProjectName": "orders"}
            SITE = {"BucketName": "site", "Extract": "true"}
            source = action("Source", "S3", writes=["source"], configuration=S3)
            build = action("Build", "CodeBuild", ["source"], ["package"], configuration=ORDERS)
            deploy = action("Deploy", "S3", ["package"], configuration=SITE)
            commands = action("Compute", "Commands", ["source"], commands=["make test"])
            first, second = stage("Source", source), stage("Build", build)
"""
"""What the programs below begin with: a pipeline's parts, as short as they can be."""

RULE = ResourceRule(
    id="codepipeline-structure-valid",
    summary="Pipelines must have valid stages, actions and artifacts",
    rationale="""
        CodePipeline checks a pipeline's structure only when it is created or updated: by then its role, buckets, keys
        and projects exist and the rest of the update waits. This rule asks the same before anything is made: at least
        two stages, sources in the first and nowhere else, names that are valid and not repeated, action types that
        exist, with the artifacts and the configuration that each takes, artifacts that an earlier action makes, an
        artifact store for each region, and what only pipelines of type V2 can have. A pipeline that says no type is
        one of type V1: that is what the provider sends.

        Not checked: providers that the pack's table of action types does not have, quotas, values of configurations
        and references to variables in them (a preview seldom knows them), and conditions of stages.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=codepipeline.PIPELINE,
    references=(STRUCTURE, GUIDE + "reference-action-artifacts.html", API + "API_CreatePipeline.html"),
    check=check,
    rejections=tuple(
        Rejection(
            service="CodePipeline", condition=condition, error=error, source=source, invalid=refused, valid=accepted
        )
        for condition, error, source, refused, accepted in REFUSED
    ),
)
