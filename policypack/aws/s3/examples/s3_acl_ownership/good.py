import pulumi
import pulumi_aws as aws

for name, ownership in {"preferred": "BucketOwnerPreferred", "writer": "ObjectWriter"}.items():
    bucket = aws.s3.Bucket(name)
    controls = aws.s3.BucketOwnershipControls(name, bucket=bucket.id, rule={"object_ownership": ownership})
    aws.s3.BucketAcl(name, bucket=bucket.id, acl="private", opts=pulumi.ResourceOptions(depends_on=[controls]))
aws.s3.Bucket("private", acl="private")
aws.s3.BucketAcl("elsewhere", bucket="a-bucket-of-another-stack", acl="private")
