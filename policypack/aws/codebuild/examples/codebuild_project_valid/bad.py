import pulumi_aws as aws

aws.codebuild.Project(
    "arm-image",
    service_role="arn:aws:iam::123456789012:role/build",
    artifacts={"type": "NO_ARTIFACTS"},
    source={"type": "GITHUB", "location": "https://github.com/example/orders.git"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux2-aarch64-standard:3.0",
        "type": "LINUX_CONTAINER",
    },
)  # finds: environment
