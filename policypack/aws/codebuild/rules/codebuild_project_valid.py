"""codebuild-project-valid: CodeBuild artifacts, sources and images must fit together."""

from collections.abc import Iterator

from policypack.aws.codebuild import PROJECT
from policypack.aws.codebuild.images import CURATED, environment_error, name_error, types_of
from policypack.aws.common.computed import is_made_elsewhere
from policypack.check import Resource, Value, Verdict, all_of, combined, is_not, require
from policypack.constraint import Constraint, Inputs, Remove, Set, Table, argument, fix, joined
from policypack.fix import NO_FIX, Blank, Fix
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
X86_IMAGE = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
IMAGE_OF_OTHER_ENVIRONMENT = Rejection(
    service="CodeBuild",
    condition="CodeBuild's own image is in an environment of a type that it is not for",
    error="InvalidInputException: AWS CodeBuild curated image aws/codebuild/amazonlinux2-aarch64-standard:3.0 is not"
    " supported for projects with environment type LINUX_CONTAINER and compute type BUILD_GENERAL1_LARGE",
    source="https://github.com/aws/aws-cdk/issues/35368",
    invalid="arm-image",
    valid="arm",
)
MISSPELT_IMAGE = Rejection(
    service="CodeBuild",
    condition="The name or the tag of CodeBuild's own image is misspelt",
    error="InvalidInputException: AWS CodeBuild curated image aws/codebuild/standard:4:0 is not supported for projects"
    " with environment type LINUX_CONTAINER and compute type BUILD_GENERAL1_LARGE",
    source="https://github.com/aws/aws-codebuild-docker-images/issues/509",
    invalid="misspelt",
    valid="spelt",
)
CREDENTIALS_FOR_OWN_IMAGE = Rejection(
    service="CodeBuild",
    condition="CodeBuild's own image is pulled with the credentials of the service role",
    error="InvalidInputException: Invalid environment: cannot use a CodeBuild curated image with"
    " imagePullCredentialsType SERVICE_ROLE",
    source="https://github.com/aws/aws-codebuild-docker-images/issues/163",
    invalid="credentials",
    valid="spelt",
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


def without_slash(location: str) -> Constraint:
    """The bucket of the artifacts is a name; a path in it is an argument of its own."""
    kind, path = argument(location.replace("location", "type")), location.replace("location", "path")
    return Constraint(
        demand=argument(location).lacks("/", "slash"),
        when=kind.equals("S3") & argument(location).is_given().unsaid(),
        error="InvalidInputException: Invalid artifacts: location should not have a forward-slash",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/6127",
        fix=fix(Set(location, Blank("the name of the bucket")), note=f"what follows the slash is {path}"),
        invalid={kind.path: "S3", location: "acme-releases/nightly"},
        valid={kind.path: "S3", location: "acme-releases", path: "nightly/builds"},
    )


def identifier(name: str, list_: str, beside: Inputs) -> Constraint:
    """An identifier has letters, digits and underscores."""
    return Constraint(
        demand=argument(name).matches(r"[A-Za-z0-9_]{1,127}", "up to 127 letters, digits and underscores"),
        when=argument(name).is_given().unsaid(),
        error="InvalidInputException: Invalid input: identifier must contain only alphanumeric characters and"
        " underscores and be less than 128 characters in length",
        source="https://github.com/aws/aws-cdk/issues/18710",
        fix=fix(Set(name, Blank("up to 127 letters, digits and underscores"))),
        correct=joined("A-Za-z0-9_", 127, joint="_"),
        invalid={name: "tools-linux"},
        valid={name: "tools_linux"},
    ).inside(list_, beside=beside)


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
            Constraint(
                demand=argument("source.buildspec").is_present(),
                when=source.equals("NO_SOURCE"),
                error="InvalidInputException: Invalid project source: buildspec must be specified with the source type"
                " NO_SOURCE",
                source=CREATE,
                fix=fix(Set("source.buildspec", Blank("the build specification"))),
                invalid={"source": {"type": "NO_SOURCE"}},
                valid={"source": {"type": "NO_SOURCE", "buildspec": "version: 0.2"}},
            ),
            without_slash("artifacts.location"),
            without_slash("location").inside("secondaryArtifacts[]", beside={"artifactIdentifier": "tools"}),
            identifier("artifactIdentifier", "secondaryArtifacts[]", {"type": "S3", "location": "tools"}),
            identifier("sourceIdentifier", "secondarySources[]", {"type": "S3", "location": "tools/tools.zip"}),
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


def check(project: Resource, _: StackContext[None]) -> Iterator[Verdict]:
    """CodeBuild's own images exist, are in an environment that they are for, and need no credentials."""
    image, type_ = project.at("environment.image"), project.at("environment.type")
    credentials = project.at("environment.imagePullCredentialsType")
    is_own = all_of(is_not(is_made_elsewhere(image, project, "environment")), image.matches(CURATED))
    misspelling, other_type = combined(name_error, image), combined(environment_error, image, type_)
    yield require(
        misspelling.is_empty(),
        when=is_own,
        at="environment",
        problem=f"environment.image is {image}: {misspelling.say(str, '')}.",
        fix=fix(Set("environment.image", X86_IMAGE)),
        rejects=MISSPELT_IMAGE,
    )
    yield require(
        other_type.is_empty(),
        when=is_own,
        at="environment",
        problem=f"environment.image is {image}, and environment.type is {type_}: {other_type.say(str, '')}.",
        fix=own_environment(image),
        rejects=IMAGE_OF_OTHER_ENVIRONMENT,
    )
    yield require(
        is_not(credentials.equals("SERVICE_ROLE")),
        when=all_of(is_own, credentials.is_set()),
        at="environment",
        problem=f"environment.image is {image}, CodeBuild's own image, and environment.imagePullCredentialsType is"
        f" {credentials}.",
        fix=fix(Set("environment.imagePullCredentialsType", "CODEBUILD")),
        rejects=CREDENTIALS_FOR_OWN_IMAGE,
    )


def own_environment(image: Value) -> Fix:
    """The type that the image is for."""
    types = image.say(lambda text: " ".join(types_of(text)), "").split()
    return fix(Set("environment.type", types[0])) if types else NO_FIX


RULE = StackRule(
    id="codebuild-project-valid",
    summary="CodeBuild artifacts, sources and images must fit together",
    rationale="""
        A project whose source is a pipeline also gives its artifacts to the pipeline; further inputs and outputs are
        named in the pipeline's action. CodeBuild's own images (aws/codebuild/...) are each for some types of
        environment, and are pulled with CodeBuild's credentials. Names are checked for misspellings only: CodeBuild may
        have newer images than this rule knows. Other images, and which compute types an environment has, are not
        checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=TABLE.types,
    references=(CREATE, COMPUTE_TYPES),
    table=TABLE,
    rejections=(*TABLE.rejections, MISSPELT_IMAGE, IMAGE_OF_OTHER_ENVIRONMENT, CREDENTIALS_FOR_OWN_IMAGE),
    check=check,
)
