"""codepipeline-build-stage: Pipelines must build before they deploy."""

from policypack.aws import codepipeline
from policypack.aws.codepipeline import Action, build_action, made_by_sources
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_fact, any_of, is_not, require
from policypack.fix import Add, fix
from policypack.rule import Context, ResourceRule

BUILDING = ("Build", "Compute")
"""The categories that build: CodeBuild and Jenkins are Build, the Commands action is Compute."""


def check(pipeline: Resource, _: Context[None]) -> Verdict:
    """A build action ends after the source stage and before the first deploy action starts."""
    actions = codepipeline.actions(pipeline)
    deploying = [action.stage for action in actions if action.is_a("Deploy").truth]
    return require(
        any_fact(all_of(action.is_a(*BUILDING), builds_in_time(action, actions)) for action in actions),
        at="stages",
        problem="No build action comes after the source stage"
        + (" and before the first deploy action" if deploying else "")
        + ": what the pipeline deploys is neither built nor tested by it.",
        fix=fix(
            Add(
                "stages",
                {"name": "Build", "actions": [build_action(made_by_sources(pipeline))]},
                before=min(deploying, default=None),
            ),
            note="before the first stage that deploys" if deploying else "",
        ),
    )


def builds_in_time(build: Action, actions: tuple[Action, ...]) -> Fact:
    """It has ended when the first deploy action starts."""
    return all_facts(any_of(is_not(action.is_a("Deploy")), build.comes_before(action)) for action in actions)


RULE = ResourceRule(
    id="codepipeline-build-stage",
    summary="Pipelines must build before they deploy",
    rationale="""
        A pipeline that goes from its source straight to a deployment deploys what was built elsewhere, or what was not
        built at all: no compiler, test or linter runs between a commit and production. The build may be in any stage
        after the source and have any name, with CodeBuild, Jenkins, a custom action or the Commands action; it must end
        before the first deploy action starts. Test actions do not count, because they make nothing. A pipeline that
        deploys nothing still needs a build. A pipeline that promotes what another one has built is a good reason for an
        exemption.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.1.0",
    applies_to=codepipeline.PIPELINE,
    references=(
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-devops-example.html",
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-valid-providers.html",
    ),
    check=check,
)
