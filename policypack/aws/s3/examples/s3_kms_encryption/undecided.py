import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
own = aws.s3.Bucket("own")
aws.s3.BucketServerSideEncryptionConfiguration(
    "own",
    bucket=own.id,
    rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": old.outputs["Algorithm"]}}],
)

# undetermined own: rules[0].applyServerSideEncryptionByDefault.sseAlgorithm
