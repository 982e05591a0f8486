import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketLifecycleConfiguration(
    "assets",
    bucket=assets.id,
    rules=[
        {
            "id": "archive",
            "status": "Enabled",
            "transitions": [{"storage_class": "STANDARD_IA", "days": old.outputs["Days"].apply(int)}],
        }
    ],
)

# undetermined assets: rules[0].transitions[0].days
