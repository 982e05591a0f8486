import pulumi_aws as aws


def project(logical, image, **environment):
    aws.codebuild.Project(
        logical,
        service_role="arn:aws:iam::123456789012:role/build",
        artifacts={"type": "NO_ARTIFACTS"},
        source={"type": "GITHUB", "location": "https://github.com/example/orders.git"},
        environment={"compute_type": "BUILD_GENERAL1_SMALL", "image": image, "type": "LINUX_CONTAINER", **environment},
    )


project("arm-image", "aws/codebuild/amazonlinux2-aarch64-standard:3.0")
project("x86-image", "aws/codebuild/standard:7.0", type="ARM_CONTAINER")
project("misspelt", "aws/codebuild/standard:7:0")
project("hyphen", "aws/codebuild/amazonlinux-x86-64-standard:5.0")
project("credentials", "aws/codebuild/standard:7.0", image_pull_credentials_type="SERVICE_ROLE")

# finds arm-image: environment
# finds x86-image: environment
# finds misspelt: environment
# finds hyphen: environment
# finds credentials: environment
