"""A private bucket: versioned, encrypted with our key, closed to the public and to plain HTTP."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions

from iam import objects
from settings import Settings


class PrivateBucket(pulumi.ComponentResource):
    bucket: aws.s3.Bucket
    versioning: aws.s3.BucketVersioning

    def __init__(
        self, settings: Settings, purpose: str, key_arn: pulumi.Input[str], opts: ResourceOptions | None = None
    ) -> None:
        super().__init__("orders:storage:PrivateBucket", f"{settings.name}-{purpose}", None, opts)
        child = ResourceOptions(parent=self)
        name = f"{settings.name}-{purpose}-{settings.account}-{settings.region}"

        self.bucket = aws.s3.Bucket(purpose, bucket=name, tags=settings.tags(name), opts=child)
        self.versioning = aws.s3.BucketVersioning(
            purpose, bucket=self.bucket.id, versioning_configuration={"status": "Enabled"}, opts=child
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            purpose,
            bucket=self.bucket.id,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key_arn,
                    },
                    "bucket_key_enabled": True,
                }
            ],
            opts=child,
        )
        public_access_block = aws.s3.BucketPublicAccessBlock(
            purpose,
            bucket=self.bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=child,
        )
        # S3 refuses two changes of the same bucket's access at a time.
        aws.s3.BucketPolicy(
            purpose,
            bucket=self.bucket.id,
            policy=deny_plain_http(self.bucket),
            opts=ResourceOptions(parent=self, depends_on=[public_access_block]),
        )
        aws.s3.BucketLifecycleConfiguration(
            purpose,
            bucket=self.bucket.id,
            rules=[
                {
                    "id": "expire-old-versions",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "noncurrent_version_expiration": {"noncurrent_days": 90},
                    "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
                }
            ],
            opts=ResourceOptions(parent=self, depends_on=[self.versioning]),
        )
        self.register_outputs({"bucket": self.bucket.bucket})


def deny_plain_http(bucket: aws.s3.Bucket) -> Output[str]:
    return Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "DenyPlainHttp",
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": [bucket.arn, objects(bucket)],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ],
        }
    )
