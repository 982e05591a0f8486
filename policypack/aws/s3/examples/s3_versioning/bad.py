import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: versioning
paused = aws.s3.Bucket("paused")
aws.s3.BucketVersioning("paused", bucket=paused.id, versioning_configuration={"status": "Suspended"})
aws.s3.BucketV2("alias", versionings=[{"enabled": False}])  # finds: versioning

# finds paused: versioning
