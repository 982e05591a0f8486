import json

import pulumi_aws as aws


def anybody(bucket):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
            ],
        }
    )


default = aws.s3.Bucket("default", bucket="acme-default")
aws.s3.BucketPolicy("default", bucket=default.id, policy=anybody("acme-default"))
blocked = aws.s3.Bucket("blocked", bucket="acme-blocked")
aws.s3.BucketPublicAccessBlock("blocked", bucket=blocked.id, block_public_policy=True)
aws.s3.BucketPolicy("blocked", bucket=blocked.id, policy=anybody("acme-blocked"))
aws.s3.Bucket("inline", bucket="acme-inline", policy=anybody("acme-inline"))  # finds: policy
listed = aws.s3.Bucket("listed")
aws.s3.BucketOwnershipControls("listed", bucket=listed.id, rule={"object_ownership": "BucketOwnerPreferred"})
aws.s3.BucketAcl("acl", bucket=listed.id, acl="public-read")  # finds: acl

# finds default: policy
# finds blocked: policy
