import pulumi_aws as aws


def project(logical, source, artifacts, image="aws/codebuild/standard:7.0", type_="LINUX_CONTAINER", **more):
    aws.codebuild.Project(
        logical,
        service_role="arn:aws:iam::123456789012:role/build",
        artifacts=artifacts,
        source=source,
        environment={"compute_type": "BUILD_GENERAL1_SMALL", "image": image, "type": type_},
        **more,
    )


repository = aws.ecr.Repository("tools")
pipeline, nothing = {"type": "CODEPIPELINE"}, {"type": "NO_ARTIFACTS"}
github = {"type": "GITHUB", "location": "https://github.com/example/orders.git"}
project("pipeline", pipeline, {"type": "CODEPIPELINE", "name": "orders"})
project(
    "tools",
    github,
    nothing,
    repository.repository_url.apply(lambda url: f"{url}:latest"),
    secondary_sources=[{**github, "source_identifier": "tools"}],
)
project("arm", github, nothing, "aws/codebuild/amazonlinux2-aarch64-standard:3.0", "ARM_CONTAINER")
