"""codepipeline-structure-valid: Pipelines must have valid stages, actions and artifacts."""

from collections.abc import Iterator

from policypack.aws import codepipeline
from policypack.aws.pipeline_actions import action_verdicts
from policypack.aws.pipeline_artifacts import artifact_verdicts
from policypack.aws.pipeline_refusals import API, GUIDE, REFUSED, STRUCTURE
from policypack.aws.pipeline_stages import name_verdicts, stage_verdicts, store_verdicts, type_verdicts
from policypack.check import Resource, Verdict, undetermined
from policypack.rule import Bad, Context, Good, Rejection, ResourceRule, Undecided


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
    concern="C7",
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
    severity="high",
    applies_to=codepipeline.PIPELINE,
    references=(STRUCTURE, GUIDE + "reference-action-artifacts.html", API + "API_CreatePipeline.html"),
    check=check,
    rejections=tuple(
        Rejection(
            service="CodePipeline", condition=condition, error=error, source=source, invalid=refused, valid=accepted
        )
        for condition, error, source, refused, accepted in REFUSED
    ),
    examples=(
        Bad(
            PARTS
            + """
            pipeline("one-stage", first)
            pipeline("builds-first", stage("Source", source, action("Approval", "Manual")), second)
            pipeline("late-source", first, second,
                     stage("More", action("Source", "S3", writes=["more"], configuration=S3)))
            pipeline("empty-stage", first, second, stage("Deploy"))
            pipeline("same-stage-names", first, second, stage("Build", deploy))
            pipeline("same-action-names", first, second, stage("Deploy", deploy, deploy))
            pipeline("spaced-name", first, stage("Build it", build))
            """,
            title="Stages",
            finds={
                "one-stage": "stages",
                "builds-first": "stages[0].actions[1].category",
                "late-source": "stages[2].actions[0].category",
                "empty-stage": "stages[2].actions",
                "same-stage-names": "stages[2].name",
                "same-action-names": "stages[2].actions[1].name",
                "spaced-name": "stages[1].name",
            },
        ),
        Bad(
            PARTS
            + """
            pipeline("no-such-type", first, stage("Build", {**build, "owner": "ThirdParty"}))
            pipeline("version-2", first, stage("Build", {**build, "version": "2"}))
            pipeline("order-1000", first, stage("Build", {**build, "run_order": 1000}))
            pipeline("timeout-4", first, second,
                     stage("Approve", action("Approval", "Manual", timeout_in_minutes=4)))
            pipeline("same-namespaces", stage("Source", {**source, "namespace": "orders"}),
                     stage("Build", {**build, "namespace": "orders"}))
            pipeline("dotted-namespace", stage("Source", {**source, "namespace": "orders.source"}), second)
            pipeline("no-project", first, stage("Build", {**build, "configuration": {"PrimarySource": "source"}}))
            pipeline("no-commands", first, stage("Test", {**commands, "commands": []}), pipeline_type="V2")
            pipeline("commands-in-build", first, stage("Build", {**build, "commands": ["make"]}), pipeline_type="V2")
            """,
            title="Actions",
            finds={
                "no-such-type": "stages[1].actions[0].provider",
                "version-2": "stages[1].actions[0].version",
                "order-1000": "stages[1].actions[0].runOrder",
                "timeout-4": "stages[2].actions[0].timeoutInMinutes",
                "same-namespaces": "stages[1].actions[0].namespace",
                "dotted-namespace": "stages[0].actions[0].namespace",
                "no-project": "stages[1].actions[0].configuration",
                "no-commands": "stages[1].actions[0].commands",
                "commands-in-build": "stages[1].actions[0].commands",
            },
        ),
        Bad(
            PARTS
            + """
            pipeline("nobody-makes", first, second,
                     stage("Deploy", action("Deploy", "S3", ["site"], configuration=SITE)))
            pipeline("made-at-once", first, stage("Build", build, deploy))
            pipeline("made-twice", first, stage("Build", build, named("Again", build)))
            pipeline("dotted-artifact", first,
                     stage("Build", action("Build", "CodeBuild", ["source"], ["app.zip"], configuration=ORDERS)))
            pipeline("builds-nothing", first, stage("Build", action("Build", "CodeBuild", configuration=ORDERS)))
            sources = [named(f"Source{at}", action("Source", "S3", writes=[f"source{at}"], configuration=S3))
                       for at in range(6)]
            pipeline("six-inputs", stage("Source", *sources),
                     stage("Build", action("Build", "CodeBuild", [f"source{at}" for at in range(6)],
                                           configuration={**ORDERS, "PrimarySource": "source0"})))
            """,
            title="Artifacts",
            finds={
                "nobody-makes": "stages[2].actions[0].inputArtifacts[0]",
                "made-at-once": "stages[1].actions[1].inputArtifacts[0]",
                "made-twice": "stages[1].actions[1].outputArtifacts[0]",
                "dotted-artifact": "stages[1].actions[0].outputArtifacts[0]",
                "builds-nothing": "stages[1].actions[0].inputArtifacts",
                "six-inputs": "stages[1].actions[0].inputArtifacts",
            },
        ),
        Bad(
            PARTS
            + """
            home, abroad = store("home", region="us-east-1"), store("abroad", region="eu-west-1")
            there = stage("Deploy", {**deploy, "region": "eu-west-1"})
            pipeline("one-store-with-region", first, second, artifact_stores=[home])
            pipeline("store-without-region", first, second, artifact_stores=[home, store("abroad")])
            pipeline("stores-of-one-region", first, second, artifact_stores=[home, abroad, abroad])
            pipeline("no-store-abroad", first, second, there)
            pipeline("no-store-at-home", first, second, there,
                     artifact_stores=[abroad, store("farther", region="eu-south-2")])
            pipeline("source-abroad", stage("Source", {**source, "region": "eu-west-1"}), second,
                     artifact_stores=[home, abroad])
            """,
            title="Regions",
            finds={
                "one-store-with-region": "artifactStores[0].region",
                "store-without-region": "artifactStores[1].region",
                "stores-of-one-region": "artifactStores[2].region",
                "no-store-abroad": "stages[2].actions[0].region",
                "no-store-at-home": "artifactStores",
                "source-abroad": "stages[0].actions[0].region",
            },
        ),
        Bad(
            PARTS
            + """
            on_tag = {"provider_type": "CodeStarSourceConnection",
                      "git_configuration": {"source_action_name": "Source",
                                            "pushes": [{"tags": {"includes": ["v*"]}}]}}
            pipeline("triggers-in-v1", first, second, triggers=[on_tag], pipeline_type="V1")
            pipeline("variables-in-v1", first, second, variables=[{"name": "tag"}])
            pipeline("queued-v1", first, second, execution_mode="QUEUED")
            pipeline("commands-in-v1", first, stage("Test", commands))
            """,
            title="Types of pipelines",
            finds={
                "triggers-in-v1": "triggers",
                "variables-in-v1": "variables",
                "queued-v1": "executionMode",
                "commands-in-v1": "stages[1].actions[0].provider",
            },
        ),
        Good(
            PARTS
            + """
            pipeline("two-stages", first, second)
            pipeline("two-sources", stage("Source", source, named("More", action("Source", "S3", writes=["more"],
                                                                               configuration=S3))), second)
            pipeline("names-by-stage", first, stage("Test", named("Run", build)), stage("Deploy", named("Run", deploy)))
            pipeline("longest-name", stage("a.b@c-d_e" + "x" * 91, source), second)
            pipeline("custom-action", first, stage("Build", {**build, "owner": "Custom", "provider": "Jenkins",
                                                             "version": "7", "configuration": {}}))
            pipeline("order-999", first, stage("Build", {**build, "run_order": 999}))
            pipeline("timeout-5", first, second, stage("Approve", action("Approval", "Manual", timeout_in_minutes=5)))
            pipeline("own-namespaces", stage("Source", {**source, "namespace": "orders-source@1"}),
                     stage("Build", {**build, "namespace": "orders_build"}))
            pipeline("by-order", first, stage("Build", build, {**deploy, "run_order": 2}))
            sources = [named(f"Source{at}", action("Source", "S3", writes=[f"source{at}"], configuration=S3))
                       for at in range(5)]
            pipeline("five-inputs", stage("Source", *sources),
                     stage("Build", action("Build", "CodeBuild", [f"source{at}" for at in range(5)],
                                           configuration={**ORDERS, "PrimarySource": "source0"})))
            home, abroad = store("home", region="us-east-1"), store("abroad", region="eu-west-1")
            pipeline("cross-region", first, second, stage("Deploy", {**deploy, "region": "eu-west-1"}),
                     artifact_stores=[home, abroad])
            pipeline("source-at-home", stage("Source", {**source, "region": "us-east-1"}), second)
            on_tag = {"provider_type": "CodeStarSourceConnection",
                      "git_configuration": {"source_action_name": "Source",
                                            "pushes": [{"tags": {"includes": ["v*"]}}]}}
            pipeline("triggers-in-v2", stage("Source", action(
                         "Source", "CodeStarSourceConnection", writes=["source"], configuration={
                             "ConnectionArn": "arn:aws:codeconnections:us-east-1:123456789012:connection/1",
                             "FullRepositoryId": "acme/orders", "BranchName": "main"})),
                     second, triggers=[on_tag], variables=[{"name": "tag"}], pipeline_type="V2",
                     execution_mode="QUEUED")
            made = [{"name": "package", "files": ["dist/*"]}]
            pipeline("commands", first, stage("Test", {**commands, "output_artifacts_for_compute_actions": made}),
                     stage("Deploy", deploy), pipeline_type="V2")
            pipeline("new-provider", first, stage("Build", action("Build", "BuildThatAwsAddsTomorrow", ["source"])))
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.codepipeline.Pipeline(
                "orders",
                role_arn="arn:aws:iam::123456789012:role/pipeline",
                artifact_stores=[{"type": "S3", "location": "artifacts"}],
                stages=[
                    {"name": "Source", "actions": [
                        {"name": "Source", "category": "Source", "owner": "AWS", "provider": "S3", "version": "1",
                         "configuration": {"S3Bucket": "releases", "S3ObjectKey": "release.zip"},
                         "output_artifacts": [old.outputs["Artifact"]]}]},
                    {"name": "Build", "actions": [
                        {"name": "Build", "category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1",
                         "configuration": {"ProjectName": "orders"}, "input_artifacts": ["source"]}]},
                ],
            )
            """,
            because={"orders": "stages[0].actions[0].outputArtifacts[0]"},
        ),
    ),
)
