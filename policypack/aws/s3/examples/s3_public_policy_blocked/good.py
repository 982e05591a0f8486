import json

import pulumi
import pulumi_aws as aws


def allow(bucket, principal, **more):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": principal,
                    "Action": "s3:GetObject",
                    "Resource": f"arn:aws:s3:::{bucket}/*",
                    **more,
                }
            ],
        }
    )


website = aws.s3.Bucket("website", bucket="acme-website")
first = [
    aws.s3.BucketPublicAccessBlock("website", bucket=website.id, block_public_policy=False, block_public_acls=False),
    aws.s3.BucketOwnershipControls("website", bucket=website.id, rule={"object_ownership": "BucketOwnerPreferred"}),
]
after = pulumi.ResourceOptions(depends_on=first)
aws.s3.BucketPolicy("website", bucket=website.id, policy=allow("acme-website", "*"), opts=after)
aws.s3.BucketAcl("website", bucket=website.id, acl="public-read", opts=after)
private = aws.s3.Bucket("private", bucket="acme-private")
aws.s3.BucketPolicy(
    "private",
    bucket=private.id,
    policy=allow("acme-private", {"AWS": "*"}, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
)
aws.s3.Bucket(
    "inline-private", bucket="acme-inline", policy=allow("acme-inline", {"AWS": "arn:aws:iam::123456789012:root"})
)
aws.s3.BucketPolicy("elsewhere", bucket="acme-elsewhere", policy=allow("acme-elsewhere", "*"))
