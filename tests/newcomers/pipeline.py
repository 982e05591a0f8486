"""A role's trust in a variable, a policy with a broken ARN, and a build project of artifacts in a path."""

import json

import pulumi_aws as aws

trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}],
}
role = aws.iam.Role("build", path="/ci", assume_role_policy=json.dumps(trust))
aws.iam.RolePolicy(
    "build",
    role=role.name,
    policy={
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "read-all",
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::shop-artifacts/*",
            }
        ],
    },
)
aws.codebuild.Project(
    "build",
    service_role=role.arn,
    source={"type": "GITHUB", "location": "https://github.com/example/shop.git"},
    artifacts={"type": "CODEPIPELINE"},
    environment={
        "type": "LINUX_CONTAINER",
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
        "image_pull_credentials_type": "SERVICE_ROLE",
    },
)
