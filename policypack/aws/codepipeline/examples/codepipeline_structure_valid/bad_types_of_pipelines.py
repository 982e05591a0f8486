"""Types of pipelines."""

import pulumi_aws as aws


def action(category, provider, reads=(), writes=(), **more):
    return {
        "name": category,
        "category": category,
        "owner": "AWS",
        "provider": provider,
        "version": "1",
        "input_artifacts": list(reads),
        "output_artifacts": list(writes),
        **more,
    }


def stage(name, *actions):
    return {"name": name, "actions": list(actions)}


def store(bucket, **more):
    return {"type": "S3", "location": bucket, **more}


def pipeline(name, *stages, artifact_stores=(store("artifacts"),), **more):
    aws.codepipeline.Pipeline(
        name,
        name=f"orders-{name}",
        stages=list(stages),
        **more,
        role_arn="arn:aws:iam::123456789012:role/pipeline",
        artifact_stores=list(artifact_stores),
    )


def named(name, one):
    return {**one, "name": name}


S3 = {"S3Bucket": "releases", "S3ObjectKey": "release.zip"}
ORDERS = {"ProjectName": "orders"}
SITE = {"BucketName": "site", "Extract": "true"}
source = action("Source", "S3", writes=["source"], configuration=S3)
build = action("Build", "CodeBuild", ["source"], ["package"], configuration=ORDERS)
deploy = action("Deploy", "S3", ["package"], configuration=SITE)
commands = action("Compute", "Commands", ["source"], commands=["make test"])
first, second = stage("Source", source), stage("Build", build)

on_tag = {
    "provider_type": "CodeStarSourceConnection",
    "git_configuration": {"source_action_name": "Source", "pushes": [{"tags": {"includes": ["v*"]}}]},
}
pipeline("triggers-in-v1", first, second, triggers=[on_tag], pipeline_type="V1")
pipeline("variables-in-v1", first, second, variables=[{"name": "tag"}])
pipeline("queued-v1", first, second, execution_mode="QUEUED")
pipeline("commands-in-v1", first, stage("Test", commands))

# finds triggers-in-v1: triggers
# finds variables-in-v1: variables
# finds queued-v1: executionMode
# finds commands-in-v1: stages[1].actions[0].provider
