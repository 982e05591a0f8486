import pulumi_aws as aws


def project(logical, image, type_):
    aws.codebuild.Project(
        logical,
        service_role="arn:aws:iam::123456789012:role/build",
        artifacts={"type": "NO_ARTIFACTS"},
        source={"type": "GITHUB", "location": "https://github.com/example/orders.git"},
        environment={"compute_type": "BUILD_GENERAL1_SMALL", "image": image, "type": type_},
    )


repository = aws.ecr.Repository("tools")
project("arm", "aws/codebuild/amazonlinux2-aarch64-standard:3.0", "ARM_CONTAINER")
project("spelt", "aws/codebuild/standard:7.0", "LINUX_CONTAINER")
project("newer", "aws/codebuild/amazonlinux3-x86_64-standard:1.0", "LINUX_CONTAINER")
project("tools", repository.repository_url.apply(lambda url: f"{url}:latest"), "LINUX_CONTAINER")
