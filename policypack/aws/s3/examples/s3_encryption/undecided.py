import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
assets = aws.s3.Bucket("assets")
aws.s3.BucketServerSideEncryptionConfiguration(
    "assets",
    bucket=assets.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": old.outputs["Algorithm"]}}],
)

# undetermined assets: rules[0].applyServerSideEncryptionByDefault.sseAlgorithm
