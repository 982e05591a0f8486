import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.s3.AccountPublicAccessBlock(
    "account",
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=old.outputs["Restrict"],
)  # undetermined: restrictPublicBuckets
