"""Regions."""

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

home, abroad = store("home", region="us-east-1"), store("abroad", region="eu-west-1")
there = stage("Deploy", {**deploy, "region": "eu-west-1"})
pipeline("one-store-with-region", first, second, artifact_stores=[home])
pipeline("store-without-region", first, second, artifact_stores=[home, store("abroad")])
pipeline("stores-of-one-region", first, second, artifact_stores=[home, abroad, abroad])
pipeline("no-store-abroad", first, second, there)
pipeline("no-store-at-home", first, second, there, artifact_stores=[abroad, store("farther", region="eu-south-2")])
pipeline("source-abroad", stage("Source", {**source, "region": "eu-west-1"}), second, artifact_stores=[home, abroad])

# finds one-store-with-region: artifactStores[0].region
# finds store-without-region: artifactStores[1].region
# finds stores-of-one-region: artifactStores[2].region
# finds no-store-abroad: stages[2].actions[0].region
# finds no-store-at-home: artifactStores
# finds source-abroad: stages[0].actions[0].region
