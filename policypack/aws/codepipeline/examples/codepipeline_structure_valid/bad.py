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

pipeline("never-made", first, second, stage("Deploy", action("Deploy", "S3", ["site"], configuration=SITE)))
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

home, abroad = store("home", region="us-east-1"), store("abroad", region="eu-west-1")
there = stage("Deploy", {**deploy, "region": "eu-west-1"})
pipeline("one-store-with-region", first, second, artifact_stores=[home])
pipeline("store-without-region", first, second, artifact_stores=[home, store("abroad")])
pipeline("stores-of-one-region", first, second, artifact_stores=[home, abroad, abroad])
pipeline("no-store-abroad", first, second, there)
pipeline("no-store-at-home", first, second, there, artifact_stores=[abroad, store("farther", region="eu-south-2")])
pipeline("source-abroad", stage("Source", {**source, "region": "eu-west-1"}), second, artifact_stores=[home, abroad])

pipeline("commands-in-v1", first, stage("Test", commands))

# finds one-stage: stages
# finds builds-first: stages[0].actions[1].category
# finds late-source: stages[2].actions[0].category
# finds empty-stage: stages[2].actions
# finds same-stage-names: stages[2].name
# finds same-action-names: stages[2].actions[1].name
# finds spaced-name: stages[1].name
# finds no-such-type: stages[1].actions[0].provider
# finds version-2: stages[1].actions[0].version
# finds order-1000: stages[1].actions[0].runOrder
# finds timeout-4: stages[2].actions[0].timeoutInMinutes
# finds same-namespaces: stages[1].actions[0].namespace
# finds dotted-namespace: stages[0].actions[0].namespace
# finds no-project: stages[1].actions[0].configuration
# finds no-commands: stages[1].actions[0].commands
# finds commands-in-build: stages[1].actions[0].commands
# finds never-made: stages[2].actions[0].inputArtifacts[0]
# finds made-at-once: stages[1].actions[1].inputArtifacts[0]
# finds made-twice: stages[1].actions[1].outputArtifacts[0]
# finds dotted-artifact: stages[1].actions[0].outputArtifacts[0]
# finds builds-nothing: stages[1].actions[0].inputArtifacts
# finds six-inputs: stages[1].actions[0].inputArtifacts
# finds one-store-with-region: artifactStores[0].region
# finds store-without-region: artifactStores[1].region
# finds stores-of-one-region: artifactStores[2].region
# finds no-store-abroad: stages[2].actions[0].region
# finds no-store-at-home: artifactStores
# finds source-abroad: stages[0].actions[0].region
# finds commands-in-v1: stages[1].actions[0].provider
