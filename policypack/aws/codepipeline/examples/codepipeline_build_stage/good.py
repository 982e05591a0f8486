import pulumi_aws as aws


def action(category, provider, reads=(), writes=(), **more):
    return {
        "name": f"{category}-{provider}",
        "category": category,
        "owner": "AWS",
        "provider": provider,
        "version": "1",
        "input_artifacts": list(reads),
        "output_artifacts": list(writes),
        **more,
    }


def pipeline(name, *stages):
    numbered = [{"name": f"stage-{at}", "actions": list(actions)} for at, actions in enumerate(stages)]
    aws.codepipeline.Pipeline(
        name,
        role_arn="arn:aws:iam::123456789012:role/pipeline",
        stages=numbered,
        artifact_stores=[{"type": "S3", "location": "artifacts"}],
        pipeline_type="V2",
    )


project = aws.codebuild.Project(
    "orders",
    service_role="arn:aws:iam::123456789012:role/build",
    source={"type": "CODEPIPELINE"},
    artifacts={"type": "CODEPIPELINE"},
    environment={
        "type": "LINUX_CONTAINER",
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/amazonlinux-x86_64-standard:5.0",
    },
)
source = action("Source", "S3", writes=["source"], configuration={"S3Bucket": "releases", "S3ObjectKey": "release.zip"})
build = action("Build", "CodeBuild", ["source"], ["package"], configuration={"ProjectName": project.name})
deploy = action("Deploy", "S3", ["package"], configuration={"BucketName": "site", "Extract": "true"})
pipeline("usual", [source], [build], [deploy])
pipeline("one-stage", [source], [build, {**deploy, "run_order": 2}])
pipeline("builds-only", [source], [build])
commands = action(
    "Compute",
    "Commands",
    ["source"],
    commands=["make"],
    output_artifacts_for_compute_actions=[{"name": "package", "files": ["dist/*"]}],
)
pipeline("commands", [source], [commands], [deploy])
