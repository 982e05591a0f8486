import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.codepipeline.Pipeline(
    "orders",
    role_arn="arn:aws:iam::123456789012:role/pipeline",
    artifact_stores=[{"type": "S3", "location": "artifacts"}],
    stages=[
        {
            "name": "Source",
            "actions": [
                {
                    "name": "Source",
                    "category": "Source",
                    "owner": "AWS",
                    "provider": "S3",
                    "version": "1",
                    "configuration": {"S3Bucket": "releases", "S3ObjectKey": "release.zip"},
                    "output_artifacts": [old.outputs["Artifact"]],
                }
            ],
        },
        {
            "name": "Build",
            "actions": [
                {
                    "name": "Build",
                    "category": "Build",
                    "owner": "AWS",
                    "provider": "CodeBuild",
                    "version": "1",
                    "configuration": {"ProjectName": "orders"},
                    "input_artifacts": ["source"],
                }
            ],
        },
    ],
)  # undetermined: stages[0].actions[0].outputArtifacts[0]
