import pulumi_aws as aws

aws.s3.Bucket("inline", versioning={"enabled": True})
separate = aws.s3.Bucket("separate")
aws.s3.BucketVersioning("separate", bucket=separate.id, versioning_configuration={"status": "Enabled"})
aws.s3.Bucket("locked", object_lock_enabled=True)
aws.s3.Bucket("named", bucket="acme-named")
aws.s3.BucketVersioningV2("named", bucket="acme-named", versioning_configuration={"status": "Enabled"})
