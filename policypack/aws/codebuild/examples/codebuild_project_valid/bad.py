import pulumi_aws as aws


def project(logical, source, artifacts, image="aws/codebuild/standard:7.0", **more):
    aws.codebuild.Project(
        logical,
        service_role="arn:aws:iam::123456789012:role/build",
        artifacts=artifacts,
        source=source,
        environment={"compute_type": "BUILD_GENERAL1_SMALL", "image": image, "type": "LINUX_CONTAINER"},
        **more,
    )


pipeline, nothing = {"type": "CODEPIPELINE"}, {"type": "NO_ARTIFACTS"}
github = {"type": "GITHUB", "location": "https://github.com/example/orders.git"}
project("only-source", pipeline, nothing)
project("only-artifacts", github, pipeline)
project("secondary-source", github, nothing, secondary_sources=[{"type": "CODEPIPELINE", "source_identifier": "tools"}])
project(
    "secondary-artifacts",
    github,
    nothing,
    secondary_artifacts=[{"type": "CODEPIPELINE", "artifact_identifier": "tools"}],
)
project("named", github, {"type": "NO_ARTIFACTS", "name": "orders"})
project("arm-image", github, nothing, "aws/codebuild/amazonlinux2-aarch64-standard:3.0")

# finds only-source: artifacts.type
# finds only-artifacts: source.type
# finds secondary-source: secondarySources
# finds secondary-artifacts: secondaryArtifacts
# finds named: artifacts
# finds arm-image: environment
