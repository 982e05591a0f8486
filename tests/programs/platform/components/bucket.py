from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from components.base import Component, Environment


class SecureBucket(Component):
    kind = "SecureBucket"

    def __init__(self, name: str, environment: Environment, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, environment, opts)
        self.bucket = aws.s3.Bucket(self.title(), bucket=self.title("acme-platform"), opts=self.child())
        linked = {"bucket": self.bucket.bucket}
        block = aws.s3.BucketPublicAccessBlock(
            self.title(),
            **linked,
            **dict.fromkeys(
                ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"), True
            ),
            opts=self.child(),
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            self.title(),
            **linked,
            rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"}}],
            opts=self.child(),
        )
        aws.s3.BucketVersioning(
            self.title(),
            **linked,
            versioning_configuration={"status": "Enabled" if environment.is_production else "Suspended"},
            opts=self.child(),
        )
        aws.s3.BucketPolicy(
            self.title(),
            **linked,
            policy=self.bucket.arn.apply(deny_plain_http),
            opts=self.child(depends_on=[block]),
        )
        self.register_outputs({"bucketName": self.bucket.bucket})


def deny_plain_http(arn: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [arn, arn + "/*"],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    )
