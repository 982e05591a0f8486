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
    )


source = action("Source", "S3", writes=["source"], configuration={"S3Bucket": "releases", "S3ObjectKey": "release.zip"})
build = action("Build", "CodeBuild", ["source"], ["package"], configuration={"ProjectName": "orders"})
deploy = action("Deploy", "S3", ["source"], configuration={"BucketName": "site", "Extract": "true"})
pipeline("straight", [source], [deploy])
pipeline("too-late", [source], [deploy], [build])
pipeline("at-once", [source], [build, deploy])
pipeline("tests-only", [source], [action("Test", "CodeBuild", ["source"], configuration={"ProjectName": "orders"})])

# finds straight: stages
# finds too-late: stages
# finds at-once: stages
# finds tests-only: stages
