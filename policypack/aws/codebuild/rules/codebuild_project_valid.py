"""codebuild-project-valid: CodeBuild artifacts, sources and images must fit together."""

from policypack.aws.codebuild import PROJECT
from policypack.aws.common.computed import is_made_elsewhere
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.constraint import Constraint, Remove, Set, Table, argument, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html"
COMPUTE_TYPES = "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-compute-types.html"
BOTH = "https://github.com/cloudposse/terraform-aws-codebuild/issues/23"
SECONDARY = "https://github.com/hashicorp/terraform-provider-aws/issues/36987"
BOTH_ERROR = (
    "InvalidInputException: Invalid input: when using CodePipeline both sourceType, and artifactType must be set to:"
    " CODEPIPELINE"
)
PIPELINE = "CODEPIPELINE"
ARM_IMAGE = r"aws/codebuild/[a-z0-9-]*aarch64[a-z0-9-]*:.+"
X86_IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
IMAGE_OF_OTHER_ARCHITECTURE = Rejection(
    service="CodeBuild",
    condition="CodeBuild's own image for ARM is in an environment of type LINUX_CONTAINER",
    error="InvalidInputException: AWS CodeBuild curated image aws/codebuild/amazonlinux2-aarch64-standard:3.0 is not"
    " supported for projects with environment type LINUX_CONTAINER and compute type BUILD_GENERAL1_LARGE",
    source="https://github.com/aws/aws-cdk/issues/35368",
    invalid="arm-image",
    valid="arm",
)

source, artifacts = argument("source.type"), argument("artifacts.type")


def not_secondary(list_: str, kind: str, identifier: str) -> Constraint:
    """No element of the list is of type CODEPIPELINE; ``kind`` and ``identifier`` are the API's names."""
    other = {"type": "S3", "location": "tools", identifier: "tools"}
    return Constraint(
        demand=~argument(list_).has_element("type", PIPELINE),
        when=argument(list_).is_given().unsaid(),
        error=f"InvalidInputException: Invalid input: {kind} CODEPIPELINE is not allowed for {list_}",
        source=SECONDARY,
        fix=fix(Remove(list_), note="only those of type CODEPIPELINE: the pipeline's action names further artifacts"),
        invalid={list_: [{"type": PIPELINE, identifier: "tools"}]},
        valid={list_: [other]},
    )


TABLE = Table(
    "CodeBuild",
    {
        PROJECT: (
            Constraint(
                demand=artifacts.equals(PIPELINE),
                when=source.equals(PIPELINE),
                error=BOTH_ERROR,
                source=BOTH,
                fix=fix(Set("artifacts", {"type": PIPELINE})),
                invalid={"source.type": PIPELINE, "artifacts.type": "NO_ARTIFACTS"},
                valid={"source.type": PIPELINE, "artifacts.type": PIPELINE, "artifacts.name": "orders"},
            ),
            Constraint(
                demand=source.equals(PIPELINE),
                when=artifacts.equals(PIPELINE),
                error=BOTH_ERROR,
                source=BOTH,
                fix=fix(Set("source", {"type": PIPELINE})),
                invalid={"artifacts.type": PIPELINE},
                valid={"artifacts.type": PIPELINE, "source": {"type": PIPELINE}},
            ),
            not_secondary("secondarySources", "sourceType", "sourceIdentifier"),
            not_secondary("secondaryArtifacts", "artifactType", "artifactIdentifier"),
            Constraint(
                demand=argument("artifacts.name").is_empty(),
                when=artifacts.equals("NO_ARTIFACTS"),
                at="artifacts",
                error="InvalidInputException: Invalid artifacts: artifact type NO_ARTIFACTS should have null output"
                " name",
                source="https://github.com/cloudposse/terraform-aws-codebuild/issues/63",
                fix=fix(Remove("artifacts.name")),
                invalid={"artifacts.name": "orders"},
                valid={},
            ),
        )
    },
    {
        PROJECT[0]: {
            "serviceRole": "arn:aws:iam::123456789012:role/build",
            "source": {"type": "GITHUB", "location": "https://github.com/example/orders.git"},
            "artifacts.type": "NO_ARTIFACTS",
            "environment": {"type": "LINUX_CONTAINER", "computeType": "BUILD_GENERAL1_SMALL", "image": X86_IMAGE},
        }
    },
)


def check(project: Resource, _: StackContext[None]) -> Verdict:
    """CodeBuild's own images for ARM run on ARM."""
    image, type_ = project.at("environment.image"), project.at("environment.type")
    return require(
        is_not(type_.equals("LINUX_CONTAINER")),
        when=all_of(is_not(is_made_elsewhere(image, project, "environment")), image.matches(ARM_IMAGE)),
        at="environment",
        problem=f"environment.image is {image}, an image for ARM, and environment.type is {type_}.",
        fix=fix(
            Set("environment.type", "ARM_CONTAINER"),
            otherwise=Set("environment.image", X86_IMAGE),
        ),
        rejects=IMAGE_OF_OTHER_ARCHITECTURE,
    )


RULE = StackRule(
    id="codebuild-project-valid",
    summary="CodeBuild artifacts, sources and images must fit together",
    rationale="""
        A project whose source is a pipeline also gives its artifacts to the pipeline; further inputs and outputs are
        named in the pipeline's action. CodeBuild's own images are each for one architecture. Other images, and which
        compute types an environment has, are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TABLE.types,
    references=(CREATE, COMPUTE_TYPES),
    table=TABLE,
    rejections=(*TABLE.rejections, IMAGE_OF_OTHER_ARCHITECTURE),
    check=check,
)
