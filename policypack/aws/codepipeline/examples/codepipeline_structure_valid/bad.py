"""Stages."""

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

pipeline("one-stage", first)
pipeline("builds-first", stage("Source", source, action("Approval", "Manual")), second)
pipeline("late-source", first, second, stage("More", action("Source", "S3", writes=["more"], configuration=S3)))
pipeline("empty-stage", first, second, stage("Deploy"))
pipeline("same-stage-names", first, second, stage("Build", deploy))
pipeline("same-action-names", first, second, stage("Deploy", deploy, deploy))
pipeline("spaced-name", first, stage("Build it", build))

# finds one-stage: stages
# finds builds-first: stages[0].actions[1].category
# finds late-source: stages[2].actions[0].category
# finds empty-stage: stages[2].actions
# finds same-stage-names: stages[2].name
# finds same-action-names: stages[2].actions[1].name
# finds spaced-name: stages[1].name
