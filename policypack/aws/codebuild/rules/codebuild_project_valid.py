"""codebuild-project-valid: CodeBuild artifacts, sources and images must fit together."""

from collections.abc import Iterator

from policypack.aws.common.computed import is_made_elsewhere
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

PROJECT = ("aws:codebuild/project:Project",)
PIPELINE = "CODEPIPELINE"
ARM_IMAGE = r"aws/codebuild/[a-z0-9-]*aarch64[a-z0-9-]*:.+"


def check(project: Resource, context: StackContext[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """A pipeline gives and takes, or neither; no artifacts have no name; and the image is for the environment."""
    source, artifacts = project["source"]["type"], project["artifacts"]["type"]
    for one, other in ((source, artifacts), (artifacts, source)):
        yield require(
            other.equals(PIPELINE),
            when=one.equals(PIPELINE),
            at=other,
            problem=f"{one.path} is CODEPIPELINE and {other.path} is {other}: when using CodePipeline both sourceType,"
            " and artifactType must be set to: CODEPIPELINE.",
            fix='source={"type": "CODEPIPELINE"}, artifacts={"type": "CODEPIPELINE"}',
        )
    for argument, kind in (("secondarySources", "sourceType"), ("secondaryArtifacts", "artifactType")):
        yield require(
            is_not(project[argument].any(lambda part: part["type"].equals(PIPELINE))),
            when=project[argument].is_set(),
            at=argument,
            problem=f"Invalid input: {kind} CODEPIPELINE is not allowed for {argument}.",
            fix="# the pipeline's further artifacts are named in its action, not in the project",
        )
    yield require(
        project["artifacts"]["name"].is_empty(),
        when=artifacts.equals("NO_ARTIFACTS"),
        at="artifacts",
        problem="artifacts have a name and are of type NO_ARTIFACTS: artifact type NO_ARTIFACTS should have null output"
        " name.",
        fix='artifacts={"type": "NO_ARTIFACTS"}',
    )
    yield from image_fits(project)


def image_fits(project: Resource) -> Iterator[Verdict]:
    """CodeBuild's own images for ARM run on ARM."""
    environment = project["environment"]
    image, type_ = environment["image"], environment["type"]
    yield require(
        is_not(type_.equals("LINUX_CONTAINER")),
        when=all_of(is_not(is_made_elsewhere(image, project, "environment")), image.matches(ARM_IMAGE)),
        at="environment",
        problem=f"AWS CodeBuild curated image {image} is not supported for projects with environment type {type_}.",
        fix='"type": "ARM_CONTAINER"  # of the environment, or an x86_64 image',
    )


_CREATE = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="CodeBuild",
        condition=condition,
        error=f"InvalidInputException: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


_SECONDARY = "https://github.com/hashicorp/terraform-provider-aws/issues/36987"

RULE = StackRule(
    id="codebuild-project-valid",
    summary="CodeBuild artifacts, sources and images must fit together",
    rationale="""
        A project that a pipeline feeds also gives its artifacts to the pipeline; what else the pipeline hands it is
        named in the pipeline's action. CodeBuild's own images are each for one architecture. Images of one's own, and
        which compute types an environment has, are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=PROJECT,
    references=(_CREATE, "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html"),
    rejections=(
        _rejection(
            "Only one of a project's source and artifacts is CODEPIPELINE",
            "Invalid input: when using CodePipeline both sourceType, and artifactType must be set to: CODEPIPELINE",
            "https://github.com/cloudposse/terraform-aws-codebuild/issues/23",
            "only-source",
            "pipeline",
        ),
        _rejection(
            "A project's secondary source is CODEPIPELINE",
            "Invalid input: sourceType CODEPIPELINE is not allowed for secondarySources",
            _SECONDARY,
            "secondary-source",
            "tools",
        ),
        _rejection(
            "A project's secondary artifacts are CODEPIPELINE",
            "Invalid input: artifactType CODEPIPELINE is not allowed for secondaryArtifacts",
            _SECONDARY,
            "secondary-artifacts",
            "tools",
        ),
        _rejection(
            "A project without artifacts names them",
            "Invalid artifacts: artifact type NO_ARTIFACTS should have null output name",
            "https://github.com/cloudposse/terraform-aws-codebuild/issues/63",
            "named",
            "tools",
        ),
        _rejection(
            "CodeBuild's own image for ARM stands in an environment of type LINUX_CONTAINER",
            "AWS CodeBuild curated image aws/codebuild/amazonlinux2-aarch64-standard:3.0 is not supported for projects"
            " with environment type LINUX_CONTAINER and compute type BUILD_GENERAL1_LARGE",
            "https://github.com/aws/aws-cdk/issues/35368",
            "arm-image",
            "arm",
        ),
    ),
    check=check,
)
