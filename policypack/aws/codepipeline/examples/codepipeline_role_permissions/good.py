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


everything = (
    allow(STORE, [BUCKET, f"{BUCKET}/*"]),
    allow("codeconnections:UseConnection", CONNECTION),
    allow(BUILD, "arn:aws:codebuild:*:123456789012:project/ord*"),
)
policy("exact", *everything)
policy("wildcards", allow(["s3:*", "codestar-connections:Use*"]), allow("CODEBUILD:*"))
policy(
    "spares",
    {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
    {
        "Effect": "Deny",
        "Action": "codebuild:StartBuild",
        "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    },
)
pipeline("inline", inline_policies=[{"name": "all", "policy": document(*everything)}])
pipeline("managed", managed_policy_arns=["arn:aws:iam::aws:policy/AdministratorAccess"])
deliver = aws.iam.Policy("deliver", policy=document(*everything))
attached, several = pipeline("attached"), pipeline("several")
aws.iam.RolePolicyAttachment("attached", role=attached.name, policy_arn=deliver.arn)
aws.iam.PolicyAttachment("several", roles=[several.name], policy_arn=deliver.arn)
pipeline("referred", managed_policy_arns=[deliver.arn])
own = document(
    {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::123456789012:role/admitted"},
        "Action": "s3:*",
        "Resource": [BUCKET, f"{BUCKET}/*"],
    }
)
aws.s3.BucketPolicy("artifacts", bucket=artifacts.bucket, policy=own)
policy("admitted", allow(["codeconnections:UseConnection", *BUILD]))
