"""codepipeline-build-stage: Pipelines must build before they deploy."""

from policypack.aws import codepipeline
from policypack.aws.codepipeline import Action
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_fact, any_of, is_not, require
from policypack.rule import Bad, Context, Good, ResourceRule, Undecided

BUILDING = ("Build", "Compute")
"""The categories that build: CodeBuild and Jenkins are Build, the Commands action is Compute."""


def check(pipeline: Resource, _: Context[None]) -> Verdict:
    """A build action ends after the source stage and before the first deploy action starts."""
    actions = codepipeline.actions(pipeline)
    deploys = any_fact(action.is_a("Deploy") for action in actions)
    return require(
        any_fact(all_of(action.is_a(*BUILDING), builds_in_time(action, actions)) for action in actions),
        at="stages",
        problem="No build action stands after the source stage"
        + (" and before the first deploy action" if deploys.truth else "")
        + ": what runs in production was neither built nor tested by the pipeline.",
        fix='{"name": "Build", "actions": [{"name": "Build", "category": "Build", "owner": "AWS",'
        ' "provider": "CodeBuild", "version": "1", "configuration": {"ProjectName": project.name},'
        ' "input_artifacts": ["source"], "output_artifacts": ["package"]}]}',
    )


def builds_in_time(build: Action, actions: tuple[Action, ...]) -> Fact:
    """It has ended when the first deploy action starts."""
    return all_facts(any_of(is_not(action.is_a("Deploy")), build.comes_before(action)) for action in actions)


RULE = ResourceRule(
    id="codepipeline-build-stage",
    concern="C7",
    summary="Pipelines must build before they deploy",
    rationale="""
        A pipeline that goes from its source straight to a deployment deploys what somebody built elsewhere, or nothing
        that was built at all: no compiler, no test and no linter stands between a commit and production. The build may
        stand in any stage after the source and have any name, with CodeBuild, Jenkins, a custom action or the Commands
        action; what counts is that it ends before the first deploy action starts. Test actions do not count, they
        make nothing. A pipeline that deploys nothing still needs a build. A pipeline that promotes what another one has
        built is a good reason for an exemption.
    """,
    level="advisory",
    severity="medium",
    applies_to=codepipeline.PIPELINE,
    references=(
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-devops-example.html",
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-valid-providers.html",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws

            def action(category, provider, reads=(), writes=(), **more):
                return {"name": f"{category}-{provider}", "category": category, "owner": "AWS", "provider": provider,
                        "version": "1", "input_artifacts": list(reads), "output_artifacts": list(writes), **more}

            def pipeline(name, *stages):
                numbered = [{"name": f"stage-{at}", "actions": list(actions)} for at, actions in enumerate(stages)]
                aws.codepipeline.Pipeline(name, role_arn="arn:aws:iam::123456789012:role/pipeline", stages=numbered,
                                          artifact_stores=[{"type": "S3", "location": "artifacts"}])

            source = action("Source", "S3", writes=["source"],
                            configuration={"S3Bucket": "releases", "S3ObjectKey": "release.zip"})
            build = action("Build", "CodeBuild", ["source"], ["package"], configuration={"ProjectName": "orders"})
            deploy = action("Deploy", "S3", ["source"], configuration={"BucketName": "site", "Extract": "true"})
            pipeline("straight", [source], [deploy])
            pipeline("too-late", [source], [deploy], [build])
            pipeline("at-once", [source], [build, deploy])
            pipeline("tests-only", [source], [action("Test", "CodeBuild", ["source"],
                                                     configuration={"ProjectName": "orders"})])
            """,
            finds={"straight": "stages", "too-late": "stages", "at-once": "stages", "tests-only": "stages"},
        ),
        Good(
            """
            import pulumi_aws as aws

            def action(category, provider, reads=(), writes=(), **more):
                return {"name": f"{category}-{provider}", "category": category, "owner": "AWS", "provider": provider,
                        "version": "1", "input_artifacts": list(reads), "output_artifacts": list(writes), **more}

            def pipeline(name, *stages):
                numbered = [{"name": f"stage-{at}", "actions": list(actions)} for at, actions in enumerate(stages)]
                aws.codepipeline.Pipeline(name, role_arn="arn:aws:iam::123456789012:role/pipeline", stages=numbered,
                                          artifact_stores=[{"type": "S3", "location": "artifacts"}], pipeline_type="V2")

            project = aws.codebuild.Project(
                "orders",
                service_role="arn:aws:iam::123456789012:role/build",
                source={"type": "CODEPIPELINE"},
                artifacts={"type": "CODEPIPELINE"},
                environment={"type": "LINUX_CONTAINER", "compute_type": "BUILD_GENERAL1_SMALL",
                             "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0"},
            )
            source = action("Source", "S3", writes=["source"],
                            configuration={"S3Bucket": "releases", "S3ObjectKey": "release.zip"})
            build = action("Build", "CodeBuild", ["source"], ["package"], configuration={"ProjectName": project.name})
            deploy = action("Deploy", "S3", ["package"], configuration={"BucketName": "site", "Extract": "true"})
            pipeline("usual", [source], [build], [deploy])
            pipeline("one-stage", [source], [build, {**deploy, "run_order": 2}])
            pipeline("builds-only", [source], [build])
            commands = action("Compute", "Commands", ["source"], commands=["make"],
                              output_artifacts_for_compute_actions=[{"name": "package", "files": ["dist/*"]}])
            pipeline("commands", [source], [commands], [deploy])
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
                         "output_artifacts": ["source"]}]},
                    {"name": "Check", "actions": [
                        {"name": "Check", "category": old.outputs["Category"], "owner": "AWS", "provider": "CodeBuild",
                         "version": "1", "configuration": {"ProjectName": "orders"}, "input_artifacts": ["source"]}]},
                ],
            )
            """,
            because={"orders": "stages[1].actions[0].category"},
        ),
    ),
)
