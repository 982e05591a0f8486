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

pipeline("two-stages", first, second)
pipeline(
    "two-sources",
    stage("Source", source, named("More", action("Source", "S3", writes=["more"], configuration=S3))),
    second,
)
pipeline("names-by-stage", first, stage("Test", named("Run", build)), stage("Deploy", named("Run", deploy)))
pipeline("longest-name", stage("a.b@c-d_e" + "x" * 91, source), second)
pipeline(
    "custom-action",
    first,
    stage("Build", {**build, "owner": "Custom", "provider": "Jenkins", "version": "7", "configuration": {}}),
)
pipeline("order-999", first, stage("Build", {**build, "run_order": 999}))
pipeline("timeout-5", first, second, stage("Approve", action("Approval", "Manual", timeout_in_minutes=5)))
pipeline(
    "own-namespaces",
    stage("Source", {**source, "namespace": "orders-source@1"}),
    stage("Build", {**build, "namespace": "orders_build"}),
)
pipeline("by-order", first, stage("Build", build, {**deploy, "run_order": 2}))
sources = [named(f"Source{at}", action("Source", "S3", writes=[f"source{at}"], configuration=S3)) for at in range(5)]
pipeline(
    "five-inputs",
    stage("Source", *sources),
    stage(
        "Build",
        action(
            "Build",
            "CodeBuild",
            [f"source{at}" for at in range(5)],
            configuration={**ORDERS, "PrimarySource": "source0"},
        ),
    ),
)
home, abroad = store("home", region="us-east-1"), store("abroad", region="eu-west-1")
pipeline(
    "cross-region", first, second, stage("Deploy", {**deploy, "region": "eu-west-1"}), artifact_stores=[home, abroad]
)
pipeline("source-at-home", stage("Source", {**source, "region": "us-east-1"}), second)
made = [{"name": "package", "files": ["dist/*"]}]
pipeline(
    "commands",
    first,
    stage("Test", {**commands, "output_artifacts_for_compute_actions": made}),
    stage("Deploy", deploy),
    pipeline_type="V2",
)
pipeline("new-provider", first, stage("Build", action("Build", "BuildThatAwsAddsTomorrow", ["source"])))
