import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.codebuild.Project(
    "orders",
    service_role="arn:aws:iam::123456789012:role/build",
    artifacts={"type": "CODEPIPELINE"},
    source={"type": old.outputs["Source"]},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/standard:7.0",
        "type": "LINUX_CONTAINER",
    },
)  # undetermined: source.type
