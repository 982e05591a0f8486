import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketLifecycleConfiguration(
    "assets", bucket=assets.id, rules=[{"id": "old", "status": old.outputs["Status"], "expiration": {"days": 30}}]
)

# undetermined assets: rules[0].status
