"""Actions."""

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

pipeline("no-such-type", first, stage("Build", {**build, "owner": "ThirdParty"}))
pipeline("version-2", first, stage("Build", {**build, "version": "2"}))
pipeline("order-1000", first, stage("Build", {**build, "run_order": 1000}))
pipeline("timeout-4", first, second, stage("Approve", action("Approval", "Manual", timeout_in_minutes=4)))
pipeline(
    "same-namespaces",
    stage("Source", {**source, "namespace": "orders"}),
    stage("Build", {**build, "namespace": "orders"}),
)
pipeline("dotted-namespace", stage("Source", {**source, "namespace": "orders.source"}), second)
pipeline("no-project", first, stage("Build", {**build, "configuration": {"PrimarySource": "source"}}))
pipeline("no-commands", first, stage("Test", {**commands, "commands": []}), pipeline_type="V2")
pipeline("commands-in-build", first, stage("Build", {**build, "commands": ["make"]}), pipeline_type="V2")

# finds no-such-type: stages[1].actions[0].provider
# finds version-2: stages[1].actions[0].version
# finds order-1000: stages[1].actions[0].runOrder
# finds timeout-4: stages[2].actions[0].timeoutInMinutes
# finds same-namespaces: stages[1].actions[0].namespace
# finds dotted-namespace: stages[0].actions[0].namespace
# finds no-project: stages[1].actions[0].configuration
# finds no-commands: stages[1].actions[0].commands
# finds commands-in-build: stages[1].actions[0].commands
