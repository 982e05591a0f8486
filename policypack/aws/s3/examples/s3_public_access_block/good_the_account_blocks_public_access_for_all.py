"""The account blocks public access for all of its buckets."""

import pulumi_aws as aws

aws.s3.AccountPublicAccessBlock(
    "account", block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True
)
aws.s3.Bucket("assets")
