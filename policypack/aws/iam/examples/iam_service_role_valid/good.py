"""Delivery, each with a role that trusts its service"""

import json

import pulumi_aws as aws


def role(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [statement]}
    return aws.iam.Role(service.split(".")[0], assume_role_policy=json.dumps(trust))


stage = {
    "name": "Source",
    "actions": [
        {
            "name": "Source",
            "category": "Source",
            "owner": "AWS",
            "provider": "S3",
            "version": "1",
            "output_artifacts": ["site"],
            "configuration": {"S3Bucket": "acme-source", "S3ObjectKey": "site.zip"},
        }
    ],
}
approval = {
    "name": "Approve",
    "actions": [{"name": "Approve", "category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}],
}
aws.codepipeline.Pipeline(
    "codepipeline-trusted",
    role_arn=role("codepipeline.amazonaws.com").arn,
    artifact_stores=[{"type": "S3", "location": "acme-artifacts"}],
    stages=[stage, approval],
)
aws.codebuild.Project(
    "codebuild-trusted",
    service_role=role("codebuild.amazonaws.com").arn,
    artifacts={"type": "NO_ARTIFACTS"},
    source={"type": "GITHUB", "location": "https://github.com/example/orders.git"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        "type": "LINUX_CONTAINER",
    },
)
aws.codedeploy.DeploymentGroup(
    "codedeploy-trusted",
    app_name="orders",
    deployment_group_name="trusted",
    service_role_arn=role("codedeploy.amazonaws.com").arn,
)
aws.cloudformation.Stack(
    "cloudformation-trusted", iam_role_arn=role("cloudformation.amazonaws.com").arn, template_body='{"Resources": {}}'
)
