import json

import pulumi_aws as aws

artifacts = aws.s3.Bucket("artifacts", bucket="orders-artifacts")
BUCKET = "arn:aws:s3:::orders-artifacts"
CONNECTION = "arn:aws:codeconnections:us-east-1:123456789012:connection/1"
STORE = ["s3:PutObject", "s3:GetBucketVersioning"]
BUILD = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]


def allow(actions, on="*"):
    return {"Effect": "Allow", "Action": actions, "Resource": on}


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def pipeline(name, **arguments):
    trust = {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole"}
    role = aws.iam.Role(name, name=name, assume_role_policy=document(trust), **arguments)
    source = {
        "name": "GitHub",
        "category": "Source",
        "owner": "AWS",
        "version": "1",
        "provider": "CodeStarSourceConnection",
        "output_artifacts": ["source"],
        "configuration": {"ConnectionArn": CONNECTION, "FullRepositoryId": "acme/orders", "BranchName": "main"},
    }
    build = {
        "name": "Build",
        "category": "Build",
        "owner": "AWS",
        "version": "1",
        "provider": "CodeBuild",
        "input_artifacts": ["source"],
        "configuration": {"ProjectName": "orders"},
    }
    aws.codepipeline.Pipeline(
        name,
        role_arn=role.arn,
        artifact_stores=[{"type": "S3", "location": artifacts.bucket}],
        stages=[{"name": "Source", "actions": [source]}, {"name": "Build", "actions": [build]}],
    )
    return role


def policy(name, *statements):
    aws.iam.RolePolicy(name, role=pipeline(name).name, policy=document(*statements))


pipeline("nothing")
policy("thin", allow(["s3:GetObject", "s3:PutObject"], f"{BUCKET}/*"))
rest = allow(["codeconnections:UseConnection", *BUILD])
policy("other-bucket", allow(STORE, ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]), rest)
policy("no-objects", allow(STORE, BUCKET), rest)
policy(
    "other-project",
    allow(STORE),
    allow("codestar-connections:*"),
    allow(BUILD, "arn:aws:codebuild:us-east-1:123456789012:project/other"),
)
policy("denied", allow("*"), {"Effect": "Deny", "Action": "CodeBuild:Start*", "Resource": "*"})
policy("all-but-builds", {"Effect": "Allow", "NotAction": "codebuild:*", "Resource": "*"})

# finds nothing: roleArn
# finds thin: roleArn
# finds other-bucket: roleArn
# finds no-objects: roleArn
# finds other-project: roleArn
# finds denied: roleArn
# finds all-but-builds: roleArn
