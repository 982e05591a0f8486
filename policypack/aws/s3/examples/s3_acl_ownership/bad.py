import pulumi_aws as aws

default = aws.s3.Bucket("default")
aws.s3.BucketAcl("default", bucket=default.id, acl="private")
enforced = aws.s3.Bucket("enforced")
controls = aws.s3.BucketOwnershipControls(
    "enforced", bucket=enforced.id, rule={"object_ownership": "BucketOwnerEnforced"}
)
aws.s3.BucketAcl("enforced", bucket=enforced.id, acl="private")
aws.s3.Bucket("inline", acl="public-read")  # finds: acl
aws.s3.Bucket(
    "granted",
    grants=[{"type": "Group", "permissions": ["READ"], "uri": "http://acs.amazonaws.com/groups/s3/LogDelivery"}],
)  # finds: grants

# finds default: bucket
# finds enforced: bucket
