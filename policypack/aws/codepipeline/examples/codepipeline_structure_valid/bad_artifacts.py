"""Artifacts."""

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

pipeline("nobody-makes", first, second, stage("Deploy", action("Deploy", "S3", ["site"], configuration=SITE)))
pipeline("made-at-once", first, stage("Build", build, deploy))
pipeline("made-twice", first, stage("Build", build, named("Again", build)))
pipeline(
    "dotted-artifact",
    first,
    stage("Build", action("Build", "CodeBuild", ["source"], ["app.zip"], configuration=ORDERS)),
)
pipeline("builds-nothing", first, stage("Build", action("Build", "CodeBuild", configuration=ORDERS)))
sources = [named(f"Source{at}", action("Source", "S3", writes=[f"source{at}"], configuration=S3)) for at in range(6)]
pipeline(
    "six-inputs",
    stage("Source", *sources),
    stage(
        "Build",
        action(
            "Build",
            "CodeBuild",
            [f"source{at}" for at in range(6)],
            configuration={**ORDERS, "PrimarySource": "source0"},
        ),
    ),
)

# finds nobody-makes: stages[2].actions[0].inputArtifacts[0]
# finds made-at-once: stages[1].actions[1].inputArtifacts[0]
# finds made-twice: stages[1].actions[1].outputArtifacts[0]
# finds dotted-artifact: stages[1].actions[0].outputArtifacts[0]
# finds builds-nothing: stages[1].actions[0].inputArtifacts
# finds six-inputs: stages[1].actions[0].inputArtifacts
